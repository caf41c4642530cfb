import type { ProblemCode } from '@coop-credentials/core';
import { storageProblem } from '../store/storage-problem.ts';
import { CommandError } from './command.ts';

const words: Partial<Record<ProblemCode, string>> = {
  disk_full: 'The disk is full: make room on it. “coop-verifier doctor” says on which.',
  disk_failed: 'The database cannot be written: “coop-verifier doctor” says why.',
  service_busy: 'Another process is writing to the database all the time. Try again.',
};

/** What SQLite or the file system complained of, in words for the operator; undefined for every other error. */
export function storageError(error: unknown): CommandError | undefined {
  const code = storageProblem(error)?.code;
  return code && new CommandError(code, words[code] ?? code);
}
