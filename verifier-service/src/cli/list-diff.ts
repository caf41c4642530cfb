import { openFolder, parseList } from '../recognition/trustees/list-folder.ts';
import { sayChanges } from '../recognition/trustees/say-changes.ts';
import { CommandError, UsageError, type Command } from './command.ts';
import { readFolderOptions } from './read-options.ts';

export const listDiff: Command = {
  summary: 'says what changed between two sequences, or what the draft would change',
  usage: 'coop-verifier list diff FOLDER [--from SEQ] [--to SEQ] [--json]',
  run: async ({ args }) => {
    const { folder: path, values } = readFolderOptions(args, { from: { type: 'string' }, to: { type: 'string' } });
    const folder = openFolder(path);
    const newest = folder.newestSeq();
    const to = readSeq(values.to, newest) ?? (folder.hasDraft() ? undefined : newest);
    const from = readSeq(values.from, newest) ?? (to === undefined ? newest : to - 1);
    if (to === 0) throw new CommandError('list_missing', `${path} has no list yet.`);
    const after = to === undefined ? parseList(folder.readDraft(), 'draft.json') : folder.readPublished(to);
    const changes = sayChanges(from > 0 ? folder.readPublished(from).list : undefined, after.list);
    const lines = changes.map((sentence) => `  - ${sentence}`);
    return {
      exitCode: 0,
      json: { from, to: after.list.seq, changes },
      text: [`From sequence ${from} to ${after.list.seq}:`, '', ...(lines.length > 0 ? lines : ['  nothing'])].join(
        '\n',
      ),
    };
  },
};

function readSeq(text: string | undefined, newest: number): number | undefined {
  if (text === undefined) return undefined;
  const seq = Number(text);
  if (!/^\d+$/.test(text) || seq < 1 || seq > newest) throw new UsageError(`a sequence is from 1 to ${newest}`);
  return seq;
}
