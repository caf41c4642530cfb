import {
  parseRecognitionList,
  type Quorum,
  type RecognitionEntry,
  type RecognitionList,
  VerificationError,
} from '@coop-credentials/core';
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
      throw new CommandError('list_there', `${path} has a list already: coop-verifier list show says how far it is.`);
    const quorum: Quorum = { k: Number(k), trustees: trustees.map(readTrustee), operatorKey: operator };
    const draft = firstDraft({ id, name, url }, quorum, new Date());
    requireSound(draft);
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

/**
 * Sites would pin its anchor, and the trustees learn only later that nobody can ever sign it.
 *
 * @throws UsageError that names the option
 */
function requireSound(draft: RecognitionList): void {
  try {
    parseRecognitionList({ ...draft, credentialSubject: [somebody(draft)] });
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    const { where, what } = error.problem.params as { readonly where: string; readonly what: string };
    const option = Object.keys(optionOf).find((path) => where.startsWith(path));
    throw new UsageError(`${option === undefined ? where : optionOf[option]} ${what}`);
  }
}

const optionOf: Readonly<Record<string, string>> = {
  'issuer.id': '--id',
  'issuer.name': '--name',
  'issuer.url': '--url',
  'quorum.k': '--k',
  'quorum.trustees': '--trustee',
  'quorum.operatorKey': '--operator',
};

/** A first draft has nobody on it yet, which a list may not: it is judged with this entry, and written without. */
const somebody = ({ validFrom }: RecognitionList): RecognitionEntry => ({
  id: 'did:web:somebody.example',
  type: 'RecognizedEntity',
  name: 'Somebody',
  sameAs: [],
  recognizedTo: [{ type: 'RecognizedAction', action: 'verify', origins: ['https://somebody.example'] }],
  formerIds: [],
  validFrom,
  status: { state: 'active' },
  evidence: [{ name: 'none' }],
  decision: { id: 'none', date: validFrom.slice(0, 10), body: 'nobody' },
});
