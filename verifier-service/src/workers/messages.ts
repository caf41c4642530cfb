import type {
  CheckOutcome,
  DidDocument,
  PresentationInput,
  Problem,
  StatusEntry,
  VerificationResult,
  Verifier,
} from '@coop-credentials/core';

export type Expected = Parameters<Verifier['verifyPresentation']>[1];

/** What a thread has to do; one thing at a time. */
export type Job =
  | { readonly type: 'verify'; readonly input: PresentationInput; readonly expected: Expected }
  | {
      readonly type: 'check-statuses';
      readonly issuer: string;
      readonly entries: readonly StatusEntry[];
      readonly now: Date;
      readonly refresh: boolean;
    };

/** What a thread is told. */
export type ToThread =
  | Job
  | { readonly type: 'resolved'; readonly call: number; readonly document: DidDocument }
  | { readonly type: 'status-list'; readonly call: number; readonly list: unknown }
  | { readonly type: 'not-resolved'; readonly call: number; readonly problem: Problem };

/** What a thread says. */
export type FromThread =
  | { readonly type: 'ready' }
  | { readonly type: 'resolve'; readonly call: number; readonly did: string; readonly refresh: boolean }
  | { readonly type: 'fetch-status-list'; readonly call: number; readonly url: string; readonly refresh: boolean }
  | { readonly type: 'verified'; readonly result: VerificationResult }
  | { readonly type: 'statuses-checked'; readonly outcomes: readonly CheckOutcome[] }
  /** A `VerificationError`: no result can exist. */
  | { readonly type: 'refused'; readonly problem: Problem }
  /** Any other error: a fault of ours. Its message may quote the presentation, so only its name is told. */
  | { readonly type: 'failed'; readonly name: string };
