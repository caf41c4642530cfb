import { ageAt, explainEntry } from '@coop-credentials/core';
import { agesOfPublished, openFolder } from '../recognition/trustees/list-folder.ts';
import { whoSigned } from '../recognition/trustees/who-signed.ts';
import { CommandError, type Command } from './command.ts';
import { readFolderOptions } from './read-options.ts';

export const listShow: Command = {
  summary: 'shows who is on the list and why, how fresh it is, and how far the draft is',
  usage: 'coop-verifier list show FOLDER [--json]',
  run: async ({ args }) => {
    const { folder: path } = readFolderOptions(args, {});
    const folder = openFolder(path);
    const newest = folder.newest();
    if (!newest && !folder.hasDraft())
      throw new CommandError('list_missing', `${path} has no list: coop-verifier list new.`);
    const now = new Date();
    const freshness = folder.freshness();
    const age = newest && freshness ? ageAt(agesOfPublished(freshness, newest), now.getTime()) : 'not freshened yet';
    const isSignable = folder.hasDraft() && folder.readDraft().credentialSubject.length > 0;
    const draft = isSignable ? whoSigned(folder) : undefined;
    const entries = newest?.list.credentialSubject ?? [];
    const { issuer, anchor } = newest?.list ?? folder.readDraft();
    const said = entries.map((entry) => `${entry.name}: ${explainEntry(entry, issuer.name, now.getTime())}`);
    return {
      exitCode: 0,
      json: {
        ...{ name: issuer.name, anchor, seq: newest?.list.seq ?? 0, age, entries: said },
        ...(draft && { draft: { seq: draft.draft.list.seq, signed: draft.signed, missing: draft.missing } }),
      },
      text: [
        `${issuer.name}, anchor ${anchor}`,
        newest ? `Sequence ${newest.list.seq}, ${age}:` : 'Nothing is published yet.',
        ...said.map((line) => `  - ${line}`),
        ...(draft
          ? [
              `Draft of sequence ${draft.draft.list.seq}: signed by ${draft.signed.join(', ') || 'nobody'}; missing: ${draft.missing}.`,
            ]
          : []),
      ].join('\n'),
    };
  },
};
