import { readFile } from 'node:fs/promises';
import { CommandError } from '../command.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** More than any document may have; a longer one is not read to its end. */
const MOST_BYTES = 16 * 1024 * 1024;

/** @throws CommandError `file_unreadable` */
export async function readBytes(path: string): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw unreadable(path, (error as NodeJS.ErrnoException).code ?? 'it cannot be read');
  }
  if (bytes.byteLength > MOST_BYTES) throw unreadable(path, 'it is larger than any document');
  return bytes;
}

/** @throws CommandError `file_unreadable` */
export async function readText(path: string): Promise<string> {
  const bytes = await readBytes(path);
  try {
    return utf8.decode(bytes);
  } catch {
    throw unreadable(path, 'it is no text in UTF-8');
  }
}

/** @throws CommandError `file_unreadable` */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = await readText(path);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw unreadable(path, 'it is no JSON');
  }
}

export const unreadable = (path: string, why: string): CommandError =>
  new CommandError('file_unreadable', `${path} cannot be used: ${why}`);
