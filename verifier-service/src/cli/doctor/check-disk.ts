import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fault, fine, type Finding } from './finding.ts';

/** About what one answer adds to the database. */
const BYTES = 64 * 1024;

/**
 * Whether the state folder, or the first folder above it where it is not made yet, takes a file. Tried, not asked: a
 * full disk and a read-only mount both look writable, to root everything does.
 */
export function checkDisk(directory: string, tryWriting: (folder: string) => void = writeAndRemove): Finding {
  const here = existsSync(directory);
  const target = here ? directory : firstExisting(directory);
  if (!statSync(target).isDirectory()) {
    return fault(
      'state_folder_invalid',
      'state folder',
      `${target} is not a folder`,
      'Move it away, or set STATE_DIRECTORY.',
    );
  }
  try {
    tryWriting(target);
  } catch (error) {
    return unwritable(target, (error as NodeJS.ErrnoException).code);
  }
  if (!here) return fine('state folder', `${directory} is made at the first start`);
  return (statSync(directory).mode & 0o077) === 0
    ? fine('state folder', directory)
    : fault('state_folder_open', 'state folder', `${directory} is open to other users`, `Run: chmod 700 ${directory}`);
}

function unwritable(target: string, code: string | undefined): Finding {
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return fault(
      'disk_full',
      'state folder',
      `the disk of ${target} is full`,
      'Make room on it; the service resumes by itself.',
    );
  }
  if (code === 'EROFS') {
    return fault(
      'disk_read_only',
      'state folder',
      `${target} is on a read-only disk`,
      'Mount it writable, or set STATE_DIRECTORY.',
    );
  }
  return fault(
    'state_folder_unwritable',
    'state folder',
    `${target} is not writable`,
    `Let this user write ${target}, or set STATE_DIRECTORY.`,
  );
}

function writeAndRemove(folder: string): void {
  const file = join(folder, `.doctor-${randomBytes(6).toString('hex')}`);
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeSync(descriptor, Buffer.alloc(BYTES));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
    rmSync(file, { force: true });
  }
}

function firstExisting(directory: string): string {
  const parent = dirname(directory);
  return existsSync(parent) || parent === directory ? parent : firstExisting(parent);
}
