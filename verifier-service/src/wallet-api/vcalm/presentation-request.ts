import { presentationCryptosuites, compileQueryByExample, type QueryByExample } from '@coop-credentials/core';
import type { AskedHandle } from '../../requests/presentation-request.ts';
import { shownName } from '../shown-name.ts';

/** Without it, the Learner Credential Wallet signs nothing; with two of it, it gives up. */
const didAuthentication = {
  type: 'DIDAuthentication',
  acceptedMethods: [{ method: 'key' }, { method: 'jwk' }, { method: 'web' }],
  acceptedCryptosuites: presentationCryptosuites,
} as const;

/** VCALM 1.0, "Verifiable Presentation Requests". */
export interface VerifiablePresentationRequest {
  readonly query: readonly (QueryByExample | typeof didAuthentication)[];
  readonly challenge: string;
  readonly domain: string;
}

/**
 * What a wallet is asked for under VCALM 1.0: any group of the queries, in a presentation that its holder signs.
 *
 * The match code stands in the reason, the one text that wallets show.
 */
export function verifiablePresentationRequest(asked: AskedHandle): VerifiablePresentationRequest {
  const { handle, policy, domain, asking } = asked;
  const reason = `${shownName(asked)}: ${policy.purpose}`;
  return {
    query: [...compileQueryByExample(policy, { reason, ...asking }), didAuthentication],
    challenge: handle.nonce,
    domain,
  };
}
