import type {
  DidDocument,
  PresentationInput,
  Problem,
  ResolveDidOptions,
  VerificationResult,
  Verifier,
} from '@coop-credentials/core';

export type Expected = Parameters<Verifier['verifyPresentation']>[1];

/** What a thread is given to verify. */
export interface Job {
  readonly input: PresentationInput;
  readonly expected: Expected;
}

/** A DID that a verification wants the document of. */
export interface Lookup extends ResolveDidOptions {
  readonly did: string;
}

/** What a thread is told. It is given one verification at a time. */
export type ToThread =
  | ({ readonly type: 'verify' } & Job)
  | { readonly type: 'resolved'; readonly call: number; readonly document: DidDocument }
  | { readonly type: 'not-resolved'; readonly call: number; readonly problem: Problem }
  /** It must be fetched first: the verification is to be given up, and starts again later. */
  | { readonly type: 'not-here'; readonly call: number };

/** What a thread says. */
export type FromThread =
  | { readonly type: 'ready' }
  | { readonly type: 'resolve'; readonly call: number; readonly lookup: Lookup }
  | { readonly type: 'verified'; readonly result: VerificationResult }
  /** A `VerificationError`: no result can exist. */
  | { readonly type: 'refused'; readonly problem: Problem }
  /** After `not-here`. */
  | { readonly type: 'given-up' }
  /** Any other error: a fault of ours. Its message may quote the presentation, so only its name is told. */
  | { readonly type: 'failed'; readonly name: string };
