import type { GateName } from './policies.ts';
import type { Session } from './sessions.ts';
import { VerifierProblem, type VerifierClient } from './verifier-client.ts';

/**
 * Asks the service again how often a membership that was used up may be used: a use may have come back since, with the
 * refund of an order of another visit, or of another wallet. The service alone knows which memberships are one.
 */
export async function askUsesLeft(verifier: VerifierClient, session: Session, gate: GateName): Promise<void> {
  const grant = session.grants.get(gate);
  if (!grant || (grant.left.remaining !== 0 && grant.problem?.code !== 'limit_reached')) return;
  try {
    const { state, remaining, resetsAt } = await verifier.verification(grant.verificationId);
    grant.left = { ...(remaining !== undefined && { remaining }), ...(resetsAt !== undefined && { resetsAt }) };
    if (state === 'live' && remaining !== 0) grant.problem = undefined;
  } catch (error) {
    // What was known before stays until the service can be heard.
    if (!(error instanceof VerifierProblem)) throw error;
  }
}
