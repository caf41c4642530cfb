import type { Database } from './open-database.ts';

/** Erases what the answers to one request are decrypted with: part of the transaction that ends it. */
export async function eraseResponseKeys(db: Database, requestId: string): Promise<void> {
  await db.updateTable('handles').set({ response_key_sealed: null }).where('request_id', '=', requestId).execute();
}

/** The same for every request that ended without anybody's doing, by its time. */
export async function eraseEndedResponseKeys(db: Database, now: number): Promise<void> {
  await db
    .updateTable('handles')
    .set({ response_key_sealed: null })
    .where('response_key_sealed', 'is not', null)
    .where('request_id', 'in', (query) =>
      query
        .selectFrom('requests')
        .select('id')
        .where((where) => where.or([where('state', '<>', 'open'), where('expires_at', '<=', now)])),
    )
    .execute();
}
