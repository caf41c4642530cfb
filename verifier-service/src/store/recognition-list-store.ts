import type { Problem } from '@coop-credentials/core';
import { inTransaction } from './in-transaction.ts';
import type { Database } from './open-database.ts';

/** Whom a service trusts for a list, and where it looks for it. */
export interface ListPin {
  readonly name: string;
  readonly url: string;
  readonly anchor: string;
}

/** What was found at the last look, as text: verified before it is stored. */
export interface StoredList {
  readonly seq: number;
  readonly document: string;
  readonly freshness: string;
}

/** A row without its documents. */
export interface ListHeadRow extends ListPin {
  readonly isPinned: boolean;
  readonly etag?: string;
  readonly clock: number;
  readonly checkedAt?: number;
  readonly problem?: Problem;
  readonly revision: number;
}

export interface LookOutcome {
  /** Only where something of it is new. */
  readonly stored?: StoredList;
  readonly etag?: string;
  readonly clock: number;
  readonly checkedAt: number;
  readonly problem?: Problem;
}

export type RecognitionListStore = ReturnType<typeof createRecognitionListStore>;

/** The lists that this service follows. */
export function createRecognitionListStore(db: Database) {
  return {
    heads: async (): Promise<readonly ListHeadRow[]> => {
      const columns = [
        'name',
        'url',
        'anchor',
        'is_pinned',
        'etag',
        'clock',
        'checked_at',
        'problem',
        'revision',
      ] as const;
      const rows = await db.selectFrom('recognition_lists').select(columns).orderBy('name').execute();
      return rows.map((row) => ({
        ...{ name: row.name, url: row.url, anchor: row.anchor, isPinned: row.is_pinned === 1 },
        ...{ clock: row.clock, revision: row.revision },
        ...(row.etag !== null && { etag: row.etag }),
        ...(row.checked_at !== null && { checkedAt: row.checked_at }),
        ...(row.problem !== null && { problem: JSON.parse(row.problem) as Problem }),
      }));
    },

    read: async (name: string): Promise<StoredList | undefined> => {
      const row = await db
        .selectFrom('recognition_lists')
        .select(['seq', 'document', 'freshness'])
        .where('name', '=', name)
        .executeTakeFirst();
      if (!row || row.seq === null || row.document === null || row.freshness === null) return undefined;
      return { seq: row.seq, document: row.document, freshness: row.freshness };
    },

    /** Another anchor is another list: nothing of the one before is kept. `anew` forgets it even so. */
    pin: async ({ name, url, anchor }: ListPin, { byCommand, anew }: { byCommand: boolean; anew: boolean }) =>
      inTransaction(db, async (transaction) => {
        const before = await transaction
          .selectFrom('recognition_lists')
          .select(['anchor', 'is_pinned'])
          .where('name', '=', name)
          .executeTakeFirst();
        const pinned = { url, is_pinned: byCommand ? 1 : (before?.is_pinned ?? 0) };
        if (before?.anchor === anchor && !anew) {
          await transaction.updateTable('recognition_lists').set(pinned).where('name', '=', name).execute();
          return;
        }
        await transaction.deleteFrom('recognition_lists').where('name', '=', name).execute();
        // A revision that no process has seen of that name.
        const revision = Date.now();
        await transaction
          .insertInto('recognition_lists')
          .values({ name, anchor, ...pinned, ...nothingYet, revision })
          .execute();
      }),

    /** @returns false when there is none of that name */
    unpin: async (name: string): Promise<boolean> => {
      const { numDeletedRows } = await db.deleteFrom('recognition_lists').where('name', '=', name).executeTakeFirst();
      return numDeletedRows > 0n;
    },

    /**
     * What came of a look, unless another process has written meanwhile: then its outcome stands.
     * @returns whether it was written
     */
    save: async ({ name, anchor, revision }: ListHeadRow, outcome: LookOutcome): Promise<boolean> => {
      const { stored, etag, clock, checkedAt, problem } = outcome;
      const { numUpdatedRows } = await db
        .updateTable('recognition_lists')
        .set({
          clock,
          checked_at: checkedAt,
          problem: problem ? JSON.stringify(problem) : null,
          revision: revision + 1,
          ...(stored && { ...stored, etag: etag ?? null }),
        })
        .where('name', '=', name)
        .where('anchor', '=', anchor)
        .where('revision', '=', revision)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

const nothingYet = {
  ...{ seq: null, document: null, freshness: null, etag: null },
  ...{ clock: 0, checked_at: null, problem: null },
} as const;
