import type { ContextStore } from './contexts/context-store.ts';
import type { KnownFiles } from './contexts/known-files.ts';
import type { Credential } from './parse/parse-credential.ts';
import type { DidResolver } from './ports.ts';
import type { RecognitionLists } from './policy/recognise-issuer.ts';
import type { Policy, Requirement } from './policy/policy-schema.ts';
import type { ProofFinding } from './proofs/data-integrity/verify-proofs.ts';
import type { TrustedRoots } from './proofs/sd-jwt/trusted-roots.ts';
import type { SignatureMemo } from './proofs/data-integrity/signature-memo.ts';
import type { StatusListSource } from './status/status-list-source.ts';

/** All that a check may know besides its subject. */
export interface CheckContext {
  readonly now: Date;
  readonly policy?: Policy;
  /** What the credential at hand was asked for. */
  readonly requirement?: Requirement;
  readonly expectedNonce?: string;
  /** Any one of these; more than one only where a protocol has two names for us. */
  readonly expectedAudience?: readonly string[];
  /** The status is not looked at: for whoever asks about a document's proofs and period alone, never at a gate. */
  readonly withoutStatus?: boolean;
  /** An issuer recognised besides the policy's, for requests that never grant. */
  readonly testIssuer?: string;
  /** Lists that issuers may be recognised by; without them none is. */
  readonly lists?: RecognitionLists | undefined;
}

/** A presentation whose proofs have been verified. */
export interface PresentedBy {
  readonly holder?: string;
  readonly proofs: readonly ProofFinding[];
}

/** A credential whose proofs have been verified, and who presents it. */
export interface PresentedCredential {
  readonly credential: Credential;
  readonly proofs: readonly ProofFinding[];
  readonly holder?: string;
}

/** What verifying may use of the world outside, and the contexts it knows. */
export interface Resources {
  readonly resolveDid: DidResolver;
  readonly fetchStatusList: StatusListSource;
  readonly contexts: ContextStore;
  /** Of credentials: a presentation is signed anew each time. */
  readonly signatures?: SignatureMemo;
  /** Files that credentials may refer to; without it none is known. */
  readonly files?: KnownFiles;
  /** Certificates that an issuer's `x5c` may lead to. */
  readonly trustedRoots: TrustedRoots;
}

/** What looking a status up takes of these. */
export type StatusResources = Pick<Resources, 'resolveDid' | 'fetchStatusList' | 'contexts'> &
  Partial<Pick<Resources, 'trustedRoots'>>;
