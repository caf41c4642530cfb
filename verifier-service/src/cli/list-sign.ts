import { signList, trusteeMethod, type Quorum } from '@coop-credentials/core';
import { openFolder, parseList } from '../recognition/trustees/list-folder.ts';
import { sayChanges } from '../recognition/trustees/say-changes.ts';
import { readTrusteeKey } from '../recognition/trustees/trustee-key.ts';
import { whoSigned } from '../recognition/trustees/who-signed.ts';
import { CommandError, UsageError, type Command } from './command.ts';
import { readFolderOptions } from './read-options.ts';

export const listSign: Command = {
  summary: 'signs the next list by a trustee’s key, offline, and says what was signed',
  usage: 'coop-verifier list sign FOLDER --key FILE [--json]',
  run: async ({ args }) => {
    const { folder: path, values } = readFolderOptions(args, { key: { type: 'string' } });
    if (!values.key) throw new UsageError('--key is needed');
    const folder = openFolder(path);
    if (!folder.hasDraft())
      throw new CommandError('draft_missing', `${path} has nothing to sign: coop-verifier list propose.`);
    const { key, publicKeyMultibase } = await readTrusteeKey(values.key);
    const draft = folder.readDraft();
    const { list } = parseList(draft, 'draft.json');
    const before = folder.newest()?.list;
    const byMethod = new Map(
      [...(before?.quorum.trustees ?? []), ...list.quorum.trustees]
        .filter((one) => one.publicKeyMultibase === publicKeyMultibase)
        .map((one) => [trusteeMethod(one), one]),
    );
    // A trustee whose DID changes signs under both: as one of the old quorum, and as one of the new.
    let signed: { readonly trustee: Quorum['trustees'][number]; readonly file: string } | undefined;
    for (const trustee of byMethod.values()) {
      const proof = await signList(draft, { key, trustee: trustee.id, created: new Date() });
      signed = { trustee, file: folder.addSignature(proof) };
    }
    if (!signed) throw new CommandError('list_trustee_unknown', `${values.key} is the key of none of the trustees.`);
    const { trustee, file } = signed;
    const { open, missing } = whoSigned(folder);
    return {
      exitCode: 0,
      json: { trustee: trustee.id, file, missing },
      text: [
        `${trustee.name} signed sequence ${list.seq}:`,
        '',
        ...sayChanges(before, list).map((sentence) => `  - ${sentence}`),
        '',
        missing > 0
          ? `${missing} more ${missing === 1 ? 'signature is' : 'signatures are'} needed, of: ${open.join(', ')}.`
          : 'It is enough. Next: coop-verifier list publish.',
      ].join('\n'),
    };
  },
};
