import {
  createDidResolver,
  createVerifier,
  parseDidDocument,
  problem,
  readVpToken,
  VerificationError,
  type Ports,
  type VerificationResult,
  type Verifier,
} from '@coop-credentials/core';
import { describeFile, type DescribedFile } from './describe-file.ts';
import { readDocument } from './read-document.ts';
import type { Documents } from './read-documents.ts';
import { requireJudgeable } from './require-judgeable.ts';
import { verifyAllProofs } from './verify-all-proofs.ts';
import type { VerifyOptions } from './verify-options.ts';

/** What is fetched where nothing was handed in. */
export type Fetches = Required<Pick<Ports, 'fetchJson' | 'fetchStatusList'>>;

/** What was found, and what a person is told besides. */
export interface Judged {
  readonly result: VerificationResult;
  /** What the file says of itself, where it could be read. */
  readonly file?: DescribedFile | undefined;
  /** Status lists that are not among the documents, and were not fetched (`--status offline`). */
  readonly listsNotHad: readonly string[];
}

/** Judges what was read: by a policy as at a gate, else by itself; what does not parse is rejected, too. */
export async function judgeFile(options: VerifyOptions, fetches: Fetches): Promise<Judged> {
  const listsNotHad = new Set<string>();
  let file: DescribedFile | undefined;
  const judge = async (): Promise<VerificationResult> => {
    const document = readDocument(options.text);
    file = describeFile(document);
    requireJudgeable(document, options.policy);
    return judgeDocument(document, wire(options, fetches, listsNotHad), options);
  };
  const result = await judge().catch((error: unknown): VerificationResult => {
    if (!(error instanceof VerificationError)) throw error;
    const nothing = { provesHolder: false, checks: [], credentials: [], claimsTrusted: false } as const;
    return { outcome: 'rejected', problem: error.problem, ...nothing };
  });
  return { result, file, listsNotHad: [...listsNotHad] };
}

function judgeDocument(document: unknown, verifier: Verifier, options: VerifyOptions): Promise<VerificationResult> {
  const { now, policy, nonce, audience, proofsOnly } = options;
  if (proofsOnly) return verifyAllProofs(document, verifier, now);
  if (policy && nonce !== undefined && audience !== undefined) {
    const input = typeof document === 'string' ? { bare: document } : readVpToken(options.text.trim());
    return verifier.verifyPresentation(input, { expectedNonce: nonce, expectedAudience: audience, policy, now });
  }
  return verifier.verifyDocument(document, {
    now,
    ...(nonce !== undefined && { expectedNonce: nonce }),
    ...(audience !== undefined && { expectedAudience: audience }),
  });
}

/** A verifier that looks into the documents first, and fetches nothing that is there. */
function wire(
  { documents, now, trustedRoots, lists, fetchesStatus }: VerifyOptions,
  fetches: Fetches,
  listsNotHad: Set<string>,
): Verifier {
  const clock = () => now;
  const fetchJson: Ports['fetchJson'] = async (url) => documents.get(url)?.value ?? fetches.fetchJson(url);
  const resolveElsewhere = createDidResolver({ fetchJson, clock });
  return createVerifier(
    {
      clock,
      fetchJson,
      // What a list would say that was not given, nobody knows: neither yes nor no.
      recognitionLists: (name) => lists.get(name) ?? 'unavailable',
      fetchStatusList: async (url) => {
        const known = documents.get(url);
        if (known) return known.value;
        if (fetchesStatus) return fetches.fetchStatusList(url);
        listsNotHad.add(url);
        throw new VerificationError(problem('fetch_failed'));
      },
      resolveDid: async (did, given) => {
        const known = documents.get(did);
        return known ? parseDidDocument(did, known.value) : resolveElsewhere(did, given);
      },
    },
    { contexts: contextsIn(documents), files: filesIn(documents), trustedRoots },
  );
}

/** Contexts count as known for this run (a document that is no context is asked for under no such address). */
function contextsIn(documents: Documents): ReadonlyMap<string, object> {
  const isContext = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && '@context' in value;
  const found = [...documents].flatMap(([url, { value }]) =>
    URL.canParse(url) && isContext(value) ? [[url, value]] : [],
  );
  return new Map(found as [string, object][]);
}

/** Schemas and related resources, which are held against as bytes. */
const filesIn = (documents: Documents): ReadonlyMap<string, Uint8Array> =>
  new Map([...documents].map(([url, { bytes }]) => [url, bytes]));
