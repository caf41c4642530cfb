import type { Database } from './open-database.ts';

/**
 * Gives back every right to verify an answer, for a start: whoever held one is gone, as the embedded database has one
 * long-lived process. A member whose answer was cut off need not wait until it runs out. Even were somebody still
 * there, only whose lease it is can close a request.
 */
export async function endLeases(db: Database): Promise<void> {
  await db
    .updateTable('requests')
    .set({ lease_id: null, lease_until: null })
    .where('lease_id', 'is not', null)
    .execute();
}
