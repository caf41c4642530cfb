import type { DidDocument, PresentationInput, Problem, VerificationResult, Verifier } from '@coop-credentials/core';

export type Expected = Parameters<Verifier['verifyPresentation']>[1];

/** What a thread is told. It is given one verification at a time. */
export type ToThread =
  | { readonly type: 'verify'; readonly input: PresentationInput; readonly expected: Expected }
  | { readonly type: 'resolved'; readonly call: number; readonly document: DidDocument }
  | { readonly type: 'not-resolved'; readonly call: number; readonly problem: Problem };

/** What a thread says. */
export type FromThread =
  | { readonly type: 'ready' }
  | { readonly type: 'resolve'; readonly call: number; readonly did: string; readonly refresh: boolean }
  | { readonly type: 'verified'; readonly result: VerificationResult }
  /** A `VerificationError`: no result can exist. */
  | { readonly type: 'refused'; readonly problem: Problem }
  /** Any other error: a fault of ours. Its message may quote the presentation, so only its name is told. */
  | { readonly type: 'failed'; readonly name: string };
