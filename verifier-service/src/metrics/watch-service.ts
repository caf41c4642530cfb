import type { CacheInventory, DidInventory } from '@coop-credentials/core';
import type { ThreadLoad } from '../workers/keep-threads.ts';
import type { Registry } from './registry.ts';

/** What is looked at when somebody scrapes. */
export interface Watched {
  readonly load?: (() => ThreadLoad) | undefined;
  readonly caches?: (() => DidInventory & { readonly statusLists: CacheInventory }) | undefined;
  readonly isReady: () => Promise<boolean>;
  /** Milliseconds that the verification looked at last is behind its time; 0 while none is. */
  readonly recheckLag: () => Promise<number>;
  /** Milliseconds since the oldest change that a site has not read; 0 where all are read. */
  readonly unreadFor: () => Promise<number>;
}

/** Gauges of this process, its threads and caches, and of the work it shares with others. */
export function watchService(registry: Registry, watched: Watched): void {
  const { load, caches, isReady, recheckLag, unreadFor } = watched;
  registry.gauge('coop_verifier_ready', 'Whether /readyz would answer 200.', async () => [
    [{}, (await isReady()) ? 1 : 0],
  ]);
  registry.gauge('coop_verifier_recheck_lag_seconds', 'How far the look at live verifications is behind.', async () => [
    [{}, (await recheckLag()) / 1_000],
  ]);
  registry.gauge(
    'coop_verifier_changes_unread_seconds',
    'Age of the oldest change that its site has not read.',
    async () => [[{}, (await unreadFor()) / 1_000]],
  );
  if (load) {
    registry.gauge<'state'>('coop_verifier_threads', 'Verification threads that are alive, and how many work.', () => {
      const { alive, busy } = load();
      return [
        [{ state: 'alive' }, alive],
        [{ state: 'busy' }, busy],
      ];
    });
    registry.gauge('coop_verifier_verification_queue_length', 'Verifications that wait for a thread.', () => [
      [{}, load().queued],
    ]);
  }
  if (caches) watchCaches(registry, caches);
}

function watchCaches(registry: Registry, caches: NonNullable<Watched['caches']>): void {
  const all = () => {
    const { recognised, others, statusLists } = caches();
    return [
      ['did_recognised', recognised],
      ['did_other', others],
      ['status_list', statusLists],
    ] as const;
  };
  const each = (read: (inventory: CacheInventory) => number | undefined) => () =>
    all().flatMap(([cache, inventory]) => {
      const value = read(inventory);
      return value === undefined ? [] : ([[{ cache }, value]] as const);
    });

  registry.gauge<'cache' | 'result'>(
    'coop_verifier_cache_lookups_total',
    'Documents and status lists that were asked for: at hand, or to be fetched.',
    () =>
      all().flatMap(([cache, { hits, misses }]) => [
        [{ cache, result: 'hit' }, hits],
        [{ cache, result: 'miss' }, misses],
      ]),
    'counter',
  );
  registry.gauge<'cache'>(
    'coop_verifier_cache_entries',
    'What is kept of what was fetched.',
    each((of) => of.entries),
  );
  registry.gauge<'cache'>(
    'coop_verifier_cache_failed_entries',
    'Of these, what could not be had when it was fetched last.',
    each((of) => of.failed),
  );
  registry.gauge<'cache'>(
    'coop_verifier_cache_bytes',
    'How large they are together.',
    each((of) => of.bytes),
  );
  registry.gauge<'cache'>(
    'coop_verifier_cache_oldest_age_seconds',
    'Age of the oldest document or status list that is still believed.',
    each(({ oldestAge }) => (oldestAge === undefined ? undefined : oldestAge / 1_000)),
  );
}
