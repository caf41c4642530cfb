import type { Database } from './open-database.ts';

/** What a request that ended was asked with. Its handles stay a while, so that a late answer is told why it is late. */
export async function forgetNonces(db: Database, requestId: string): Promise<void> {
  await db.updateTable('handles').set({ nonce: '', state: '' }).where('request_id', '=', requestId).execute();
}
