import { removeErased } from './erase-redemptions.ts';
import type { Database } from './open-database.ts';

/** How long it can still be looked up what something was used for, and a refund be booked. */
export const REDEMPTIONS_KEPT = 400 * 24 * 60 * 60 * 1000;

/** Deletes counters whose window has ended, and what was used, given back or let go long ago. */
export async function removeOldRedemptions(db: Database, now: number): Promise<void> {
  await db.deleteFrom('limit_counters').where('ends_at', '<=', now).execute();
  await db
    .deleteFrom('redemptions')
    .where('state', '!=', 'reserved')
    .where('changed_at', '<=', now - REDEMPTIONS_KEPT)
    .execute();
  await removeErased(db, now - REDEMPTIONS_KEPT);
}
