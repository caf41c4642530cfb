import {
  parseFreshness,
  shareList,
  updateList,
  VerificationError,
  viewList,
  type ListView,
} from '@coop-credentials/core';
import { problemWords } from '../../http/problem-words.ts';
import { CommandError, UsageError } from '../command.ts';
import { listSource } from '../list-source.ts';

const GIVEN = /^([a-z0-9][a-z0-9._-]{0,62})=(.+)#(uEi[\w-]{44})$/i;

/**
 * Reads a recognition list as a gate that pinned it would have it: walked from its anchor. It is as old at the time
 * asked about as it would be there: one that was exported long before has expired.
 *
 * @param given `NAME=FILE#ANCHOR`, or a folder or URL instead of the file
 * @throws UsageError
 * @throws CommandError `file_unreadable`, or a code of `updateList`
 */
export async function readList(
  given: string,
  now: Date,
  insecureHosts: readonly string[],
): Promise<readonly [string, ListView]> {
  const [, name, where, anchor] = GIVEN.exec(given) ?? [];
  if (!name || !where || !anchor) {
    throw new UsageError('--list must be NAME=FILE#ANCHOR: the name in the policy, and the anchor that sites pin');
  }
  try {
    const source = listSource(where, insecureHosts);
    const freshness = await source.freshness();
    // It was fresh when its operator said so, or never; only a word from the future is none.
    const issued = Date.parse(parseFreshness(freshness).freshness.issued);
    const looked = new Date(Math.min(issued, Math.max(now.getTime(), Date.now())));
    const { state, news } = await updateList({ ...source, freshness: async () => freshness }, { anchor, now: looked });
    return [name, viewList(shareList(state, news!.list))];
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    const words = problemWords(error.problem, 'list') ?? error.problem.title;
    throw new CommandError(error.code, `--list ${name}: ${words}`);
  }
}
