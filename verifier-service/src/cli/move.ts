import { existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { isPostgresUrl, isWholePostgresUrl, shownDatabase } from '../store/location.ts';
import { DatabaseInUseError, makeOneFile } from '../store/make-one-file.ts';
import { asideOf, refuseMovedAway } from '../store/move-mark.ts';
import { moveToPostgres } from '../store/move-to-postgres.ts';
import { DatabaseNotEmptyError } from '../store/postgres-copies.ts';
import { storageProblem } from '../store/storage-problem.ts';
import { syncFolder } from '../store/sync.ts';
import { CommandError, UsageError, type Command } from './command.ts';
import { readOptions } from './read-options.ts';
import { requireConfig } from './require-config.ts';
import { unreachableAs } from './storage-error.ts';

export const move: Command = {
  summary:
    'moves all that a SQLite file holds to an empty PostgreSQL, compared row by row; the service must be stopped',
  usage: 'coop-verifier move --to postgres://USER@HOST/DATABASE [--json]',
  run: async ({ args, configuration }) => {
    const { to = '' } = readOptions(args, { to: { type: 'string' } });
    if (!isWholePostgresUrl(to)) throw new UsageError('--to is needed: the URL of a PostgreSQL');
    const { database, secretKeyFile } = requireConfig(configuration);
    if (isPostgresUrl(database)) {
      throw new CommandError('database_is_postgres', 'DATABASE_URL names a PostgreSQL already. Nothing was changed.');
    }
    refuseMovedAway(database);
    if (!existsSync(database)) throw new CommandError('database_missing', `There is no database ${database} yet.`);

    const copied = await copy(database, to);
    // What starts on it is refused already; out of the way, nobody takes it for the one that is used.
    const formerDatabase = asideOf(database, new Date());
    try {
      makeOneFile(database);
    } catch (error) {
      throw new CommandError(
        'database_in_use',
        `All was copied, but something still has ${database} open: end it, and run the same command again.`,
        [String((error as Error).message)],
      );
    }
    renameSync(database, formerDatabase);
    syncFolder(dirname(database));
    const tables = copied ?? [];
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    return {
      exitCode: 0,
      json: { to: shownDatabase(to), tables, formerDatabase, goneOnWith: copied === undefined },
      text: [
        copied
          ? `Moved ${rows} rows of ${tables.length} tables to ${shownDatabase(to)}, and compared each.`
          : `All was in ${shownDatabase(to)} already, copied and compared by a move that was broken off after that.`,
        `Set DATABASE_URL to it and start the service; SECRET_KEY_FILE stays ${secretKeyFile}.`,
        `The former database is ${formerDatabase}: delete it when all is well.`,
      ].join('\n'),
    };
  },
};

async function copy(database: string, to: string) {
  try {
    return await moveToPostgres(database, to);
  } catch (error) {
    if (error instanceof DatabaseInUseError)
      throw new CommandError(
        'database_in_use',
        'A service is running on one of them. Nothing was changed: stop it first.',
      );
    if (error instanceof DatabaseNotEmptyError)
      throw new CommandError(
        'database_not_empty',
        'There is something in that PostgreSQL already. Nothing was changed.',
      );
    // The other one is a file.
    if (storageProblem(error)?.code === 'database_unreachable') throw unreachableAs('--to', error);
    throw error;
  }
}
