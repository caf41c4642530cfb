import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchownSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { syncFolder } from '../store/sync.ts';

/** A key that wraps what is secret in the database, with its name. */
export interface SecretKey {
  readonly kid: string;
  readonly key: Uint8Array;
}

/**
 * Makes the state folder where it is missing, for nobody else to look into. One that exists is left as it is, for it
 * may be shared with others, `/tmp` even: `doctor` says when it is open.
 */
export function makeStateDirectory(directory: string): void {
  const outermost = mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (outermost === undefined) return;
  const above = dirname(resolve(outermost));
  for (let made = resolve(directory); made !== above; made = dirname(made)) syncFolder(dirname(made));
}

/** The keys of the file, newest first; one `kid:key` a line, the key 32 bytes in base64url. */
export function readSecretKeys(file: string): readonly SecretKey[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const keys = lines.map((line, index) => {
    const [, kid, text] = /^([A-Za-z0-9_-]{1,64}):([A-Za-z0-9_-]{43})$/.exec(line) ?? [];
    if (!kid || !text) throw new Error(`line ${index + 1} of the secret key file is not kid:key`);
    return { kid, key: Buffer.from(text, 'base64url') };
  });
  if (keys.length === 0) throw new Error('the secret key file is empty');
  if (new Set(keys.map(({ kid }) => kid)).size < keys.length) throw new Error('the secret key file names a kid twice');
  return keys;
}

/**
 * Puts a new key before the others. The file is replaced whole, so that it always has all its keys; where it cannot
 * be, such as on a read-only mount, the line can be added by hand.
 */
export function addSecretKey(file: string): void {
  const lines = readFileSync(file, 'utf8');
  const { uid, gid } = statSync(file);
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    writeSync(descriptor, newLine() + lines);
    fsyncSync(descriptor);
    // An operator may be another user than the service, which must be able to read it.
    if (process.getuid?.() === 0) fchownSync(descriptor, uid, gid);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  syncFolder(dirname(file));
}

/** `kid:key`, both random. */
function newLine(): string {
  return `${randomBytes(6).toString('hex')}:${randomBytes(32).toString('base64url')}\n`;
}

/**
 * Makes the file with one new key, complete or not at all; leaves one that another process made first. It is there to
 * stay, whatever happens to the power, before anything is sealed with it.
 */
export function createSecretKeyFile(file: string): void {
  makeStateDirectory(dirname(file));
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    writeSync(descriptor, newLine());
    fsyncSync(descriptor);
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    closeSync(descriptor);
    rmSync(draft);
  }
  syncFolder(dirname(file));
}
