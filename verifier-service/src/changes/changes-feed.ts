import { problemError } from '../problem.ts';
import type { Change, ChangeStore } from '../store/change-store.ts';

export interface FeedPage {
  readonly changes: readonly Change[];
  /** Where to go on, now or later. */
  readonly cursor: string;
  /** Whether there is more already. */
  readonly more: boolean;
}

export type ChangesFeed = ReturnType<typeof createChangesFeed>;

/**
 * A site's changes from a cursor on: at least once, in order. A cursor names the feed's epoch, so that one from before
 * a backup was restored is not taken for one of now.
 */
export function createChangesFeed(changes: ChangeStore) {
  return {
    /** Milliseconds since the oldest change that a reading site has not read; 0 where all are read. */
    unreadFor: async (now: number): Promise<number> => Math.max(0, now - ((await changes.oldestUnread()) ?? now)),

    /** Where the feed is now: what happens from here on is told after it. */
    cursor: async (siteId: string): Promise<string> =>
      write(await changes.epoch(), (await changes.position(siteId)).lastSeq),

    /**
     * @param cursor of an earlier page; without one, from the beginning
     * @throws ProblemError `cursor_too_old`: what it asks for is not kept any more. The site then pages through all
     *   verifications, whose first page has a cursor of now.
     */
    read: async (siteId: string, cursor: string | undefined, limit: number): Promise<FeedPage> => {
      const epoch = await changes.epoch();
      const from = cursor === undefined ? 0 : parse(cursor, epoch);
      if (from === undefined) throw problemError('cursor_too_old');
      const found = await changes.after(siteId, from, limit + 1);
      // Afterwards: what was cut off meanwhile is missing in what was found.
      const { lastSeq, prunedSeq, readSeq } = await changes.position(siteId);
      if (from < prunedSeq || from > lastSeq) throw problemError('cursor_too_old');
      // For whoever watches the service only: a disk that takes nothing keeps no site from reading.
      if (from > (readSeq ?? -1)) await changes.noteRead(siteId, from).catch(() => undefined);
      const page = found.slice(0, limit);
      return { changes: page, cursor: write(epoch, page.at(-1)?.seq ?? from), more: found.length > limit };
    },
  };
}

const write = (epoch: string, seq: number): string => `${epoch}.${seq}`;

function parse(cursor: string, epoch: string): number | undefined {
  const [, named, seq] = /^([\w-]+)\.(\d{1,15})$/.exec(cursor) ?? [];
  return named === epoch ? Number(seq) : undefined;
}
