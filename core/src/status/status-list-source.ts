import { limitFetches } from '../network/limit-fetches.ts';
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

interface Entry {
  readonly body: Promise<unknown>;
  readonly triedAt: number;
  /** How long it need not be fetched again. */
  freshFor: number;
  size: number;
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
}): StatusListSource {
  const entries = new Map<string, Entry>();
  const fetchInTurn = limitFetches(fetchStatusList);

  return (url, { refresh = false } = {}) => {
    const now = clock().getTime();
    const known = entries.get(url);
    if (known && isWithin(known.triedAt, refresh ? SECOND : Math.max(known.freshFor, SECOND), now)) return known.body;
    return remember(url, now);
  };

  function remember(url: string, now: number): Promise<unknown> {
    const body = fetchInTurn(url).catch((cause: unknown) => {
      throw cause instanceof VerificationError ? cause : new VerificationError(problem('fetch_failed'), { cause });
    });
    const entry: Entry = { body, triedAt: now, freshFor: Infinity, size: 0 };
    entries.delete(url);
    entries.set(url, entry);
    forgetOldest();
    body.then(
      (found) => {
        entry.freshFor = listLifetime(found, now);
        entry.size = typeof found === 'string' ? found.length : JSON.stringify(found).length;
        forgetOldest();
      },
      () => (entry.freshFor = FAILURE_FOR),
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
