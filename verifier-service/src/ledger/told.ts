import { isErased } from '../store/erase-redemptions.ts';
import type { Standing } from '../store/limit-counter.ts';
import type { Redemption } from '../store/redemption-row.ts';
import type { ToldRedemption, ToldStanding } from './ledger.ts';

/** What its site is told of a redemption. Which counters it took from stays inside. */
export function toldRedemption(redemption: Redemption, now: number): Omit<ToldRedemption, keyof ToldStanding> {
  const { id, verificationId, idempotencyKey, state, expiresAt, createdAt } = redemption;
  const overdue = state === 'reserved' && expiresAt !== undefined && expiresAt <= now;
  return {
    id,
    verificationId,
    ...(!isErased(idempotencyKey) && { idempotencyKey }),
    state: overdue ? 'expired' : state,
    createdAt: new Date(createdAt).toISOString(),
    ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }),
  };
}

export function toldStanding(standing: Standing | undefined): ToldStanding {
  if (!standing) return {};
  const { remaining, resetsAt } = standing;
  return { remaining, ...(resetsAt !== undefined && { resetsAt: new Date(resetsAt).toISOString() }) };
}
