import { parsePolicy, type ListView, type Policy } from '@coop-credentials/core';
import { CommandError, UsageError } from '../command.ts';
import { readNamedOptions } from '../read-options.ts';
import { readDocuments, type Documents } from './read-documents.ts';
import { readJsonFile, readJudged } from './read-file.ts';
import { readList } from './read-list.ts';
import { readTrustedRoots } from './read-trusted-roots.ts';

/** What `verify` was asked, with every file it names read. */
export interface VerifyOptions {
  /** The file's text. */
  readonly text: string;
  readonly now: Date;
  readonly policy?: Policy;
  readonly nonce?: string;
  readonly audience?: string;
  /** Status lists may be fetched; else only those among `documents` are known. */
  readonly fetchesStatus: boolean;
  readonly trustedRoots: readonly Uint8Array[];
  readonly documents: Documents;
  /** Recognition lists by the names that policies use. */
  readonly lists: ReadonlyMap<string, ListView>;
  readonly proofsOnly: boolean;
}

const known = {
  now: { type: 'string' },
  policy: { type: 'string' },
  nonce: { type: 'string' },
  audience: { type: 'string' },
  status: { type: 'string' },
  'trusted-roots': { type: 'string', multiple: true },
  documents: { type: 'string' },
  list: { type: 'string', multiple: true },
  'proofs-only': { type: 'boolean' },
} as const;

/**
 * @throws UsageError for a wrong option
 * @throws CommandError `file_unreadable`, `policy_invalid`, and those of `readList`
 */
export async function readVerifyOptions(
  args: readonly string[],
  insecureHosts: readonly string[],
): Promise<VerifyOptions> {
  const given = readNamedOptions(args, known, 'A FILE');
  const { name, nonce, audience, status = 'online', 'proofs-only': proofsOnly = false } = given;
  if (status !== 'online' && status !== 'offline') throw new UsageError('--status must be offline or online');
  if (given.policy !== undefined && proofsOnly) throw new UsageError('--proofs-only looks at no --policy');
  if (given.policy !== undefined && !(nonce && audience)) {
    throw new UsageError(
      '--policy judges an answer at a gate: it needs the --nonce and --audience that it was asked with',
    );
  }
  if (given.list && given.policy === undefined) throw new UsageError('--list is what a --policy goes by');
  const now = given.now === undefined ? new Date() : readTime(given.now);
  const policy = given.policy === undefined ? undefined : await readPolicy(given.policy);
  const roots = await Promise.all((given['trusted-roots'] ?? []).map(readTrustedRoots));
  return {
    now,
    ...(policy && { policy }),
    ...(nonce !== undefined && { nonce: filled('--nonce', nonce) }),
    ...(audience !== undefined && { audience: filled('--audience', audience) }),
    fetchesStatus: status === 'online',
    trustedRoots: roots.flat(),
    documents: given.documents === undefined ? new Map() : await readDocuments(given.documents),
    lists: new Map(await Promise.all((given.list ?? []).map((list) => readList(list, now, insecureHosts)))),
    proofsOnly,
    text: await readJudged(name),
  };
}

const TIME = /^(\d{4}-\d{2})-(\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

function readTime(text: string): Date {
  const time = new Date(text);
  const [, month, day] = TIME.exec(text) ?? [];
  // Of the 30th of February JavaScript makes the 2nd of March.
  const isDay = new Date(`${month}-${day}T00:00:00Z`).getUTCDate() === Number(day);
  if (!isDay || Number.isNaN(time.getTime())) {
    throw new UsageError('--now must be a time, such as 2026-06-01T12:00:00Z');
  }
  return time;
}

function filled(option: string, value: string): string {
  if (value === '') throw new UsageError(`${option} must not be empty`);
  return value;
}

/** A policy as `PUT /v1/policies/{id}` takes it, which says its id in the path. */
async function readPolicy(path: string): Promise<Policy> {
  const written = await readJsonFile(path);
  const isObject = typeof written === 'object' && written !== null && !Array.isArray(written);
  const parsed = parsePolicy(isObject && !('id' in written) ? { id: 'policy', ...written } : written);
  if (parsed.ok) return parsed.policy;
  const problems = parsed.problems.map(({ path: place, message }) => `${place || 'the policy'} ${message}`);
  throw new CommandError('policy_invalid', `${path} is no policy`, problems);
}
