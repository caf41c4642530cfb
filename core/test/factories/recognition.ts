import { toMultibase } from '../../src/identifiers/ed25519-public-key.ts';
import { signingKeyFromSeed, type SigningKey } from '../../src/profile/index.ts';
import { anchorOf } from '../../src/recognition/digest.ts';
import {
  listContext,
  listTypes,
  type Freshness,
  type Quorum,
  type RecognitionEntry,
  type RecognitionList,
} from '../../src/recognition/list-shape.ts';
import { parseRecognitionList } from '../../src/recognition/parse-list.ts';
import { signFreshness, signList, type JcsProof } from '../../src/recognition/sign-list.ts';
import { type ListView, type SharedList, shareList, viewList } from '../../src/recognition/list-index.ts';
import { headOf, type ListSource, type ListState } from '../../src/recognition/update-list.ts';
import { problem, VerificationError } from '../../src/problem.ts';
import { secondsLater } from './clock.ts';
import { harvestDid } from './keys.ts';

const DAY = 86_400;

export interface TestTrustee {
  readonly id: string;
  readonly name: string;
  readonly key: SigningKey;
}

const trusteeOf = async (byte: number, name: string): Promise<TestTrustee> => ({
  id: `did:web:${name.toLowerCase()}.example`,
  name: `${name} Co-op`,
  key: await signingKeyFromSeed(new Uint8Array(32).fill(byte)),
});

/** Deterministic, as all keys of tests. The first three decide together; the others are for a rotation. */
export const trustees = await Promise.all(
  ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir'].map((name, index) => trusteeOf(21 + index, name)),
);
export const [alder, birch, cedar, dogwood, elm, fir] = trustees as [
  TestTrustee,
  TestTrustee,
  TestTrustee,
  TestTrustee,
  TestTrustee,
  TestTrustee,
];
/** Publishes freshness files, and nothing else. */
export const operator = await signingKeyFromSeed(new Uint8Array(32).fill(31));
export const otherOperator = await signingKeyFromSeed(new Uint8Array(32).fill(32));

export const quorumOf = (members: readonly TestTrustee[], k = 2, operatorKey = operator): Quorum => ({
  k,
  trustees: members.map(({ id, name, key }) => ({ id, name, publicKeyMultibase: toMultibase(key.publicKey) })),
  operatorKey: toMultibase(operatorKey.publicKey),
});

/** Two of Alder, Birch and Cedar. */
export const genesisQuorum = quorumOf([alder, birch, cedar]);
export const anchor = anchorOf(genesisQuorum);

export const entryOf = (changes: Partial<RecognitionEntry> = {}): RecognitionEntry => ({
  id: harvestDid,
  type: 'RecognizedEntity',
  name: 'Harvest Housing Co-op',
  legalName: 'Harvest Housing Co-operative Limited',
  url: 'https://harvest.example/',
  image: 'https://harvest.example/logo.png',
  sameAs: ['https://harvest.coop', 'Register 12345'],
  recognizedTo: [
    { type: 'RecognizedAction', action: 'issue', credentialTypes: ['CoopMembershipCredential'], onBehalfOf: [] },
  ],
  formerIds: [],
  validFrom: '2026-03-01T00:00:00Z',
  status: { state: 'active' },
  evidence: [{ name: '.coop domain', url: 'https://harvest.coop/' }, { name: 'register number' }],
  decision: { id: '14', date: '2026-02-20', body: 'Board of the federation', minutes: 'https://autumn.example/14' },
  ...changes,
});

export const listOf = (changes: Partial<RecognitionList> = {}): RecognitionList => ({
  '@context': [...listContext],
  type: [...listTypes],
  version: 1,
  issuer: { id: 'did:web:autumn.example', type: 'RecognizedIssuer', name: 'Autumn Federation' },
  anchor,
  seq: 1,
  validFrom: '2026-05-01T00:00:00Z',
  validUntil: '2027-05-01T00:00:00Z',
  quorum: genesisQuorum,
  credentialSubject: [entryOf()],
  ...changes,
});

/** The list that follows. */
export const nextOf = (before: RecognitionList, changes: Partial<RecognitionList> = {}): RecognitionList => ({
  ...before,
  seq: before.seq + 1,
  previousDigest: digestOf(before),
  ...changes,
});

export const digestOf = (list: object): string => parseRecognitionList(list).digest;

/** When all signatures of the fixtures say that they were made. */
const signedAt = new Date('2026-05-20T10:00:00Z');

export type SignedList = RecognitionList & { readonly proof: readonly JcsProof[] };

/** Signed by these trustees, at no particular time. */
export async function signedBy(list: RecognitionList, signers: readonly TestTrustee[]): Promise<SignedList> {
  const proof = signers.map(({ id, key }) => signList(list, { key, trustee: id, created: signedAt }));
  return { ...list, proof: await Promise.all(proof) };
}

/** A freshness file an hour old, good for a week unless changed. */
export function freshnessOf(
  list: RecognitionList,
  {
    issued = secondsLater(-3_600),
    key = operator,
    ...changes
  }: Partial<Omit<Freshness, 'issued'>> & {
    readonly issued?: Date;
    readonly key?: SigningKey;
  } = {},
) {
  const freshness: Freshness = {
    type: 'CoopRecognitionFreshness',
    version: 1,
    anchor: list.anchor,
    seq: list.seq,
    digest: digestOf(list),
    issued: issued.toISOString(),
    validUntil: new Date(issued.getTime() + 7 * DAY * 1_000).toISOString(),
    ...changes,
  };
  return signFreshness(freshness, { key, created: issued });
}

/** What a list's server has, by the name of the file. */
export type ListFiles = Readonly<Record<string, unknown>>;

export async function published(
  lists: readonly SignedList[],
  freshness: Parameters<typeof freshnessOf>[1] = {},
): Promise<ListFiles> {
  const { proof: _, ...newest } = lists.at(-1)!;
  const files = lists.map((list) => [`${list.seq}.json`, list] as const);
  return { ...Object.fromEntries(files), 'fresh.json': await freshnessOf(newest, freshness) };
}

/** A server of such files; a missing one is down. */
export function sourceOf(files: ListFiles): ListSource {
  const read = async (name: string): Promise<unknown> => {
    if (!(name in files)) throw new VerificationError(problem('fetch_failed'));
    return structuredClone(files[name]);
  };
  return { freshness: () => read('fresh.json'), sequence: (seq) => read(`${seq}.json`) };
}

/** A verified list of these entries, an hour after its freshness file was made. */
export function stateOf(
  entries: readonly RecognitionEntry[],
  { issued = secondsLater(-3_600), ...changes }: Partial<RecognitionList> & { readonly issued?: Date } = {},
): { readonly state: ListState; readonly list: RecognitionList } {
  const list = listOf({ credentialSubject: [...entries], ...changes });
  const { seq, quorum } = list;
  const digest = digestOf(list);
  const validUntil = new Date(issued.getTime() + 7 * DAY * 1_000).toISOString();
  const times = { issued: issued.toISOString(), validUntil };
  const freshness = { type: 'CoopRecognitionFreshness', version: 1, anchor, seq, digest, ...times } as const;
  return { state: { anchor, seq, digest, quorum, list: headOf(list), freshness, clock: 0 }, list };
}

/** The same, ready to be asked. */
export function sharedOf(...given: Parameters<typeof stateOf>): SharedList {
  const { state, list } = stateOf(...given);
  return shareList(state, list);
}

export const viewOf = (...given: Parameters<typeof stateOf>): ListView => viewList(sharedOf(...given));
