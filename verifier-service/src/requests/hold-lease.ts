import type { Clock } from '../clock.ts';
import type { AnswerStore, Lease } from '../store/answer-store.ts';
import { LEASE_FOR, RENEW_EVERY } from './times.ts';

/**
 * Renews a lease for as long as this process lives and verifies, so that it may be short: where a process dies, another
 * one takes the answer over within moments. That a renewal comes late, or does not arrive, costs the lease only: the
 * request is closed by whose it is, once.
 *
 * @returns to be called when it is over
 */
export function holdLease(answers: Pick<AnswerStore, 'renew'>, lease: Lease, clock: Clock): () => void {
  let isAsked = false;
  const renew = async () => {
    isAsked = true;
    await answers.renew(lease, clock().getTime() + LEASE_FOR).catch(() => undefined);
    isAsked = false;
  };
  // A slow database is not asked again before it has answered.
  const renewing = setInterval(() => void (isAsked || renew()), RENEW_EVERY);
  return () => clearInterval(renewing);
}
