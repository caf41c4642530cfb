import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { backUp } from '../store/backup.ts';
import { isPostgresUrl } from '../store/location.ts';
import { storageProblem } from '../store/storage-problem.ts';
import { CommandError, UsageError, type Command } from './command.ts';
import { readOptions } from './read-options.ts';
import { requireConfig } from './require-config.ts';

export const backup: Command = {
  summary: 'copies the database into a new file, as it is at one moment; the service may be running',
  usage: 'coop-verifier backup --to FILE [--json]',
  run: async ({ args, configuration }) => {
    const { to } = readOptions(args, { to: { type: 'string' } });
    if (!to) throw new UsageError('--to is needed: a file that is not there yet');
    const { database, secretKeyFile } = requireConfig(configuration);
    if (!isPostgresUrl(database) && !existsSync(database))
      throw new CommandError('database_missing', `There is no database ${database} yet.`);
    const file = resolve(to);
    if (existsSync(file)) throw new CommandError('file_exists', `${file} is there already, and is left as it is.`);
    try {
      await backUp(database, file);
    } catch (error) {
      if (storageProblem(error)?.code === 'database_unreachable') throw error;
      throw new CommandError('backup_failed', `${file} could not be written.`, [(error as Error).message]);
    }
    return {
      exitCode: 0,
      json: { file, secretKeyFile },
      text: [
        `Wrote ${file}.`,
        `It opens only with ${secretKeyFile}: keep a copy of that, too, in another place than the backup.`,
      ].join('\n'),
    };
  },
};
