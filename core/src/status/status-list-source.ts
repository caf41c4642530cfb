import { oldestAge, type CacheInventory } from '../cache-inventory.ts';
import { limitFetches } from '../network/limit-fetches.ts';
import { isJsonObject } from '../parse/json-object.ts';
import type { Ports } from '../ports.ts';
import { problem, VerificationError } from '../problem.ts';
import { isWithin } from '../is-within.ts';
import { listLifetime } from './list-lifetime.ts';

/**
 * A status list as it was fetched: a token as text, a credential as decoded JSON, neither believed yet.
 *
 * @throws VerificationError of the fetch
 */
export type StatusListSource = (url: string, options?: { readonly refresh?: boolean }) => Promise<unknown>;

/** @throws VerificationError `status_list_invalid` for what is neither text nor JSON, by a fetch of somebody's own */
function sizeOf(found: unknown): number {
  if (typeof found === 'string') return found.length;
  try {
    if (isJsonObject(found)) return JSON.stringify(found).length;
  } catch (cause) {
    throw new VerificationError(problem('status_list_invalid'), { cause });
  }
  throw new VerificationError(problem('status_list_invalid'));
}

interface Entry {
  readonly body: Promise<unknown>;
  readonly triedAt: number;
  /** How long it need not be fetched again. */
  freshFor: number;
  size: number;
  hasFailed: boolean;
}

const SECOND = 1_000;
/** A host that is down is not asked by every visitor. */
const FAILURE_FOR = 30 * SECOND;
/** However small: an issuer may name a list for each of its credentials. */
const MOST_LISTS = 1_000;
/** Of all lists together, decoded JSON counted as text: what a hundred co-ops' lists of the largest size take. */
const MOST_BYTES = 48 * 1024 * 1024;

/**
 * Fetches status lists and keeps each for as long as it says itself: one fetch for all who ask at the same time.
 *
 * The whole list is fetched, so that its publisher does not learn whom it was fetched for (Bitstring Status List 1.0
 * §4.1). `refresh` asks before its time is over, at most once a second. Few are fetched at once, and fewer from one
 * host, so that lists of one that is down hold up no other.
 */
export function createStatusListSource({
  fetchStatusList,
  clock,
  mostBytes = MOST_BYTES,
  mostLists = MOST_LISTS,
}: {
  readonly fetchStatusList: (url: string) => Promise<unknown>;
  readonly clock: Ports['clock'];
  readonly mostBytes?: number;
  readonly mostLists?: number;
}): StatusListSource & { readonly inventory: () => CacheInventory } {
  const entries = new Map<string, Entry>();
  const fetchInTurn = limitFetches(fetchStatusList);
  let [hits, misses] = [0, 0];

  const isFresh = ({ triedAt, freshFor }: Entry, now: number, refresh = false) =>
    isWithin(triedAt, refresh ? SECOND : Math.max(freshFor, SECOND), now);

  const find: StatusListSource = (url, { refresh = false } = {}) => {
    const now = clock().getTime();
    const known = entries.get(url);
    if (known && isFresh(known, now, refresh)) {
      hits += 1;
      return known.body;
    }
    misses += 1;
    return remember(url, now);
  };

  function inventory(): CacheInventory {
    const now = clock().getTime();
    const all = [...entries.values()];
    const good = all.filter((entry) => !entry.hasFailed && isFresh(entry, now));
    return {
      hits,
      misses,
      entries: all.length,
      failed: all.filter(({ hasFailed }) => hasFailed).length,
      oldestAge: oldestAge(
        good.map(({ triedAt }) => triedAt),
        now,
      ),
      bytes: all.reduce((sum, { size }) => sum + size, 0),
    };
  }

  return Object.assign(find, { inventory });

  function remember(url: string, now: number): Promise<unknown> {
    const fetched = fetchInTurn(url).then(
      (found) => ({ found, size: sizeOf(found) }),
      (cause: unknown) => {
        throw cause instanceof VerificationError ? cause : new VerificationError(problem('fetch_failed'), { cause });
      },
    );
    const body = fetched.then(({ found }) => found);
    const entry: Entry = { body, triedAt: now, freshFor: Infinity, size: 0, hasFailed: false };
    entries.delete(url);
    entries.set(url, entry);
    forgetOldest();
    fetched.then(
      ({ found, size }) => {
        entry.freshFor = listLifetime(found, now);
        entry.size = size;
        forgetOldest();
      },
      () => {
        entry.freshFor = FAILURE_FOR;
        entry.hasFailed = true;
      },
    );
    return body;
  }

  function forgetOldest(): void {
    let total = [...entries.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [url, { size }] of entries) {
      if (total <= mostBytes && entries.size <= mostLists) return;
      entries.delete(url);
      total -= size;
    }
  }
}
