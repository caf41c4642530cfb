import type { ListFetch, SharedList } from '@coop-credentials/core';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Leases } from '../replicas/leases.ts';
import type { ListHeadRow, ListPin, RecognitionListStore } from '../store/recognition-list-store.ts';
import type { ListBoard } from './list-board.ts';
import { fetchedSource, lookAtList } from './look-at-list.ts';
import { readStored } from './stored-list.ts';

const MINUTE = 60_000;

/** Between two looks at one list at most: a small file, and mostly not even that. */
const LOOK_EVERY = 15 * MINUTE;

const LEAST_JITTER = 0.8;

/** Lists' servers asked at once: one that hangs holds up few others. */
const AT_ONCE = 8;

/** A co-op that is suspended is noticed no later than a membership that was taken back. */
export const lookEvery = ({ recheckEvery }: { readonly recheckEvery: number }): number =>
  Math.min(LOOK_EVERY, recheckEvery);

/** A list that is followed, as this process has it. */
export interface FollowedList {
  readonly pin: ListHeadRow;
  readonly shared: SharedList | undefined;
}

export type FollowedLists = ReturnType<typeof followLists>;

interface Dependencies {
  readonly store: RecognitionListStore;
  /** Those of the configuration; `coop-verifier list pin` adds others. */
  readonly configured: readonly ListPin[];
  readonly board: ListBoard;
  readonly fetchList: ListFetch;
  readonly clock: Clock;
  readonly log: Log;
  /** A list has a new sequence: whoever is in by it is judged again. */
  readonly onNews: () => Promise<void>;
  /** Milliseconds between two looks at one list, more or less. */
  readonly every?: number;
  readonly random?: () => number;
}

/** Looks for the lists that this service follows, in the background, and holds what it has of them. */
export function followLists(dependencies: Dependencies) {
  const {
    store,
    configured,
    board,
    fetchList,
    clock,
    log,
    onNews,
    every = LOOK_EVERY,
    random = Math.random,
  } = dependencies;
  const held = new Map<string, { readonly revision: number } & ReturnType<typeof readStored>>();
  const dueAt = new Map<string, number>();
  let rows: readonly ListHeadRow[] = [];
  let looking: Promise<void> | undefined;

  return {
    /** What is stored; asks nobody. */
    load,
    /** Every list that is due, or all; after what is running already. */
    look: async ({ all = false }: { readonly all?: boolean } = {}): Promise<void> => {
      await looking?.catch(() => undefined);
      await (looking = lookAll(all));
    },
    /** What another replica has stored. */
    refresh: async (): Promise<void> => {
      if (await load()) await onNews();
    },
    all: (): readonly FollowedList[] =>
      rows.map((row) => {
        const { list, unreadable } = held.get(row.name) ?? {};
        const found = row.problem ?? unreadable?.problem;
        return { pin: { ...row, ...(found && { problem: found }) }, shared: list?.shared };
      }),
  };

  async function load(): Promise<boolean> {
    let heads = await store.heads();
    // Every half a minute: what is pinned already is not written again.
    const unpinned = configured.filter((pin) => !heads.some((head) => isSamePin(head, pin)));
    for (const pin of unpinned) await store.pin(pin, { byCommand: false, anew: false });
    if (unpinned.length > 0) heads = await store.heads();
    const names = new Set(configured.map(({ name }) => name));
    rows = heads.filter(({ name, isPinned }) => isPinned || names.has(name));
    let isNews = false;
    for (const { name, revision, clock: seen } of rows) {
      const known = held.get(name);
      if (known?.revision === revision) continue;
      const read = readStored(await store.read(name), seen);
      const { list, unreadable } = read;
      // The service runs on for everybody else; what is stored stays, so that nothing older can take its place.
      if (unreadable) log.error({ event: 'list_unreadable', list: name, problem: unreadable.problem.code });
      isNews ||= known !== undefined && known.list?.state.digest !== list?.state.digest;
      held.set(name, { revision, ...read });
    }
    for (const name of held.keys()) if (!rows.some((row) => row.name === name)) held.delete(name);
    tell();
    return isNews;
  }

  /** Each alone: what goes wrong with one list, and a server that hangs, holds up no other. */
  async function lookAll(all: boolean): Promise<void> {
    if (await load()) await onNews();
    const due = rows.filter((row) => isDue(row, all));
    let telling = Promise.resolve();
    let isLost = false;
    const lookNext = async (): Promise<void> => {
      for (let row = due.shift(); row; row = due.shift()) {
        try {
          const found = await lookAt(row);
          isLost ||= found === 'lost';
          // One list's news after the other's: they judge the same people.
          if (found === 'news') await (telling = telling.catch(() => undefined).then(onNews));
        } catch (error) {
          log.error({ event: 'lists', list: row.name, error });
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lookNext));
    // Another process wrote at the same time: what it has is read instead.
    if (isLost && (await load())) await onNews();
  }

  function isDue(row: ListHeadRow, all: boolean): boolean {
    const now = clock().getTime();
    // However short ago another version looked, this one has nothing of it.
    const isUnread = held.get(row.name)?.unreadable !== undefined && !dueAt.has(row.name);
    const isFirst = isUnread || row.checkedAt === undefined;
    const due = dueAt.get(row.name) ?? (isFirst ? 0 : row.checkedAt + every * jitter());
    // Another replica may have looked since.
    const isRecent = !isFirst && Math.abs(now - row.checkedAt) < every * LEAST_JITTER;
    const isNow = all || (now >= due && !isRecent);
    dueAt.set(row.name, isNow ? now + every * jitter() : due);
    return isNow;
  }

  async function lookAt(row: ListHeadRow): Promise<'news' | 'nothing' | 'lost'> {
    const { name, url, anchor, etag } = row;
    const { list: before, unreadable } = held.get(name) ?? {};
    const stored = async (): Promise<unknown> => JSON.parse((await store.read(name))?.freshness ?? 'null');
    const source = fetchedSource(url, fetchList, before ? { etag, freshness: stored } : {});
    const {
      outcome,
      held: list,
      isNews,
    } = await lookAtList({ anchor, source, held: before, unreadable, now: clock() });
    const newEtag = source.newEtag();
    const saved = await store.save(row, { ...outcome, ...(newEtag !== undefined && { etag: newEtag }) });
    const { problem } = outcome;
    if (problem) log.warn({ event: 'list_refused', list: name, problem: problem.code });
    if (!saved) return 'lost';
    const { checkedAt, clock: seen } = outcome;
    held.set(name, { revision: row.revision + 1, ...(list ? { list } : unreadable && { unreadable }) });
    const { problem: _, etag: __, ...pin } = row;
    const after = { ...pin, clock: seen, checkedAt, revision: row.revision + 1, ...(problem && { problem }) };
    rows = rows.map((one) => (one.name === name ? { ...after, ...(newEtag !== undefined && { etag: newEtag }) } : one));
    tell();
    if (isNews && list) log.info({ event: 'list_updated', list: name });
    return isNews ? 'news' : 'nothing';
  }

  function tell(): void {
    board.set(new Map(rows.map(({ name }) => [name, held.get(name)?.list?.shared ?? 'unavailable'])));
  }

  function jitter(): number {
    return LEAST_JITTER + 0.4 * random();
  }
}

const isSamePin = (one: ListPin, other: ListPin): boolean =>
  one.name === other.name && one.url === other.url && one.anchor === other.anchor;

/** Looks from now on as often as it may matter. */
export function startFollowing(
  lists: Pick<FollowedLists, 'look' | 'refresh'>,
  { leases, log, every = LOOK_EVERY }: { readonly leases: Leases; readonly log: Log; readonly every?: number },
): { readonly look: () => void; readonly stop: () => Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const tick = () => {
    // One replica asks the lists' servers; all have what it found.
    const work = async () => {
      if (!(await leases.run('lists', () => lists.look()))) await lists.refresh();
    };
    running = work().catch((error: unknown) => log.error({ event: 'lists', error }));
  };
  const timer = setInterval(tick, Math.min(every / 4, MINUTE / 2)).unref();
  return {
    /** At once, in the background. */
    look: tick,
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
