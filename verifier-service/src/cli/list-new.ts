import type { Quorum } from '@coop-credentials/core';
import { firstDraft } from '../recognition/trustees/draft.ts';
import { openFolder } from '../recognition/trustees/list-folder.ts';
import { CommandError, UsageError, type Command } from './command.ts';
import { readFolderOptions } from './read-options.ts';

export const listNew: Command = {
  summary: 'begins a federation’s recognition list in a folder, with its first trustees',
  usage:
    'coop-verifier list new FOLDER --name NAME --id DID [--url URL] --k N --trustee DID=KEY=NAME… --operator KEY [--json]',
  run: async ({ args }) => {
    const { folder: path, values } = readFolderOptions(args, {
      name: { type: 'string' },
      id: { type: 'string' },
      url: { type: 'string' },
      k: { type: 'string' },
      trustee: { type: 'string', multiple: true },
      operator: { type: 'string' },
    });
    const { name, id, url, k, trustee: trustees = [], operator } = values;
    if (!name || !id || !operator || !/^\d+$/.test(k ?? '') || trustees.length === 0) {
      throw new UsageError('--name, --id, --k, --trustee and --operator are needed');
    }
    const folder = openFolder(path);
    if (folder.hasDraft() || folder.newestSeq() > 0)
      throw new CommandError('list_there', `${path} has a list already.`);
    const quorum: Quorum = { k: Number(k), trustees: trustees.map(readTrustee), operatorKey: operator };
    const draft = firstDraft({ id, name, url }, quorum, new Date());
    folder.writeDraft(draft);
    return {
      exitCode: 0,
      json: { folder: path, anchor: draft.anchor },
      text: [
        `Began the list of ${name} in ${path}. Sites pin its anchor; tell it them on a way that you trust:`,
        '',
        `  ${draft.anchor}`,
        '',
        'Next: coop-verifier list propose, with the first co-op.',
      ].join('\n'),
    };
  },
};

function readTrustee(text: string): Quorum['trustees'][number] {
  const [, id, publicKeyMultibase, name] = /^(did:[^=]+)=(z6Mk[^=]+)=(.+)$/.exec(text) ?? [];
  if (!id || !publicKeyMultibase || !name) throw new UsageError('--trustee must be DID=KEY=NAME');
  return { id, name: name.trim(), publicKeyMultibase };
}
