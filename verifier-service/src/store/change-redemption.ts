import type { Seal } from '../secrets/seal.ts';
import { giveBack, type Counter, type Taken } from './limit-counter.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database } from './open-database.ts';
import { redemptionFromRow, sealTaken, type Redemption } from './redemption-row.ts';
import { LimitReached, takeAll } from './take-all.ts';

export type Change = 'keep' | 'commit' | 'release';

export interface AskedChange {
  readonly siteId: string;
  readonly id: string;
  readonly change: Change;
  /** What it takes from when it is taken again; undefined where it cannot be counted any more. */
  readonly counters: readonly Counter[] | undefined;
  readonly now: number;
}

/**
 * Moves a redemption on, in one transaction; doing it again changes nothing.
 * @returns `unknown` where the site has none of that id, `released` where it was given back and is to be used
 * @throws LimitReached where the reservation had expired and nothing is left to take again
 */
export function changeRedemption(
  db: Database,
  seal: Seal,
  { siteId, id, change, counters, now }: AskedChange,
): Promise<Redemption | 'unknown' | 'released'> {
  return inTransaction(db, async (transaction): Promise<Redemption | 'unknown' | 'released'> => {
    // Written first, so that nobody else changes the row meanwhile.
    const row = await transaction
      .updateTable('redemptions')
      .set({ changed_at: now })
      .where('id', '=', id)
      .where('site_id', '=', siteId)
      .returningAll()
      .executeTakeFirst();
    if (!row) return 'unknown';
    const redemption = redemptionFromRow(row, seal);
    if (change !== 'release' && redemption.state === 'released') return 'released';

    const taken =
      change === 'release' ? await letGo(transaction, redemption) : await hold(transaction, redemption, counters, now);
    const state = stateAfter(change, redemption);
    const changed = await transaction
      .updateTable('redemptions')
      .set({ state, expires_at: null, taken_sealed: sealTaken(seal, id, taken) })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return redemptionFromRow(changed, seal);
  });
}

function stateAfter(change: Change, { state }: Redemption): Redemption['state'] {
  if (change === 'release') return 'released';
  return change === 'commit' || state === 'committed' ? 'committed' : 'reserved';
}

async function letGo(db: Database, { state, taken }: Redemption): Promise<readonly Taken[]> {
  if (state === 'reserved' || state === 'committed') await giveBack(db, taken);
  return taken;
}

/** What it holds; what it held only until its time was over is taken again. */
async function hold(
  db: Database,
  { state, taken, expiresAt }: Redemption,
  counters: AskedChange['counters'],
  now: number,
): Promise<readonly Taken[]> {
  const overdue = state === 'reserved' && expiresAt !== undefined && expiresAt <= now;
  if (overdue) await giveBack(db, taken);
  if (!overdue && state !== 'expired') return taken;
  if (!counters) throw new LimitReached(undefined);
  return takeAll(db, counters, now);
}
