import { documentLimits } from '@coop-credentials/core';
import { open, type FileHandle } from 'node:fs/promises';
import { CommandError } from '../command.ts';

/** More than any document may have; a longer one is not read. */
const MOST_BYTES = 16 * 1024 * 1024;

/** What else there is says its own code, which whoever knows it can look up. */
const faults: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a link that leads in a circle',
  ENAMETOOLONG: 'no file has so long a name',
};

/** @throws CommandError `file_unreadable` */
export async function readBytes(path: string): Promise<Uint8Array> {
  const bytes = await readStart(path, MOST_BYTES + 1);
  if (bytes.byteLength > MOST_BYTES) throw unreadable(path, 'it is longer than the 16 MiB that are read');
  return bytes;
}

/** @throws CommandError `file_unreadable` */
export const readText = async (path: string): Promise<string> => decode(path, await readBytes(path), false);

/**
 * The text of what is to be judged. One that is longer than any document is not read to its end: it is refused by its
 * length, whatever that is.
 *
 * @throws CommandError `file_unreadable`
 */
export async function readJudged(path: string): Promise<string> {
  // The rest: what decoding takes away, a mark of the byte order and half a character.
  const most = documentLimits.bytes + 8;
  const bytes = await readStart(path, most);
  return decode(path, bytes, bytes.byteLength === most);
}

/** @param isCut its last character may be half */
function decode(path: string, bytes: Uint8Array, isCut: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
  } catch {
    throw unreadable(path, 'it is no text in UTF-8');
  }
}

async function readStart(path: string, most: number): Promise<Uint8Array> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const chunks: Buffer[] = [];
    const stream = file.createReadStream({ end: most - 1, autoClose: false });
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw unreadable(path, faults[code] ?? (code === '' ? 'it cannot be read' : `it cannot be read (${code})`));
  } finally {
    await file?.close();
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
