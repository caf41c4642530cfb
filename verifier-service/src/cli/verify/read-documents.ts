import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isRecord } from './json-values.ts';
import { readBytes, readJsonFile, unreadable } from './read-file.ts';

/** Documents by the URL or DID they stand for. */
export type Documents = ReadonlyMap<string, KnownDocument>;

export interface KnownDocument {
  /** Decoded JSON, or the text of what is none, such as a token. */
  readonly value: unknown;
  readonly bytes: Uint8Array;
}

/**
 * Reads the documents of a folder, as its `INDEX.json` maps them: address to file, flat or in groups one level deep;
 * files by path from the folder or its parent, and in no other place: an index may be anybody's.
 *
 * @throws CommandError `file_unreadable`
 */
export async function readDocuments(folder: string): Promise<Documents> {
  const index = join(folder, 'INDEX.json');
  if (!existsSync(folder)) throw unreadable(folder, 'there is no such folder');
  if (!existsSync(index)) throw unreadable(folder, 'it has no INDEX.json, which maps each URL or DID to a file');
  const entries = entriesOf(await readJsonFile(index), index);
  const documents = new Map<string, KnownDocument>();
  for (const [address, file] of entries) documents.set(address, await readDocument(find(folder, file)));
  return documents;
}

function entriesOf(index: unknown, path: string): readonly (readonly [string, string])[] {
  if (!isRecord(index)) throw unreadable(path, 'it maps no addresses to files');
  return Object.entries(index).flatMap(([name, value]) => {
    const group = isRecord(value) ? Object.entries(value) : [[name, value] as const];
    return group.map(([address, file]) => {
      if (typeof file !== 'string') throw unreadable(path, 'it maps an address to what is no file');
      return [address, file] as const;
    });
  });
}

function find(folder: string, file: string): string {
  const base = resolve(folder);
  const inside = resolve(base, file);
  const path = existsSync(inside) ? inside : resolve(dirname(base), file);
  if (existsSync(path) && !isWithin(dirname(base), path)) {
    throw unreadable(path, 'documents are taken from the folder with the INDEX.json and from its parent alone');
  }
  return path;
}

/** Wherever links lead. */
function isWithin(folder: string, path: string): boolean {
  const way = relative(realpathSync(folder), realpathSync(path));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function readDocument(path: string): Promise<KnownDocument> {
  const bytes = await readBytes(path);
  const text = new TextDecoder().decode(bytes);
  try {
    return { value: JSON.parse(text) as unknown, bytes };
  } catch {
    return { value: text.trim(), bytes };
  }
}
