import type { Seal } from '../secrets/seal.ts';
import { changeRedemption, type AskedChange } from './change-redemption.ts';
import { expireOverdue } from './expire-overdue.ts';
import { inTransaction } from './in-transaction.ts';
import { isLive } from './is-live.ts';
import { resetCounter, type Counter } from './limit-counter.ts';
import type { Database } from './open-database.ts';
import { redemptionFromRow, sealTaken, type Redemption } from './redemption-row.ts';
import { LimitReached, readStanding, takeAll } from './take-all.ts';

export type LedgerStore = ReturnType<typeof createLedgerStore>;

/** A redemption that is asked for, with the counters it takes from. */
export interface Reservation extends Omit<Redemption, 'state' | 'taken'> {
  readonly counters: readonly Counter[];
}

/** Redemptions and the counters under them. Every change is one short transaction. */
export function createLedgerStore(db: Database, seal: Seal) {
  const findBy = async (siteId: string, column: 'id' | 'idempotency_key', value: string) => {
    const row = await db
      .selectFrom('redemptions')
      .selectAll()
      .where('site_id', '=', siteId)
      .where(column, '=', value)
      .executeTakeFirst();
    return row && redemptionFromRow(row, seal);
  };

  return {
    find: (siteId: string, id: string): Promise<Redemption | undefined> => findBy(siteId, 'id', id),
    findByKey: (siteId: string, key: string): Promise<Redemption | undefined> => findBy(siteId, 'idempotency_key', key),

    ofVerification: async (siteId: string, verificationId: string): Promise<readonly Redemption[]> => {
      const rows = await db
        .selectFrom('redemptions')
        .selectAll()
        .where('site_id', '=', siteId)
        .where('verification_id', '=', verificationId)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map((row) => redemptionFromRow(row, seal));
    },

    /**
     * Counters and row in one transaction, all or nothing.
     * @returns `taken-key` when another call with that idempotency key was faster
     * @throws LimitReached
     */
    reserve: async (reservation: Reservation): Promise<Redemption | 'ended' | 'taken-key'> => {
      const { counters, ...rest } = reservation;
      try {
        return await inTransaction(db, async (transaction): Promise<Redemption | 'ended'> => {
          if (!(await isLive(transaction, rest.siteId, rest.verificationId, rest.createdAt))) return 'ended';
          const taken = await takeAll(transaction, counters, rest.createdAt);
          const redemption: Redemption = { ...rest, state: 'reserved', taken };
          if (!(await insert(transaction, redemption))) throw new KeyTaken();
          return redemption;
        });
      } catch (error) {
        // Of two equal calls at once, the later one must not be told that the limit is reached: the first one took it.
        if (error instanceof KeyTaken) return 'taken-key';
        if (error instanceof LimitReached && (await findBy(rest.siteId, 'idempotency_key', rest.idempotencyKey)))
          return 'taken-key';
        throw error;
      }
    },

    change: (change: AskedChange) => changeRedemption(db, seal, change),
    expireOverdue: (now: number) => expireOverdue(db, seal, now),
    standing: (counters: readonly Counter[], now: number) => readStanding(db, counters, now),
    reset: (counter: Counter) => resetCounter(db, counter),
  };

  async function insert(transaction: Database, redemption: Redemption): Promise<boolean> {
    const row = await transaction
      .insertInto('redemptions')
      .values({
        id: redemption.id,
        site_id: redemption.siteId,
        idempotency_key: redemption.idempotencyKey,
        verification_id: redemption.verificationId,
        ttl: redemption.ttl,
        state: redemption.state,
        expires_at: redemption.expiresAt ?? null,
        taken_sealed: sealTaken(seal, redemption.id, redemption.taken),
        created_at: redemption.createdAt,
        changed_at: redemption.createdAt,
      })
      .onConflict((conflict) => conflict.columns(['site_id', 'idempotency_key']).doNothing())
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  }
}

/** Rolls the counters back. */
class KeyTaken extends Error {
  override readonly name = 'KeyTaken';
}
