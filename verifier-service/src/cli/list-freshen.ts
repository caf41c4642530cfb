import { freshen } from '../recognition/trustees/freshen.ts';
import { writePages } from '../recognition/pages/write-pages.ts';
import { openFolder } from '../recognition/trustees/list-folder.ts';
import { UsageError, type Command } from './command.ts';
import { readFolderOptions } from './read-options.ts';

export const listFreshen: Command = {
  summary: 'says by the operator’s key that the published list is the newest, for a week; run it daily',
  usage: 'coop-verifier list freshen FOLDER --operator-key FILE [--days N] [--json]',
  run: async ({ args }) => {
    const { folder, values } = readFolderOptions(args, {
      'operator-key': { type: 'string' },
      days: { type: 'string', default: '7' },
    });
    const keyFile = values['operator-key'];
    if (!keyFile || !/^[1-7]$/.test(values.days)) throw new UsageError('--operator-key is needed, and 1 to 7 days');
    const opened = openFolder(folder);
    const validUntil = await freshen(opened, keyFile, { days: Number(values.days) });
    // Entries begin and end by themselves: the pages say who is recognised on the day.
    writePages(opened);
    return { exitCode: 0, json: { validUntil }, text: `Sites may use the list until ${validUntil}.` };
  },
};
