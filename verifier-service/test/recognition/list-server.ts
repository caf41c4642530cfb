import { problem, VerificationError, type ListFetch } from '@coop-credentials/core';
import { anchor, type ListFiles } from '../../../core/test/factories/recognition.ts';

/** Where the fixtures' list is. */
export const listUrl = 'https://autumn.example/recognition';

/** Of a service that follows it, under the name `autumn`. */
export const environment = { RECOGNITION_LISTS: `autumn=${listUrl}#${anchor}` };

/** A list's server in a test: its files can be replaced, and it can be down. Counts what was sent. */
export function listServer(files: ListFiles = {}) {
  let served = files;
  let down = false;
  const sent: string[] = [];
  const fetchList: ListFetch = async (url, etag) => {
    const name = url.slice(`${listUrl}/`.length);
    if (down || !url.startsWith(`${listUrl}/`) || !(name in served)) {
      throw new VerificationError(problem('fetch_failed'));
    }
    const text = JSON.stringify(served[name]);
    const tag = `"${text.length}-${text.slice(-40).replaceAll(/[^\w]/g, '')}"`;
    if (etag === tag) return 'unchanged';
    sent.push(name);
    return { document: JSON.parse(text) as unknown, etag: tag };
  };
  return {
    fetchList,
    sent,
    serve: (next: ListFiles) => void (served = next),
    goDown: () => void (down = true),
  };
}
