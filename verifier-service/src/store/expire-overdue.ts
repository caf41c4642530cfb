import type { Seal } from '../secrets/seal.ts';
import { giveBack } from './limit-counter.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database } from './open-database.ts';
import { openTaken } from './redemption-row.ts';

/** Few enough that nobody waits long for the database. */
const AT_ONCE = 200;

/** Gives back what reservations hold whose time is over. @returns how many there were */
export async function expireOverdue(db: Database, seal: Seal, now: number): Promise<number> {
  let total = 0;
  for (;;) {
    // Most often there is none: then nothing is locked.
    if ((await overdue(db, now, 1)).length === 0) return total;
    total += await expireSome(db, seal, now);
  }
}

function expireSome(db: Database, seal: Seal, now: number): Promise<number> {
  return inTransaction(db, async (transaction) => {
    const ids = (await overdue(transaction, now, AT_ONCE)).map(({ id }) => id);
    if (ids.length === 0) return 0;
    const rows = await transaction
      .updateTable('redemptions')
      .set({ state: 'expired', changed_at: now })
      .where('id', 'in', ids)
      .where('state', '=', 'reserved')
      .where('expires_at', '<=', now)
      .returning(['id', 'taken_sealed'])
      .execute();
    for (const row of rows) await giveBack(transaction, openTaken(seal, row));
    return rows.length;
  });
}

function overdue(db: Database, now: number, limit: number) {
  return db
    .selectFrom('redemptions')
    .select('id')
    .where('state', '=', 'reserved')
    .where('expires_at', '<=', now)
    .limit(limit)
    .execute();
}
