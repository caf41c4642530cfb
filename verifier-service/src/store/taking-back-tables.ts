import type { VerificationState } from '../changes/verification-state.ts';

/** How far a site's feed has got: its changes are numbered one by one. */
export interface FeedTable {
  site_id: string;
  last_seq: number;
  /** The changes up to here are gone. */
  pruned_seq: number;
  /** Up to here the site says that it has read; null while it never said so. */
  read_seq: number | null;
}

export interface ChangeTable {
  site_id: string;
  seq: number;
  verification_id: string;
  state: VerificationState;
  at: number;
  problem_code: string | null;
}

/** What a verification's row says about whether it holds. */
export interface VerificationStandingColumns {
  state: VerificationState;
  state_at: number | null;
  problem_code: string | null;
  /** JSON, sealed: where its issuers may take it back. Only while it is open. */
  status_sealed: string | null;
  unreachable_since: number | null;
  /** The policy version it was last accepted under; null = the one it was made under. */
  judged_version: number | null;
  check_due_at: number;
}
