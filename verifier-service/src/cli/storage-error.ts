import type { ProblemCode } from '@coop-credentials/core';
import { SecretKeyError } from '../secrets/open-secrets.ts';
import { MovedError } from '../store/move-mark.ts';
import { SchemaError } from '../store/run-migrations.ts';
import { isOfRemoved, storageProblem } from '../store/storage-problem.ts';
import { CommandError } from './command.ts';
import { postgresCause } from './postgres-cause.ts';

const words: Partial<Record<ProblemCode, string>> = {
  disk_full: 'The disk is full: make room on it. “coop-verifier doctor” says on which.',
  disk_failed: 'The database cannot be written: “coop-verifier doctor” says why.',
  service_busy: 'Another process is writing to the database all the time. Try again.',
};

const NOT_ALLOWED: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

/** What SQLite or the file system complained of, in words for the operator; undefined for every other error. */
export function storageError(error: unknown): CommandError | undefined {
  if (error instanceof SecretKeyError) return new CommandError(error.code, error.message);
  if (error instanceof MovedError) return new CommandError(error.code, error.message, error.ways);
  if (error instanceof SchemaError) return new CommandError(error.problem.code, error.message);
  const unwritable = error as NodeJS.ErrnoException | undefined;
  if (unwritable?.path !== undefined && NOT_ALLOWED.has(unwritable.code ?? '')) {
    return new CommandError('state_folder_unwritable', `${unwritable.path} cannot be made or written.`, [
      'Let this user write its folder, or set STATE_DIRECTORY. “coop-verifier doctor” tells more.',
    ]);
  }
  // All that a command names by its id are sites.
  if (isOfRemoved(error))
    return new CommandError('site_unknown', 'A site was removed meanwhile: coop-verifier site list');
  const code = storageProblem(error)?.code;
  if (code === 'database_unreachable') return unreachableAs('DATABASE_URL', error);
  return code && new CommandError(code, words[code] ?? code);
}

/** @param setting what named the PostgreSQL */
export function unreachableAs(setting: string, error: unknown): CommandError {
  const { message, cure } = postgresCause(error, setting);
  return new CommandError('database_unreachable', `PostgreSQL cannot be reached as ${setting} says: ${message}.`, [
    cure,
  ]);
}
