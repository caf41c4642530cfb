import { parseJsonWithin, presentationLimits, type PresentationInput } from '@coop-credentials/core';
import { problemError } from '../../problem.ts';

/** A wallet's message in an exchange, typed but not believed: what it answers, or nothing yet. */
export interface ExchangeMessage {
  readonly input?: PresentationInput;
}

/**
 * Types a message of VCALM 1.0, "Participate in an Exchange". An empty one begins the exchange, also without a body.
 *
 * @throws ProblemError `response_malformed`
 * @throws VerificationError of `parseJsonWithin`
 */
export function parseMessage(body: unknown): ExchangeMessage {
  if (!Buffer.isBuffer(body) || body.length === 0) return {};
  const message = parseJsonWithin(body, presentationLimits);
  if (typeof message !== 'object' || message === null || Array.isArray(message)) {
    throw problemError('response_malformed', { detail: 'A message is an object.' });
  }
  if ('verifiablePresentationRequest' in message) {
    throw problemError('response_malformed', { detail: 'This exchange asks; it presents nothing itself.' });
  }
  return 'verifiablePresentation' in message ? { input: { together: message.verifiablePresentation } } : {};
}
