import { type GuardedFetchOptions } from './guarded-fetch.ts';
import { guardedGet } from './guarded-get.ts';
import { readJson } from './read-json.ts';

/** A recognition list of some twenty thousand co-ops. */
const MAX_BYTES = 16 * 1024 * 1024;
const TIMEOUT = 60_000;

/** A file as it was fetched, and what its server calls this version of it. */
export interface FetchedFile {
  readonly document: unknown;
  readonly etag?: string;
}

/** Fetches a file; `unchanged` where it is still the version that is named. */
export type ListFetch = (url: string, etag?: string) => Promise<FetchedFile | 'unchanged'>;

/** An entity tag as RFC 9110 §8.8.3 writes one; anything else is not sent back. */
const ETAG = /^(W\/)?"[\x21\x23-\x7e]{0,200}"$/;

/**
 * Fetches the files of recognition lists with every guard of `createGuardedFetch`, but for their larger size and the
 * time that takes: nobody waits for them.
 *
 * @throws VerificationError `fetch_refused`, `fetch_failed`, `fetch_not_json`, `fetch_too_large`
 */
export function createListFetch(options: GuardedFetchOptions = {}): ListFetch {
  const { maxBytes = MAX_BYTES, timeoutMs = TIMEOUT } = options;
  const get = guardedGet(
    { ...options, timeoutMs },
    {
      accept: 'application/json, application/*+json',
      read: async (response): Promise<FetchedFile | 'unchanged'> => {
        if (response.statusCode === 304) return 'unchanged';
        const { etag } = response.headers;
        return { document: await readJson(response, maxBytes), ...(etag && ETAG.test(etag) && { etag }) };
      },
    },
  );
  return async (url, etag) => {
    const found = await (etag === undefined ? get(url) : get(url, { 'if-none-match': etag }));
    return found as FetchedFile | 'unchanged';
  };
}
