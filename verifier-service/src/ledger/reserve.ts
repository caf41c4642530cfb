import { problemError } from '../problem.ts';
import { newId } from '../secrets/tokens.ts';
import type { Redemption } from '../store/redemption-row.ts';
import { countersOf } from './counters-of.ts';
import type { LedgerDependencies } from './create-ledger.ts';
import type { ReserveInput } from './ledger.ts';
import { orLimitReached } from './or-limit-reached.ts';

/**
 * Reserves once for a verification of the site's own. The limit is read from its policy or programme, never from the
 * call; the same idempotency key again is told what the first call made.
 */
export async function reserve(
  dependencies: LedgerDependencies,
  siteId: string,
  input: ReserveInput,
): Promise<{ redemption: Redemption; created: boolean }> {
  const { redemptions, verifications, clock } = dependencies;
  const { verificationId, idempotencyKey, ttl } = input;

  const before = await replay();
  if (before) return before;
  const verification = await verifications.findCollected(siteId, verificationId);
  if (!verification) throw problemError('verification_unknown');
  const found = await countersOf(dependencies)(verification);
  if ('uncounted' in found) throw problemError(found.uncounted);

  const now = clock().getTime();
  const expiresAt = ttl === null ? {} : { expiresAt: now + ttl * 1_000 };
  const reserved = await orLimitReached(dependencies, () =>
    redemptions.reserve({
      ...{ id: newId('rd'), siteId, idempotencyKey, verificationId, ttl, createdAt: now, ...expiresAt },
      counters: found.counters,
    }),
  );
  if (reserved === 'ended') throw problemError('verification_ended');
  if (reserved !== 'taken-key') return { redemption: reserved, created: true };
  const raced = await replay();
  if (!raced) throw new TypeError('The call that took the idempotency key left a redemption');
  return raced;

  async function replay() {
    const redemption = await redemptions.findByKey(siteId, idempotencyKey);
    if (!redemption) return undefined;
    const same = redemption.verificationId === verificationId && redemption.ttl === ttl;
    if (!same) throw problemError('idempotency_key_reused');
    return { redemption, created: false };
  }
}
