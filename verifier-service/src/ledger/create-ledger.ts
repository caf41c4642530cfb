import type { Clock } from '../clock.ts';
import { problemError } from '../problem.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import type { Redemption } from '../store/redemption-row.ts';
import type { VerificationStore } from '../store/verification-store.ts';
import { countersOf, type CounterDependencies, type Counters, type Uncounted } from './counters-of.ts';
import type { Ledger } from './ledger.ts';
import { orLimitReached } from './or-limit-reached.ts';
import { reserve } from './reserve.ts';
import { toldRedemption, toldStanding } from './told.ts';

export interface LedgerDependencies extends CounterDependencies {
  readonly redemptions: LedgerStore;
  readonly verifications: VerificationStore;
  readonly clock: Clock;
}

/** @see Ledger */
export function createLedger(dependencies: LedgerDependencies): Ledger {
  const { redemptions, verifications, clock } = dependencies;
  const countersFor = countersOf(dependencies);

  const standing = async (found: Pick<Counters, 'counters'> | Uncounted) => {
    if ('uncounted' in found) return { remaining: 0 };
    const now = clock().getTime();
    if (found.counters.length > 0) await redemptions.expireOverdue(now);
    return toldStanding(await redemptions.standing(found.counters, now));
  };
  /** By the limit as it is now; of a verification that was forgotten, as it was. */
  const countersNow = async ({ siteId, verificationId, taken }: Redemption) => {
    const verification = await verifications.findCollected(siteId, verificationId);
    return verification ? countersFor(verification) : { counters: taken };
  };
  const tell = async (redemption: Redemption) => ({
    ...toldRedemption(redemption, clock().getTime()),
    ...(await standing(await countersNow(redemption))),
  });

  return {
    reserve: async (siteId, input) => {
      const { redemption, created } = await reserve(dependencies, siteId, input);
      return { redemption: await tell(redemption), created };
    },

    read: async (siteId, id) => {
      const found = await redemptions.find(siteId, id);
      if (!found) throw problemError('redemption_unknown');
      return tell(found);
    },

    change: async (siteId, id, change) => {
      const before = await redemptions.find(siteId, id);
      if (!before) throw problemError('redemption_unknown');
      const found = await countersNow(before);
      const counters = 'counters' in found ? found.counters : undefined;
      const now = clock().getTime();
      const changed = await orLimitReached(dependencies, () =>
        redemptions.change({ siteId, id, change, counters, now }),
      );
      if (changed === 'unknown') throw problemError('redemption_unknown');
      if (changed === 'released') throw problemError('redemption_released');
      return tell(changed);
    },

    standing: async (verification) => standing(await countersFor(verification)),

    reset: async (verification, by) => {
      const found = await countersFor(verification);
      if ('uncounted' in found) throw problemError(found.uncounted);
      if (by === 'site' && found.programme !== undefined) throw problemError('limit_shared');
      // The first is the holder's; a co-op's cap is not theirs to have back.
      const [own] = found.counters;
      if (own) await redemptions.reset(own);
      return standing(found);
    },

    redemptionsOf: async ({ siteId, verification }) => {
      const now = clock().getTime();
      return (await redemptions.ofVerification(siteId, verification.id)).map((one) => toldRedemption(one, now));
    },
  };
}
