import type {
  ClientIdPrefix,
  Flow,
  RequestUriMethod,
  ResponseMode,
  StoredState,
} from '../requests/presentation-request.ts';
import type { LimitCounterTable, ProgrammeSiteTable, ProgrammeTable, RedemptionTable } from './ledger-tables.ts';
import type { LeaseTable, RateCountTable } from './replica-tables.ts';
import type { ChangeTable, FeedTable, VerificationStandingColumns } from './taking-back-tables.ts';

/**
 * The tables. Times are integer milliseconds, truth values 0 or 1, JSON is text: the same on SQLite and PostgreSQL.
 * There is no column for a presentation or a claim, on purpose.
 */
export interface Schema {
  meta: MetaTable;
  sites: SiteTable;
  site_keys: SiteKeyTable;
  pairing_codes: PairingCodeTable;
  test_seed: TestSeedTable;
  policies: PolicyTable;
  requests: RequestTable;
  handles: HandleTable;
  verifications: VerificationTable;
  programmes: ProgrammeTable;
  programme_sites: ProgrammeSiteTable;
  limit_counters: LimitCounterTable;
  redemptions: RedemptionTable;
  feeds: FeedTable;
  changes: ChangeTable;
  recognition_lists: RecognitionListTable;
  leases: LeaseTable;
  rate_counts: RateCountTable;
}

interface MetaTable {
  name: string;
  value: string;
}

interface SiteTable {
  id: string;
  name: string;
  url: string;
  /** Base64url of the 32 bytes of its Ed25519 public key. */
  public_key: string;
  signing_key_sealed: string;
  pairwise_secret_sealed: string;
  created_at: number;
}

interface SiteKeyTable {
  id: string;
  site_id: string;
  secret_hash: string;
  created_at: number;
  /** Set when it was replaced; null while nothing says that it ends. */
  valid_until: number | null;
}

/** What the test issuer's and the test member's keys are made from; one row, 1. */
interface TestSeedTable {
  id: number;
  seed_sealed: string;
}

interface RecognitionListTable {
  /** As policies name it. */
  name: string;
  url: string;
  anchor: string;
  /** By `coop-verifier list pin`; else because the configuration names it. */
  is_pinned: number;
  seq: number | null;
  /** JSON: the newest sequence as it was published, verified before it was stored. */
  document: string | null;
  /** JSON: the freshness file, the same. */
  freshness: string | null;
  etag: string | null;
  /** The latest time that it was looked for; never goes back. */
  clock: number;
  checked_at: number | null;
  /** JSON: why the last look brought nothing. */
  problem: string | null;
  /** Counts writes, so that each process notices what another one fetched. */
  revision: number;
}

interface PairingCodeTable {
  code_hash: string;
  site_id: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}

interface PolicyTable {
  site_id: string;
  id: string;
  version: number;
  document: string;
  created_at: number;
  /** Only on the newest version. */
  deleted_at: number | null;
}

interface RequestTable {
  id: string;
  site_id: string;
  policy_id: string;
  policy_version: number;
  subject: string;
  return_url: string;
  locale: string | null;
  is_test: number;
  client_id_prefix: ClientIdPrefix;
  response_mode: ResponseMode;
  certificate_hash: string | null;
  request_uri_method: RequestUriMethod;
  match_code: string | null;
  browser_token_hash: string;
  state: StoredState;
  flow: Flow | null;
  created_at: number;
  expires_at: number;
  answered_at: number | null;
  collected_at: number | null;
  tries: number;
  lease_id: string | null;
  /** A lease whose process died ends by itself. */
  lease_until: number | null;
  last_problem: string | null;
  problem: string | null;
  response_code_hash: string | null;
}

interface HandleTable {
  token_hash: string;
  request_id: string;
  flow: Flow;
  is_interaction: number;
  /** What answers are encrypted to; erased when the request ends. */
  response_key_sealed: string | null;
}

interface VerificationTable extends VerificationStandingColumns {
  id: string;
  site_id: string;
  request_id: string;
  holder: string;
  policy_id: string;
  policy_version: number;
  accept_index: number;
  /** JSON: type, issuer, validUntil and reason of each. */
  credentials: string;
  /** JSON: name and outcome of each. */
  checks: string;
  grant_until: number;
  created_at: number;
  collected_at: number | null;
  /** JSON: what counts this membership in the policy's programme. Sealed: the same at every site of it. */
  programme_keys_sealed: string | null;
}
