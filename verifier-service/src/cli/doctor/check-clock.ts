import type { Config } from '../../config.ts';
import { isThere } from '../../store/location.ts';
import { fault, fine, type Finding } from './finding.ts';
import { lookInDatabase } from './look-in-database.ts';

/** This version was written then: a clock before it is wrong. */
const WRITTEN = Date.parse('2026-11-01T00:00:00Z');
const SKEW = 60_000;

/** Nonces, proofs and grants are all judged by this clock. Nothing is asked of the network. */
export async function checkClock({ database }: Config): Promise<Finding> {
  const now = Date.now();
  const cure = 'Set the clock, and keep it set with an NTP service.';
  if (now < WRITTEN) return fault('clock_wrong', 'clock', `${new Date(now).toISOString()} is in the past`, cure);
  const newest = isThere(database) ? await newestRow(database) : 0;
  return newest > now + SKEW
    ? fault(
        'clock_wrong',
        'clock',
        `it is before ${new Date(newest).toISOString()}, when the newest request was opened`,
        cure,
      )
    : fine('clock', new Date(now).toISOString());
}

async function newestRow(database: string): Promise<number> {
  const row = await lookInDatabase(database, (db) =>
    db
      .selectFrom('requests')
      .select((where) => where.fn.max('created_at').as('at'))
      .executeTakeFirst(),
  );
  return Number(row?.at ?? 0);
}
