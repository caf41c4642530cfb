import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { makeStateDirectory, readSecretKeys } from '../secrets/key-file.ts';
import { checkValuesIn, secretMismatch } from '../secrets/open-secrets.ts';
import { EPOCH } from '../store/change-store.ts';
import { openDatabase } from '../store/open-database.ts';
import { DatabaseInUseError, readBackup, restore as putInPlace } from '../store/restore.ts';
import { CommandError, UsageError, type Command } from './command.ts';
import { readOptions } from './read-options.ts';
import { requireConfig } from './require-config.ts';

export const restore: Command = {
  summary: 'puts a backup in the database’s place; the service must be stopped, the former database is kept aside',
  usage: 'coop-verifier restore --from FILE [--json]',
  run: async ({ args, configuration }) => {
    const { from } = readOptions(args, { from: { type: 'string' } });
    if (!from) throw new UsageError('--from is needed: a file that coop-verifier backup wrote');
    const config = requireConfig(configuration);
    const file = resolve(from);
    const read = readBackup(file);
    if (read.fault !== undefined) throw new CommandError('backup_invalid', `${read.fault}. Nothing was changed.`);
    checkKeys(checkValuesIn(read.meta), config);

    makeStateDirectory(config.stateDirectory);
    const aside = place(file, config.databaseFile);
    await beginAnew(config.databaseFile);
    return {
      exitCode: 0,
      json: { databaseFile: config.databaseFile, ...(aside && { formerDatabase: aside }) },
      text: [
        `Restored ${config.databaseFile}. Start the service again.`,
        ...(aside ? [`The former database is ${aside}: delete it when all is well.`] : []),
      ].join('\n'),
    };
  },
};

/** The backup and the secret key file must belong together, or nothing in it could be opened. */
function checkKeys(remembered: ReadonlyMap<string, string>, { secretKeyFile }: Config): void {
  const keys = existsSync(secretKeyFile) ? readSecretKeys(secretKeyFile) : [];
  const mismatch = secretMismatch(keys, remembered);
  if (!mismatch) return;
  throw new CommandError('secret_key_mismatch', `${mismatch}. Nothing was changed.`, [
    `Put the ${secretKeyFile} of the backup's time back, or its line into the file, then run this again.`,
  ]);
}

function place(file: string, databaseFile: string): string | undefined {
  try {
    return putInPlace(file, databaseFile, `${databaseFile}.before-${new Date().toISOString().replaceAll(':', '')}`);
  } catch (error) {
    if (!(error instanceof DatabaseInUseError)) throw error;
    throw new CommandError('database_in_use', 'The service is running. Nothing was changed: stop it first.');
  }
}

/** What a site was told after the backup was made is not known here: its plugin has to read everything once more. */
async function beginAnew(databaseFile: string): Promise<void> {
  const db = await openDatabase(databaseFile);
  try {
    await db.deleteFrom('meta').where('name', '=', EPOCH).execute();
  } finally {
    await db.destroy();
  }
}
