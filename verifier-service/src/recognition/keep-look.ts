import { type ListSource, type Problem, type SharedList } from '@coop-credentials/core';
import { CommandError } from '../cli/command.ts';
import { problemWords } from '../http/problem-words.ts';
import type { RecognitionListStore } from '../store/recognition-list-store.ts';
import { lookAtList } from './look-at-list.ts';
import { readStored } from './stored-list.ts';

/** One look at a pinned list by a command; what comes of it is stored, where a running service finds it within a minute. */
export async function keepLook(
  store: RecognitionListStore,
  name: string,
  source: ListSource,
): Promise<{ readonly said: string; readonly problem?: Problem; readonly list?: SharedList }> {
  const row = (await store.heads()).find((head) => head.name === name);
  if (!row) throw new CommandError('list_unknown', `No list ${name} is pinned: coop-verifier list pin.`);
  const { list: held, unreadable } = readStored(await store.read(name), row.clock);
  const look = await lookAtList({ anchor: row.anchor, source, held, unreadable, now: new Date() });
  await store.save(row, look.outcome);
  const { problem } = look.outcome;
  const list = look.held?.shared;
  if (problem) return { said: problemWords(problem, 'list') ?? problem.title, problem, ...(list && { list }) };
  return list ? { said: `${list.title}, sequence ${list.seq}, ${list.count} entries.`, list } : { said: '' };
}
