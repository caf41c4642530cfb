import { makeStateDirectory } from '../secrets/key-file.ts';
import { migrate as bringUpToDate, schemaState } from '../store/migrations.ts';
import { openDatabase } from '../store/open-database.ts';
import type { Command } from './command.ts';
import { readOptions } from './read-options.ts';
import { requireConfig } from './require-config.ts';

export const migrate: Command = {
  summary: 'brings the tables up to date; older replicas go on where it only adds. --check only looks, and ends with 1',
  usage: 'coop-verifier migrate [--check] [--json]',
  run: async ({ args, configuration }) => {
    const { check } = readOptions(args, { check: { type: 'boolean' } });
    const { stateDirectory, database } = requireConfig(configuration);
    makeStateDirectory(stateDirectory);
    const db = await openDatabase(database, { schema: 'as-is', unhurried: true });
    try {
      const done = check ? [] : await bringUpToDate(db);
      const { missing, unknown, problem } = await schemaState(db);
      return {
        exitCode: problem ? 1 : 0,
        json: { done, missing, unknown, ...(problem && { problem: problem.code }) },
        text: [
          ...done.map((name) => `Done: ${name}`),
          ...missing.map((name) => `Missing: ${name}`),
          ...unknown.map((name) => `Made by a newer version: ${name}`),
          problem ? `${problem.title} (${problem.code}).` : 'This version works with the database.',
        ].join('\n'),
      };
    } finally {
      await db.destroy();
    }
  },
};
