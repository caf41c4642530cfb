import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { makeStateDirectory, readSecretKeys } from '../secrets/key-file.ts';
import { checkValuesIn, secretMismatch } from '../secrets/open-secrets.ts';
import { beginAnew, sitesWithoutKey } from '../store/begin-anew.ts';
import { carryOver } from '../store/carry-over.ts';
import { openDatabase, type Database } from '../store/open-database.ts';
import { isPostgresUrl, shownDatabase } from '../store/location.ts';
import { DatabaseInUseError } from '../store/make-one-file.ts';
import { readBackup, restore as putInPlace, restoreToPostgres } from '../store/restore.ts';
import { SchemaError } from '../store/run-migrations.ts';
import { CommandError, UsageError, type Command } from './command.ts';
import { readOptions } from './read-options.ts';
import { requireConfig } from './require-config.ts';
import { consequencesOf, type Restored } from './restore-consequences.ts';

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
    const restored = await place(file, config);
    const consequences = consequencesOf(restored);
    const { formerDatabase } = restored;
    const shown = isPostgresUrl(config.database) ? shownDatabase(config.database) : config.database;
    return {
      exitCode: 0,
      json: { database: shown, ...restored, consequences },
      text: [
        `Restored ${shown}.`,
        ...consequences.map((sentence) => `- ${sentence}`),
        ...(formerDatabase ? [`The former database is ${formerDatabase}: delete it when all is well.`] : []),
        'Start the service again.',
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

async function place(file: string, config: Config): Promise<Restored> {
  const { database, stateDirectory } = config;
  const at = new Date().toISOString().replaceAll(':', '');
  const prepareBoth = (draft: string, former: string | undefined) => prepare(draft, former, config);
  try {
    const { aside, prepared } = isPostgresUrl(database)
      ? await restoreToPostgres(
          {
            from: file,
            url: database,
            draft: join(stateDirectory, `restored-${at}.db`),
            asideAs: join(stateDirectory, `postgres.before-${at}`),
          },
          prepareBoth,
        )
      : await putInPlace({ from: file, databaseFile: database, asideAs: `${database}.before-${at}` }, prepareBoth);
    return { ...(aside !== undefined && { formerDatabase: aside }), ...prepared };
  } catch (error) {
    if (error instanceof SchemaError && isPostgresUrl(database) && error.problem.code === 'database_too_new')
      throw new CommandError(
        error.problem.code,
        'The PostgreSQL belongs to a newer version, whose tables this one cannot keep aside. Nothing was changed.',
        [
          'Keep it: coop-verifier backup, with the newer version, or pg_dump.',
          'Empty it: drop schema public cascade; create schema public; then run this again.',
          'What was ended, forgotten and spent since the backup is not taken over then.',
        ],
      );
    if (!(error instanceof DatabaseInUseError)) throw error;
    throw new CommandError('database_in_use', 'The service is running. Nothing was changed: stop it first.');
  }
}

async function prepare(draft: string, former: string | undefined, config: Config) {
  const withDraft = async <T>(use: (db: Database) => Promise<T>): Promise<T> => {
    const db = await openDatabase(draft);
    try {
      return await use(db);
    } finally {
      await db.destroy();
    }
  };
  // Its tables are brought up to date first.
  await withDraft(beginAnew);
  const taken = former === undefined ? {} : takeOver(draft, former, config);
  return { ...taken, sitesWithoutKey: await withDraft((db) => sitesWithoutKey(db, Date.now())) };
}

/** What is damaged or sealed with other keys is no help. */
function takeOver(draft: string, former: string, { secretKeyFile }: Config) {
  const read = readBackup(former);
  if (read.fault !== undefined) return { notCarriedOver: read.fault };
  const keys = existsSync(secretKeyFile) ? readSecretKeys(secretKeyFile) : [];
  const mismatch = secretMismatch(keys, checkValuesIn(read.meta));
  if (mismatch) return { notCarriedOver: mismatch };
  try {
    return { carriedOver: carryOver(draft, former) };
  } catch (error) {
    return { notCarriedOver: (error as Error).message };
  }
}
