import type { Clock } from '../clock.ts';
import { problemError } from '../problem.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import type { Counter } from '../store/limit-counter.ts';
import type { Redemption } from '../store/redemption-row.ts';
import type { VerificationStore } from '../store/verification-store.ts';
import { countersOf, type CounterDependencies } from './counters-of.ts';
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
  const { redemptions, clock } = dependencies;
  const countersFor = countersOf(dependencies);

  const standing = async (counters: readonly Counter[]) => {
    const now = clock().getTime();
    if (counters.length > 0) await redemptions.expireOverdue(now);
    return toldStanding(await redemptions.standing(counters, now));
  };
  const tell = async (redemption: Redemption) => ({
    ...toldRedemption(redemption, clock().getTime()),
    ...(await standing(redemption.taken)),
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
      const now = clock().getTime();
      const changed = await orLimitReached(dependencies, () => redemptions.change({ siteId, id, change, now }));
      if (changed === 'unknown') throw problemError('redemption_unknown');
      if (changed === 'released') throw problemError('redemption_released');
      return tell(changed);
    },

    standing: async (verification) => standing((await countersFor(verification))?.counters ?? []),

    reset: async (verification, by) => {
      const found = await countersFor(verification);
      if (!found) throw problemError('programme_unknown');
      if (by === 'site' && found.programme !== undefined) throw problemError('limit_shared');
      // The first is the holder's; a co-op's cap is not theirs to have back.
      const [own] = found.counters;
      if (own) await redemptions.reset(own);
      return standing(found.counters);
    },

    redemptionsOf: async ({ siteId, verification }) => {
      const now = clock().getTime();
      return (await redemptions.ofVerification(siteId, verification.id)).map((one) => toldRedemption(one, now));
    },
  };
}
