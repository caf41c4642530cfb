import type { Problem } from '@coop-credentials/core';
import type { Clock } from '../clock.ts';
import type { Database } from './open-database.ts';
import { storageProblem } from './storage-problem.ts';

/** However often it is asked, by whomever, the disk is written to once in that time. */
const EVERY = 1_000;

/** Writes, for good: what is rolled back never reaches the disk. @throws whatever stands against it */
export async function tryWriting(db: Database, now: number): Promise<void> {
  const written = { name: 'last-try-to-write', value: String(now) };
  await db
    .insertInto('meta')
    .values(written)
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: written.value }))
    .execute();
}

/** Tells whether the database takes a write; the answer is a second old at most. */
export function watchWriting(db: Database, clock: Clock): () => Promise<Problem | undefined> {
  let last: { readonly at: number; readonly found: Promise<Problem | undefined> } | undefined;

  return () => {
    const now = clock().getTime();
    if (last && Math.abs(now - last.at) < EVERY) return last.found;
    const found = tryWriting(db, now).then(
      () => undefined,
      (error: unknown) => {
        const known = storageProblem(error);
        if (!known) throw error;
        return known;
      },
    );
    last = { at: now, found };
    return found;
  };
}
