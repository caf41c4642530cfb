import type { AskingOptions, Policy, Problem } from '@coop-credentials/core';
import type { Site } from '../sites/site.ts';
import type { ResponseKey } from './response-keys.ts';

/** How a request is told to the wallet and signed (OpenID4VP 1.0 §5.9.3). */
export type ClientIdPrefix = 'decentralized_identifier' | 'x509_san_dns' | 'x509_hash' | 'redirect_uri';

/** How an answer travels: plain, or encrypted to a key of its own (OpenID4VP 1.0 §8.2, §8.3). */
export type ResponseMode = 'direct_post' | 'direct_post.jwt';

/** How a link invites wallets to fetch the request (OpenID4VP 1.0 §5.10); either way works whatever it says. */
export type RequestUriMethod = 'get' | 'post';

/** Which way the answer came: fixed by the handle that was answered. */
export type Flow = 'same-device' | 'cross-device';

/** What is stored. `answered` and `expired` are seen, not stored: see `seenState`. */
export type StoredState = 'open' | 'accepted' | 'rejected' | 'declined' | 'cancelled';

/** What a site or a browser sees. */
export type RequestState = StoredState | 'answered' | 'expired';

/** A site's question to one visitor's wallet. Times are integer milliseconds. */
export interface PresentationRequest {
  readonly id: string;
  readonly siteId: string;
  readonly policy: { readonly id: string; readonly version: number };
  readonly subject: string;
  readonly returnUrl: string;
  readonly locale?: string;
  readonly test: boolean;
  readonly clientIdPrefix: ClientIdPrefix;
  readonly responseMode: ResponseMode;
  readonly requestUriMethod: RequestUriMethod;
  /** Of the certificate that it is asked under; of `x509_hash` only. */
  readonly certificateHash?: string;
  /** Shown by the asking page and by the wallet, so that a person sees they belong together; cross-device only. */
  readonly matchCode?: string;
  readonly state: StoredState;
  readonly flow?: Flow;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly answeredAt?: number;
  readonly collectedAt?: number;
  readonly tries: number;
  readonly lastProblem?: Problem;
  /** Why it was rejected. */
  readonly problem?: Problem;
}

/** What a wallet answers by. */
export type WalletProtocol = 'openid4vp' | 'vcalm';

/** One of a request's doors: what a wallet reads and answers. */
export interface Handle {
  /** The secret in its addresses; the store keeps only its hash. */
  readonly token: string;
  readonly flow: Flow;
  readonly nonce: string;
  readonly state: string;
  /** Behind an interaction URL, where the wallet chooses the protocol. Any other handle speaks OpenID4VP alone. */
  readonly isInteraction: boolean;
  /** What its answer is encrypted to, sealed; only while a request of `direct_post.jwt` is open. */
  readonly responseKeySealed?: string;
}

/** A handle with everything a wallet protocol needs to ask through it. */
export interface AskedHandle {
  readonly handle: Handle;
  readonly request: PresentationRequest;
  readonly policy: Policy;
  readonly site: Site;
  /** `<PUBLIC_URL>/wallet/openid4vp/request/<token>` */
  readonly requestUri: string;
  /** `<PUBLIC_URL>/wallet/openid4vp/response/<token>` */
  readonly responseUri: string;
  /** With its prefix, as sent to the wallet and expected back as the audience. */
  readonly clientId: string;
  /** `<PUBLIC_URL>/i/<token>?iuv=1`: of an interaction's handle (VCALM 1.0, "Interaction URL Format"). */
  readonly interactionUrl: string;
  /** `<PUBLIC_URL>/wallet/vcalm/exchange/<token>`: where VCALM answers go, likewise. */
  readonly exchangeUrl: string;
  /** The exchange's domain: the audience of an answer under VCALM. */
  readonly domain: string;
  /** The end of the thirty minutes: the `exp` of a request object. */
  readonly latestEnd: number;
  /** What its answer is decrypted with: of `direct_post.jwt`, which refuses a plain one. Never log it. */
  readonly responseKey?: ResponseKey;
  /** Recognised besides the policy's issuers; only of a test request, which grants nothing. */
  readonly testIssuer?: string;
  /** Whose credentials a wallet is asked for; see `compileDcql`. */
  readonly asking: AskingOptions;
}
