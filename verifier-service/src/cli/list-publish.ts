import { freshen, readOperatorKey } from '../recognition/trustees/freshen.ts';
import { openFolder } from '../recognition/trustees/list-folder.ts';
import { requirePublishable } from '../recognition/trustees/who-signed.ts';
import { writePages } from '../recognition/pages/write-pages.ts';
import { CommandError, type Command } from './command.ts';
import { readFolderOptions } from './read-options.ts';

export const listPublish: Command = {
  summary: 'makes the signed draft the newest list, with its public pages; refuses while signatures are missing',
  usage: 'coop-verifier list publish FOLDER [--operator-key FILE] [--json]',
  run: async ({ args }) => {
    const { folder: path, values } = readFolderOptions(args, { 'operator-key': { type: 'string' } });
    const folder = openFolder(path);
    if (!folder.hasDraft()) throw new CommandError('draft_missing', nothingToPublish(path, folder.newestSeq()));
    const { draft } = requirePublishable(folder);
    const { seq, quorum } = draft.list;
    const keyFile = values['operator-key'];
    // A sequence never changes once it is written: what would stop the second half is found before the first.
    if (keyFile !== undefined) await readOperatorKey(keyFile, quorum);
    const signed = { ...folder.readDraft(), proof: draft.proofs };
    folder.writePublic(`${seq}.json`, signed);
    folder.writePublic('current.json', signed);
    folder.endDraft();
    const validUntil = keyFile === undefined ? undefined : await freshen(folder, keyFile);
    writePages(folder);
    return {
      exitCode: 0,
      json: { seq, ...(validUntil !== undefined && { validUntil }) },
      text: [
        `Published sequence ${seq} in ${path}/public: bring that folder to your web server.`,
        validUntil === undefined
          ? 'Sites see it once the operator has run coop-verifier list freshen.'
          : `Sites may use it until ${validUntil}; freshen it daily.`,
      ].join('\n'),
    };
  },
};

const nothingToPublish = (path: string, newest: number): string =>
  newest > 0
    ? `Sequence ${newest} is published already, and nothing is proposed after it: coop-verifier list propose ${path}.`
    : `${path} has nothing to publish: coop-verifier list new.`;
