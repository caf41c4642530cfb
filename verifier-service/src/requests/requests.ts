import type { PresentationInput } from '@coop-credentials/core';
import type { Site } from '../sites/site.ts';
import type { BrowserState } from './browser-state.ts';
import type {
  AskedHandle,
  ClientIdPrefix,
  PresentationRequest,
  RequestState,
  RequestUriMethod,
  ResponseMode,
  WalletProtocol,
} from './presentation-request.ts';
import type { CollectedResult } from './collect-request.ts';

export interface OpenInput {
  readonly policy: string;
  readonly subject: string;
  readonly returnUrl: string;
  readonly locale?: string;
  readonly test?: boolean;
  readonly clientIdPrefix?: ClientIdPrefix;
  readonly responseMode?: ResponseMode;
  readonly requestUriMethod?: RequestUriMethod;
}

/** A request just opened. Handles and the browser token are told once: the store keeps only their hashes. */
export interface OpenedRequest {
  readonly request: PresentationRequest;
  readonly sameDevice: AskedHandle;
  /** Absent where the policy says `crossDevice: "deny"`. */
  readonly crossDevice?: AskedHandle;
  /**
   * Of another device too, for wallets that choose the protocol themselves; likewise absent, and also where answers
   * must be encrypted, which one of those protocols cannot.
   */
  readonly interaction?: AskedHandle;
  readonly browserToken: string;
}

export interface WalletAnswer {
  /** The handle that was answered, as `findAskedHandle` found it before the answer was read. */
  readonly asked: AskedHandle;
  /** Which one brought it: what the answer must name as its audience. */
  readonly protocol: WalletProtocol;
  /** Decoded from the wire, not yet believed. */
  readonly input: PresentationInput;
  /** Refused if wrong, tolerated if absent. */
  readonly state?: string;
}

/** What to tell a wallet whose answer closed the request. */
export interface TakenAnswer {
  readonly requestId: string;
  readonly state: 'accepted' | 'rejected';
  /** Same-device only: the return URL, with `#response_code=…` unless declined. Never log it. */
  readonly redirectUri?: string;
}

/** The use cases of a presentation request, independent of the protocol that brings it to a wallet. */
export interface Requests {
  /** @throws ProblemError `policy_unknown`, `return_url_invalid`, `certificate_missing`, `certificate_ended` */
  openRequest(site: Site, input: OpenInput): Promise<OpenedRequest>;
  /**
   * An open request by the token of one of its handles. May be called any number of times. A handle that does not
   * speak the protocol is as unknown as none.
   * @throws ProblemError `request_unknown`, `request_expired`, `request_cancelled`, `request_already_answered`
   */
  findAskedHandle(handleId: string, protocol: WalletProtocol): Promise<AskedHandle>;
  /**
   * @throws ProblemError `request_unknown`, `request_expired`, `request_cancelled`, `request_already_answered`,
   *   `answer_in_progress`, `too_many_tries`, `state_mismatch`, or the problem of an answer that does not count
   * @throws VerificationError of an answer that could not be read
   */
  answerRequest(answer: WalletAnswer): Promise<TakenAnswer>;
  /**
   * The member declined in the wallet. Our `state` is required: who only knows an address closes nothing.
   * @throws ProblemError as `answerRequest`
   */
  declineRequest(answer: {
    readonly asked: AskedHandle;
    readonly state: string | undefined;
  }): Promise<Pick<TakenAnswer, 'redirectUri'>>;
  /** @throws ProblemError `request_unknown` */
  readRequest(site: Site, id: string): Promise<{ request: PresentationRequest; state: RequestState }>;
  /**
   * @throws ProblemError `request_unknown`, `request_not_answered`, `request_declined`, `request_expired`,
   *   `request_cancelled`, `response_code_missing`, `response_code_wrong`
   */
  collectRequest(site: Site, id: string, given: { readonly responseCode?: string }): Promise<CollectedResult>;
  /** @throws ProblemError `request_unknown`, `request_already_answered` */
  cancelRequest(site: Site, id: string): Promise<void>;
  /**
   * What the browser channel shows, by the token in its path.
   * @throws ProblemError `request_unknown`
   */
  readState(browserToken: string): Promise<{ requestId: string; siteOrigin: string; state: BrowserState }>;
  /**
   * Five more minutes, thirty in all.
   * @throws ProblemError `request_unknown`, `request_expired`, `request_cancelled`, `request_already_answered`
   */
  extendRequest(browserToken: string): Promise<{ expiresAt: string }>;
}
