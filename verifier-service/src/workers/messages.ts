import type {
  CheckOutcome,
  PresentationInput,
  Problem,
  ResolveDidOptions,
  StatusEntry,
  VerificationResult,
  Verifier,
} from '@coop-credentials/core';
import type { BoardLists } from '../recognition/list-board.ts';

export type Expected = Parameters<Verifier['verifyPresentation']>[1];
type OfDocument = NonNullable<Parameters<Verifier['verifyDocument']>[1]>;

/** What a thread has to do. */
export type Job =
  | { readonly type: 'verify'; readonly input: PresentationInput; readonly expected: Expected }
  | { readonly type: 'verify-document'; readonly input: unknown; readonly expected: OfDocument }
  | {
      readonly type: 'check-statuses';
      readonly issuer: string;
      readonly entries: readonly StatusEntry[];
      readonly now: Date;
      readonly refresh: boolean;
    };

/** What a job wants of the network: the document of a DID, or a status list as it was fetched. */
export type Lookup =
  | ({ readonly kind: 'did'; readonly did: string } & ResolveDidOptions)
  | { readonly kind: 'status-list'; readonly url: string; readonly refresh?: boolean };

/** What a thread is told. It is given one job at a time. */
export type ToThread =
  /** Certificates in DER that issuers' `x5c` may lead to; said before any job. */
  | { readonly type: 'trust'; readonly roots: readonly Uint8Array[] }
  /** The recognition lists at hand, from now on. */
  | { readonly type: 'lists'; readonly lists: BoardLists }
  | Job
  | { readonly type: 'found'; readonly call: number; readonly found: unknown }
  | { readonly type: 'not-found'; readonly call: number; readonly problem: Problem }
  /** It must be fetched first: the job is to be given up, and starts again later. */
  | { readonly type: 'not-here'; readonly call: number };

/** What came of a job. */
export type Done =
  | { readonly type: 'verified'; readonly result: VerificationResult }
  | { readonly type: 'statuses-checked'; readonly outcomes: readonly CheckOutcome[] };

/** What a thread says. */
export type FromThread =
  | Done
  | { readonly type: 'ready' }
  | { readonly type: 'needs'; readonly call: number; readonly lookup: Lookup }
  /** A `VerificationError`: no result can exist. */
  | { readonly type: 'refused'; readonly problem: Problem }
  /** After `not-here`. */
  | { readonly type: 'given-up' }
  /** Any other error: a fault of ours. Its message may quote the presentation, so only its name is told. */
  | { readonly type: 'failed'; readonly name: string };
