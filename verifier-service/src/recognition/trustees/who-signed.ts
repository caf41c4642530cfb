import {
  checkGenesis,
  checkSuccessor,
  trusteeMethod,
  VerificationError,
  verifyProofSet,
  type ParsedList,
  type Quorum,
} from '@coop-credentials/core';
import { CommandError } from '../../cli/command.ts';
import { parseList, type ListFolder } from './list-folder.ts';

/** How far the draft is. */
export interface DraftSignatures {
  readonly draft: ParsedList;
  readonly signed: readonly string[];
  /** Names of trustees who may sign and have not. */
  readonly open: readonly string[];
  /** How many signatures are missing, of the trustees of now and of those to come. */
  readonly missing: number;
}

/** Of the draft with the signatures that lie beside it; nothing is trusted but what verifies. */
export function whoSigned(folder: ListFolder): DraftSignatures {
  const before = folder.newest();
  const draft = parseList({ ...folder.readDraft(), proof: folder.signatures() }, 'draft.json');
  const { list, hash, proofs } = draft;
  const quorums: Quorum[] = before ? [before.list.quorum, list.quorum] : [list.quorum];
  const trustees = new Map(
    quorums.flatMap((quorum) => quorum.trustees.map((one) => [trusteeMethod(one), one] as const)),
  );
  const signed = orExplain(() => verifyProofSet({ hash, proofs, context: list['@context'] }, [...trustees.values()]));
  const short = quorums.map(({ k, trustees: members }) => {
    const have = members.filter((one) => signed.has(trusteeMethod(one))).length;
    return Math.max(0, k - have);
  });
  const named = (isSigned: boolean) =>
    [...trustees].filter(([method]) => signed.has(method) === isSigned).map(([, { name }]) => name);
  return { draft, signed: named(true), open: named(false), missing: Math.max(...short) };
}

/** Whether the draft may be published: it follows what is, and enough have signed it. @throws CommandError why not */
export function requirePublishable(folder: ListFolder): DraftSignatures {
  const found = whoSigned(folder);
  const { draft, missing, open } = found;
  if (missing > 0) {
    const count = missing === 1 ? 'One signature is missing' : `${missing} signatures are missing`;
    throw new CommandError('list_quorum_missing', `${count}: nothing was published.`, [
      `not signed yet: ${open.join(', ')}`,
    ]);
  }
  const before = folder.newest();
  orExplain(() =>
    before
      ? checkSuccessor(draft, { ...before.list, digest: before.digest }, before.list.anchor)
      : checkGenesis(draft, draft.list.anchor),
  );
  return found;
}

/** What the core refuses, in words for whoever sits at the command line. */
export function orExplain<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    throw new CommandError(error.code, `${error.problem.title}: nothing was changed.`);
  }
}
