import { openStates } from '../changes/verification-state.ts';
import { EPOCH } from './change-store.ts';
import { INSTANCE } from './instance.ts';
import { inTransaction } from './in-transaction.ts';
import { MOVE } from './move-mark.ts';
import type { Database } from './open-database.ts';

/**
 * What must not come back with a backup, whatever was lost with the database: the changes feed begins anew, so that
 * plugins read everything once more; the copy is told apart from what it was copied of, and is not being moved; what was open for an hour or a day has ended; and all that lives is looked at.
 */
export function beginAnew(db: Database): Promise<void> {
  return inTransaction(db, async (transaction) => {
    await transaction.deleteFrom('meta').where('name', 'in', [EPOCH, INSTANCE, MOVE]).execute();
    await transaction
      .updateTable('requests')
      .set({ state: 'cancelled', lease_id: null, lease_until: null })
      .where('state', '=', 'open')
      .execute();
    await transaction.updateTable('handles').set({ response_key_sealed: null }).execute();
    await transaction
      .updateTable('pairing_codes')
      .set(({ ref }) => ({ expires_at: ref('created_at') }))
      .where('used_at', 'is', null)
      .execute();
    await transaction
      .updateTable('verifications')
      .set({ check_due_at: 0 })
      .where('state', 'in', [...openStates])
      .execute();
  });
}

/** Sites that no key lets in any more. */
export async function sitesWithoutKey(db: Database, now: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('sites')
    .select('id')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('site_keys')
            .select('site_keys.id')
            .whereRef('site_keys.site_id', '=', 'sites.id')
            .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', now)])),
        ),
      ),
    )
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}
