import type { ProblemCode } from '@coop-credentials/core';
import type { VerificationState } from '../changes/verification-state.ts';
import { newId } from '../secrets/tokens.ts';
import type { Database } from './open-database.ts';

export interface Change {
  readonly seq: number;
  readonly verificationId: string;
  readonly state: VerificationState;
  readonly at: number;
  readonly problem?: ProblemCode;
}

export interface FeedPosition {
  readonly lastSeq: number;
  readonly prunedSeq: number;
  readonly readSeq: number | undefined;
}

export type ChangeStore = ReturnType<typeof createChangeStore>;

/** Names this feed among all that a backup may have brought back: whoever restores one deletes it. */
export const EPOCH = 'changes-epoch';

/** What happened to a site's verifications, in order. */
export function createChangeStore(db: Database) {
  return {
    epoch: async (): Promise<string> => {
      const find = () => db.selectFrom('meta').select('value').where('name', '=', EPOCH).executeTakeFirst();
      const known = await find();
      if (known) return known.value;
      const fresh = { name: EPOCH, value: newId('ep').slice(3) };
      await db
        .insertInto('meta')
        .values(fresh)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return (await find())?.value ?? fresh.value;
    },

    position: async (siteId: string): Promise<FeedPosition> => {
      const row = await db.selectFrom('feeds').selectAll().where('site_id', '=', siteId).executeTakeFirst();
      const readSeq = row?.read_seq ?? undefined;
      return {
        lastSeq: Number(row?.last_seq ?? 0),
        prunedSeq: Number(row?.pruned_seq ?? 0),
        readSeq: readSeq === undefined ? undefined : Number(readSeq),
      };
    },

    /** Never backwards: a site may read what it has read before. */
    noteRead: async (siteId: string, seq: number): Promise<void> => {
      await db
        .updateTable('feeds')
        .set({ read_seq: seq })
        .where('site_id', '=', siteId)
        .where((where) => where.or([where('read_seq', 'is', null), where('read_seq', '<', seq)]))
        .execute();
    },

    /** When the oldest change happened that a site which reads its feed has not read; undefined where all are read. */
    oldestUnread: async (): Promise<number | undefined> => {
      const row = await db
        .selectFrom('feeds')
        .innerJoin('changes', (join) =>
          join
            .onRef('changes.site_id', '=', 'feeds.site_id')
            .on((on) => on('changes.seq', '=', on('feeds.read_seq', '+', 1))),
        )
        .select((select) => select.fn.min('changes.at').as('at'))
        .executeTakeFirst();
      return row && typeof row.at !== 'object' ? Number(row.at) : undefined;
    },

    after: async (siteId: string, seq: number, limit: number): Promise<readonly Change[]> => {
      const rows = await db
        .selectFrom('changes')
        .selectAll()
        .where('site_id', '=', siteId)
        .where('seq', '>', seq)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        seq: Number(row.seq),
        verificationId: row.verification_id,
        state: row.state,
        at: row.at,
        ...(row.problem_code !== null && { problem: row.problem_code as ProblemCode }),
      }));
    },
  };
}

/** Part of the transaction that makes the change: numbers are given one after the other, so none is ever skipped. */
export async function appendChange(
  transaction: Database,
  siteId: string,
  { verificationId, state, at, problem }: Omit<Change, 'seq'>,
): Promise<void> {
  const { last_seq: seq } = await transaction
    .insertInto('feeds')
    .values({ site_id: siteId, last_seq: 1, pruned_seq: 0, read_seq: null })
    .onConflict((conflict) =>
      conflict.column('site_id').doUpdateSet((row) => ({ last_seq: row('feeds.last_seq', '+', 1) })),
    )
    .returning('last_seq')
    .executeTakeFirstOrThrow();
  const change = { verification_id: verificationId, state, at, problem_code: problem ?? null };
  await transaction
    .insertInto('changes')
    .values({ site_id: siteId, seq, ...change })
    .execute();
}
