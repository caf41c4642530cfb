import type { Quorum, RecognitionEntry, RecognitionList } from '@coop-credentials/core';
import { readFileSync } from 'node:fs';
import { draftOf, entryOf, withEntry } from '../recognition/trustees/draft.ts';
import { openFolder, parseList } from '../recognition/trustees/list-folder.ts';
import { sayChanges } from '../recognition/trustees/say-changes.ts';
import { CommandError, UsageError, type Command } from './command.ts';
import { readFolderOptions } from './read-options.ts';

const states = ['suspended', 'ended', 'compromised', 'active'] as const;

export const listPropose: Command = {
  summary: 'changes the next list: a co-op from a file, how one stands, or who decides; says it in sentences',
  usage:
    'coop-verifier list propose FOLDER [--entry FILE]… [--suspended|--ended|--compromised|--active DID]' +
    ' [--since TIME] [--reason TEXT] [--decision ID --decided DAY --body NAME [--minutes URL]] [--quorum FILE] [--json]',
  run: async ({ args }) => {
    const { folder: path, values } = readFolderOptions(args, {
      entry: { type: 'string', multiple: true },
      ...{ suspended: { type: 'string' }, ended: { type: 'string' } },
      ...{ compromised: { type: 'string' }, active: { type: 'string' } },
      ...{ since: { type: 'string' }, reason: { type: 'string' }, quorum: { type: 'string' } },
      ...{ decision: { type: 'string' }, decided: { type: 'string' } },
      ...{ body: { type: 'string' }, minutes: { type: 'string' } },
    } as const);
    const folder = openFolder(path);
    const now = new Date();
    const decision = readDecision(values);
    const since = values.since ?? now.toISOString().replace(/\.\d+Z$/, 'Z');
    let draft = draftOf(folder, now);
    for (const file of values.entry ?? []) {
      const entry = { ...defaults, ...(readFile(file) as RecognitionEntry), ...(decision && { decision }) };
      if (!entry.decision) throw new UsageError('--entry needs a decision: --decision, --decided and --body');
      draft = withEntry(draft, entry);
    }
    for (const state of states) {
      const id = values[state];
      if (id === undefined) continue;
      if (!decision) throw new UsageError(`--${state} needs a decision: --decision, --decided and --body`);
      const reason = values.reason === undefined ? {} : { reason: values.reason };
      const status = state === 'active' ? { state } : { state, since, ...reason };
      draft = withEntry(draft, { ...entryOf(draft, id), status, decision });
    }
    if (values.quorum !== undefined) draft = { ...draft, quorum: readFile(values.quorum) as Quorum };
    const { list } = parseList(draft, 'What is proposed');
    folder.writeDraft(draft);
    return told(list, folder.newest()?.list);
  },
};

function told(list: RecognitionList, before: RecognitionList | undefined) {
  const changes = sayChanges(before, list);
  return {
    exitCode: 0,
    json: { seq: list.seq, changes },
    text: [
      `Sequence ${list.seq} would:`,
      '',
      ...changes.map((sentence) => `  - ${sentence}`),
      '',
      'Signatures of before do not count any more. Next: each trustee runs coop-verifier list sign.',
    ].join('\n'),
  } as const;
}

/** What an entry's file need not say. */
const defaults = {
  type: 'RecognizedEntity',
  sameAs: [],
  formerIds: [],
  status: { state: 'active' },
} as const satisfies Partial<Record<keyof RecognitionEntry, unknown>>;

function readDecision({
  decision: id,
  decided: date,
  body,
  minutes,
}: { readonly [name in 'decision' | 'decided' | 'body' | 'minutes']?: string | undefined }) {
  if (id === undefined && date === undefined && body === undefined && minutes === undefined) return undefined;
  if (!id || !date || !body) throw new UsageError('a decision needs --decision, --decided and --body');
  return { id, date, body, ...(minutes !== undefined && { minutes }) };
}

function readFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new CommandError('file_unreadable', `${file} cannot be read as JSON.`, [(cause as Error).message]);
  }
}
