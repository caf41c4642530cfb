import { type GuardedFetchOptions } from './guarded-fetch.ts';
import { guardedGet } from './guarded-get.ts';
import { decodeJson, isJsonType, mediaTypeOf, readText } from './read-json.ts';

/** A list of a million members, packed. */
const MAX_BYTES = 512 * 1024;
const TOKEN = 'application/statuslist+jwt';

/**
 * Fetches a status list with every guard of `createGuardedFetch`, but for its larger size: a credential as decoded
 * JSON (Bitstring Status List 1.0 §2.2), a token as text (Token Status List §8.1).
 *
 * @throws VerificationError `fetch_refused`, `fetch_failed`, `fetch_not_json`, `fetch_too_large`
 */
export function createStatusListFetch(options: GuardedFetchOptions = {}): (url: string) => Promise<unknown> {
  const { maxBytes = MAX_BYTES } = options;
  const get = guardedGet(options, {
    accept: `application/vc, application/vc+ld+json, application/ld+json, application/json, ${TOKEN}`,
    read: async (response) => {
      const isList = (type: string) => type === TOKEN || type === 'application/vc' || isJsonType(type);
      const text = await readText(response, { maxBytes, isType: isList });
      return mediaTypeOf(response) === TOKEN ? text.trim() : decodeJson(text);
    },
  });
  return (url) => get(url);
}
