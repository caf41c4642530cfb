import { createListFetch, type ListSource } from '@coop-credentials/core';
import { readFileSync, statSync } from 'node:fs';
import { fetchedSource } from '../recognition/look-at-list.ts';
import { openFolder } from '../recognition/trustees/list-folder.ts';
import { CommandError } from './command.ts';

/** Where a published list is: at a web server's URL, in a trustees' folder, or in a file of `list export`. */
export function listSource(where: string, insecureHosts: readonly string[]): ListSource {
  if (/^https?:/.test(where)) return fetchedSource(where, createListFetch({ insecureHosts }), {});
  return statSync(where, { throwIfNoEntry: false })?.isFile() ? readBundle(where) : folderSource(where);
}

/** What a web server would send of a trustees' folder. */
function folderSource(path: string): ListSource {
  const folder = openFolder(path);
  return {
    freshness: async () => folder.publishedFile('fresh.json'),
    sequence: async (seq) => folder.publishedFile(`${seq}.json`),
  };
}

/** @throws CommandError `file_unreadable` */
export function readBundle(file: string): ListSource {
  const fault = () => new CommandError('file_unreadable', `${file} is no file of coop-verifier list export.`);
  let bundle: { readonly type?: unknown; readonly freshness?: unknown; readonly sequences?: Record<string, unknown> };
  try {
    bundle = JSON.parse(readFileSync(file, 'utf8')) as typeof bundle;
  } catch {
    throw fault();
  }
  if (bundle?.type !== 'CoopRecognitionBundle') throw fault();
  return {
    freshness: async () => bundle.freshness,
    sequence: async (seq) => bundle.sequences?.[seq],
  };
}
