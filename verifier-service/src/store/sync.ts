import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Nothing is safe before the disk has it. */
export function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * A name in a folder survives a power cut only once the folder was written, too. Windows opens no folder for that, and
 * some file systems have nothing to write: there is nothing to do about it; SQLite goes on as well.
 */
export function syncFolder(folder: string): void {
  try {
    sync(folder);
  } catch (error) {
    if (!CANNOT.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

const onWindows = process.platform === 'win32';
const CANNOT: ReadonlySet<string> = new Set(['EISDIR', 'EINVAL', ...(onWindows ? ['EACCES', 'EPERM'] : [])]);
