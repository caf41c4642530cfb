import { oldestAge, type CacheInventory } from '../cache-inventory.ts';
import { problem, VerificationError } from '../problem.ts';
import { type DidDocument, type Ports } from '../ports.ts';
import { isWithin } from '../is-within.ts';
import { didWebUrl } from './did-web.ts';
import { type Did } from './parse-did.ts';
import { parseDidDocument } from './parse-did-document.ts';

const MINUTE = 60_000;

interface Entry {
  /** What is believed; a refresh replaces it only when it succeeds. */
  document: Promise<DidDocument>;
  fetchedAt: number;
  /** The last fetch, in vain or not. */
  latest: Promise<DidDocument>;
  triedAt: number;
  /** How long there is nothing to believe. */
  failedFor?: number;
}

export interface DidWebCacheOptions extends Pick<Ports, 'fetchJson' | 'clock'> {
  /** How long a document is believed. */
  readonly cacheMs: number;
  readonly maxEntries: number;
  /** How long a failure is kept that may be over soon; any other for a minute. */
  readonly passingFailureMs: number;
  /** Fetches that may run at once. */
  readonly maxFetches: number;
}

/**
 * Fetches the documents of `did:web` and keeps them: one fetch at a time for each, oldest forgotten first.
 *
 * A failure is kept a little, so that a host that is down is not asked by every visitor. A refresh keeps nobody
 * waiting but who asked for it; where it fails, the document of before still holds until its time is over.
 *
 * @throws VerificationError `service_busy` when too many are being fetched; a document that is known is still given
 */
export function createDidWebCache(options: DidWebCacheOptions) {
  const { fetchJson, clock, cacheMs, maxEntries, passingFailureMs, maxFetches } = options;
  const entries = new Map<string, Entry>();
  let fetching = 0;
  let [hits, misses] = [0, 0];

  const isBusy = () => fetching >= maxFetches;

  async function fetched(url: string): Promise<unknown> {
    try {
      return await fetchJson(url);
    } catch (cause) {
      return rethrow(cause);
    }
  }

  async function fetchDocument(did: Did): Promise<DidDocument> {
    fetching += 1;
    try {
      return parseDidDocument(did.did, await fetched(didWebUrl(did)));
    } finally {
      fetching -= 1;
    }
  }

  function begin(did: Did, now: number): Promise<DidDocument> {
    if (isBusy()) throw new VerificationError(problem('service_busy'));
    const document = fetchDocument(did);
    const entry: Entry = { document, fetchedAt: now, latest: document, triedAt: now };
    document.catch((cause: unknown) => {
      const mayPass = cause instanceof VerificationError && cause.problem.retryable;
      entry.failedFor = mayPass ? passingFailureMs : MINUTE;
    });
    entries.delete(did.did);
    entries.set(did.did, entry);
    const oldest = entries.keys().next();
    if (entries.size > maxEntries && !oldest.done) entries.delete(oldest.value);
    return document;
  }

  function refreshed(did: Did, entry: Entry, now: number): Promise<DidDocument> {
    if (isBusy()) return entry.document;
    const { document } = entry;
    entry.triedAt = now;
    entry.latest = fetchDocument(did).then(
      (found) => {
        entry.fetchedAt = now;
        entry.document = Promise.resolve(found);
        return found;
      },
      () => document,
    );
    return entry.latest;
  }

  const isBelieved = ({ failedFor, fetchedAt, triedAt }: Entry, now: number) =>
    failedFor === undefined ? isWithin(fetchedAt, cacheMs, now) : isWithin(triedAt, failedFor, now);

  async function find(did: Did, { refresh = false } = {}): Promise<DidDocument> {
    const now = clock().getTime();
    const known = entries.get(did.did);
    const believed = known && isBelieved(known, now) ? known : undefined;
    if (believed) hits += 1;
    else misses += 1;
    if (!believed) return begin(did, now);
    if (!refresh || believed.failedFor !== undefined) return believed.document;
    return isWithin(believed.triedAt, MINUTE, now) ? believed.latest : refreshed(did, believed, now);
  }

  function inventory(): CacheInventory {
    const now = clock().getTime();
    const all = [...entries.values()];
    const good = all.filter((entry) => entry.failedFor === undefined && isBelieved(entry, now));
    const failed = all.filter(({ failedFor }) => failedFor !== undefined).length;
    const oldest = oldestAge(
      good.map(({ fetchedAt }) => fetchedAt),
      now,
    );
    return { hits, misses, entries: all.length, failed, oldestAge: oldest };
  }

  return { find, inventory };
}

/** A failed fetch may succeed later; a refused one never will, and keeps its own code. */
function rethrow(cause: unknown): never {
  const isFinal = cause instanceof VerificationError && !cause.problem.retryable;
  throw isFinal ? cause : new VerificationError(problem('did_unresolvable'), { cause });
}
