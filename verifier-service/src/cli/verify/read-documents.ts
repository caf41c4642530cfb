import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
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
 * files by absolute path, or from the folder or its parent.
 *
 * @throws CommandError `file_unreadable`
 */
export async function readDocuments(folder: string): Promise<Documents> {
  const index = join(folder, 'INDEX.json');
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
  if (isAbsolute(file)) return file;
  const inside = resolve(folder, file);
  return existsSync(inside) ? inside : resolve(dirname(resolve(folder)), file);
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

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
