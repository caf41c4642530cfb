import type { RecognitionLists } from './policy/recognise-issuer.ts';
import type { StatusListSource } from './status/status-list-source.ts';

/**
 * Everything of the outside world that the core uses. Nothing is global: each is handed to `createVerifier`. What one
 * of them throws besides a VerificationError leaves undecided what depends on it, and is never thrown on.
 */
export interface Ports {
  /** The time now. The one port whose fault is thrown, as a TypeError: by no time nothing would be over. */
  readonly clock: () => Date;
  /**
   * Fetches JSON from a public https URL with every guard of `network/guarded-fetch.ts`.
   * @throws VerificationError `fetch_failed`, `fetch_refused` or `fetch_too_large`
   */
  readonly fetchJson: (url: string) => Promise<unknown>;
  /**
   * Gives status lists, as `createStatusListSource` does. Without it no list can be reached: what has a status is then
   * never accepted.
   */
  readonly fetchStatusList?: StatusListSource;
  /** The recognition lists at hand, by name: never fetched while anybody waits. Without it no list recognises anybody. */
  readonly recognitionLists?: RecognitionLists;
}

/** A DID document as far as we read one (DID Core 1.0 §5). */
export interface DidDocument {
  readonly id: string;
  readonly verificationMethod?: readonly VerificationMethod[];
  readonly authentication?: readonly (string | VerificationMethod)[];
  readonly assertionMethod?: readonly (string | VerificationMethod)[];
  /** Ids of keys that are not among those pinned for this DID: none of them is taken. */
  readonly unpinned?: readonly string[];
  readonly [property: string]: unknown;
}

export interface VerificationMethod {
  readonly id: string;
  readonly type: string;
  readonly controller: string;
  readonly publicKeyMultibase?: string;
  readonly publicKeyBase58?: string;
  readonly publicKeyJwk?: Readonly<Record<string, unknown>>;
  readonly revoked?: string;
  readonly expires?: string;
}

export interface ResolveDidOptions {
  /** Afresh, for a key that the document of before does not have. */
  readonly refresh?: boolean;
  /**
   * The verifier's own policy names this DID. Any other was chosen by a stranger, who must neither make us work nor
   * have anything forgotten.
   */
  readonly recognised?: boolean;
}

/**
 * Resolves a DID to its document, afresh or from a cache of its own.
 * @throws VerificationError `did_method_unsupported`, `did_invalid`, `did_unresolvable`
 */
export type DidResolver = (did: string, options?: ResolveDidOptions) => Promise<DidDocument>;
