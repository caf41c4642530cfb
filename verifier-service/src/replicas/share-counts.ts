import type { Clock } from '../clock.ts';
import type { Count, Counts, Limiter } from '../http/rate-limit.ts';
import { again } from '../store/in-transaction.ts';
import type { Database } from '../store/open-database.ts';

const EVERY = 500;

/** Rows in one statement. */
const AT_ONCE = 500;

/** Who has called less than this part of what they may is not told of: in a usual minute nothing is written. */
const TOLD_FROM = 20;

/**
 * Adds up over all replicas how often each caller called, twice a second: so one limit holds for all of them together,
 * but for what comes within that half a second, and a twentieth of the limit at each.
 *
 * @param keyOf a name that says nothing of the caller
 */
export function shareCounts(
  { counted }: Pick<Limiter, 'counted'>,
  { db, clock, keyOf }: { readonly db: Database; readonly clock: Clock; readonly keyOf: (text: string) => string },
): { readonly exchange: () => Promise<void>; readonly stop: () => void } {
  const exchange = async (): Promise<void> => {
    const now = clock().getTime();
    const told = counted()
      .filter(({ endsAt }) => endsAt > now)
      .flatMap((counts) => worthTelling(counts, keyOf))
      // In one order, so that no two replicas wait for each other.
      .toSorted((one, other) => (one.key < other.key ? -1 : 1));
    for (let start = 0; start < told.length; start += AT_ONCE) await tell(db, told.slice(start, start + AT_ONCE));
  };
  let running: Promise<void> | undefined;
  // A database that is away is no reason to let nobody in, nor everybody: each replica counts on.
  const tick = () =>
    (running ??= exchange()
      .catch(() => undefined)
      .finally(() => (running = undefined)));
  const timer = setInterval(() => void tick(), EVERY).unref();
  return { exchange, stop: () => clearInterval(timer) };
}

interface Told {
  readonly key: string;
  readonly endsAt: number;
  readonly count: Count;
}

function worthTelling({ name, most, endsAt, byCaller }: Counts, keyOf: (text: string) => string): Told[] {
  return [...byCaller].flatMap(([caller, count]) => {
    const isNews = count.here > count.told && (count.here - count.told) * TOLD_FROM >= most;
    return isNews ? [{ key: keyOf(JSON.stringify([name, endsAt, caller])), endsAt, count }] : [];
  });
}

async function tell(db: Database, told: readonly Told[]): Promise<void> {
  const sent = told.map(({ count }) => count.here);
  const values = told.map(({ key, endsAt, count }) => ({ key, ends_at: endsAt, used: count.here - count.told }));
  const rows = await again(() =>
    db
      .insertInto('rate_counts')
      .values(values)
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet(({ eb, ref }) => ({ used: eb('rate_counts.used', '+', ref('excluded.used')) })),
      )
      .returning(['key', 'used'])
      .execute(),
  );
  const used = new Map(rows.map((row) => [row.key, row.used]));
  for (const [index, { key, count }] of told.entries()) {
    count.told = sent[index] ?? 0;
    count.elsewhere = Math.max(0, (used.get(key) ?? 0) - count.told);
  }
}

/** Deletes the counts of minutes that are over. */
export async function removeCounts(db: Database, now: number): Promise<void> {
  await db.deleteFrom('rate_counts').where('ends_at', '<=', now).execute();
}
