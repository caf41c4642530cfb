import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from '../../config.ts';
import { readSecretKeys } from '../../secrets/key-file.ts';
import { rememberedKids, secretMismatch } from '../../secrets/open-secrets.ts';
import { openDatabase } from '../../store/open-database.ts';
import { fault, fine, type Finding } from './finding.ts';

/** State folder, database and secret key. Looks only: what the first start would make is left for it to make. */
export async function checkState(config: Config): Promise<Finding[]> {
  const { stateDirectory, databaseFile, secretKeyFile } = config;
  const folder = checkFolder(stateDirectory);
  if (!existsSync(databaseFile)) {
    return [folder, fine('database', `${databaseFile} is made at the first start`), checkKeyFile(secretKeyFile)];
  }
  try {
    const db = await openDatabase(databaseFile);
    try {
      return [folder, fine('database', databaseFile), checkKeyFile(secretKeyFile, await rememberedKids(db))];
    } finally {
      await db.destroy();
    }
  } catch (error) {
    const cure = 'Give the service its own file on a local disk, or restore the backup.';
    return [folder, fault('database', `${databaseFile}: ${(error as Error).message}`, cure)];
  }
}

function checkFolder(directory: string): Finding {
  const here = existsSync(directory);
  const target = here ? directory : firstExisting(directory);
  try {
    accessSync(target, constants.W_OK | constants.X_OK);
  } catch {
    return fault('state folder', `${target} is not writable`, `Let this user write ${target}, or set STATE_DIRECTORY.`);
  }
  if (!here) return fine('state folder', `${directory} is made at the first start`);
  const open = (statSync(directory).mode & 0o077) !== 0;
  return open
    ? fault('state folder', `${directory} is open to other users`, `Run: chmod 700 ${directory}`)
    : fine('state folder', directory);
}

function firstExisting(directory: string): string {
  const parent = dirname(directory);
  return existsSync(parent) || parent === directory ? parent : firstExisting(parent);
}

function checkKeyFile(file: string, remembered: ReadonlyMap<string, string> = new Map()): Finding {
  if (!existsSync(file)) {
    return remembered.size === 0
      ? fine('secret key', `${file} is made at the first start`)
      : fault('secret key', `${file} is missing, and the database was sealed with it`, 'Restore it from your backup.');
  }
  if ((statSync(file).mode & 0o077) !== 0) {
    return fault('secret key', `${file} can be read by other users`, `Run: chmod 600 ${file}`);
  }
  try {
    const mismatch = secretMismatch(readSecretKeys(file), remembered);
    return mismatch
      ? fault('secret key', mismatch, 'Restore the file that belongs to this database.')
      : fine('secret key', file);
  } catch (error) {
    return fault('secret key', (error as Error).message, 'Restore it from your backup.');
  }
}
