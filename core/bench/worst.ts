import { createHash } from 'node:crypto';
import { encode } from 'base58-universal';
import jsonld from 'jsonld';
import { createVerifier, parsePolicy, readVpToken } from '../src/index.ts';
import { contextUrls, documentLoader } from '../src/profile/index.ts';
import { expectedAudience, expectedNonce, frozenAt, holder, orchard, ports } from '../test/factories/index.ts';
import { type Candidate, measure, rounded } from './measure.ts';
import { nativeVerification } from './verifiers.ts';

const { credentialsV1, coopCredentialsV1, ed25519Signature2020, didV1 } = contextUrls;
/** As many as a gate takes, and no known array: so that the document is compacted too. */
const context = [credentialsV1, coopCredentialsV1, ed25519Signature2020, didV1];
const type = 'Ed25519Signature2020';

/** Claims that are dear to expand, to compact or to canonicalize. */
const claims: Readonly<Record<string, object>> = {
  'little said': { memberOf: { name: 'x' } },
  'nodes with texts': {
    event: several(64, (index) => ({ startDate: '2026', endDate: `${index}`, name: 'n' })),
    seller: several(64, (index) => ({ name: 'n', description: `${index}` })),
  },
  'nodes with ids': { memberOf: several(60, (index) => ({ id: `did:x:${index}`, type: 'Organization', name: 'n' })) },
  'blank nodes alike': { memberOf: several(60, () => ({ memberOf: several(2, () => ({})) })) },
  'blank nodes in chains': { memberOf: several(60, () => ({ memberOf: { memberOf: { memberOf: {} } } })) },
};

export interface WorstRow {
  readonly 'worst within the limits': string;
  readonly 'ms (CPU)': number;
  readonly EE: number;
}

/** What the dearest answers cost that a gate does not refuse at sight. */
export async function measureWorst(rounds: number): Promise<WorstRow[]> {
  const answers = await worstAnswers();
  const candidates: Candidate[] = answers.map(({ name, text }) => ({ name, run: () => judge(text) }));
  const native = { name: 'native', run: nativeVerification() };
  const costs = await measure([native, ...candidates], { rounds, runsPerRound: 3 });
  const nativeMs = costs.get('native')!;
  return candidates.map(({ name }) => {
    const ms = costs.get(name)!;
    return { 'worst within the limits': name, 'ms (CPU)': rounded(ms), EE: rounded(ms / nativeMs) };
  });
}

/**
 * Answers within the limits that cost as much as we could make them. The nonce is right, or nothing would be
 * canonicalized; the signatures are false where nobody could make them.
 */
export async function worstAnswers(): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const inCredential = Object.entries(claims).map(
    async ([name, said]) => [`${name}, in the credential`, { a0r0: await presented([credential(said)]) }] as const,
  );
  const inPresentation = Object.entries(claims).map(
    async ([name, said]) => [`${name}, in the presentation`, { a0r0: { ...(await presented([])), ...said } }] as const,
  );
  const one = await presented([credential(claims['little said'] as object)]);
  const four = ['four presentations', { a0r0: one, a0r1: one, a0r2: one, a0r3: one }] as const;
  const answers = [...(await Promise.all([...inCredential, ...inPresentation])), four];
  return answers.map(([name, answer]) => ({ name, text: JSON.stringify(answer) }));
}

const requirement = {
  type: 'CoopMembershipCredential',
  issuers: { allow: [{ id: orchard.controller, name: 'Orchard' }] },
};
const verifier = createVerifier(ports());

/** The gate that they are answers to. */
export function worstExpected() {
  const accept = [{ require: several(4, () => requirement) }];
  const parsed = parsePolicy({ id: 'worst', purpose: 'Measure', accept });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { expectedNonce, expectedAudience, policy: parsed.policy, now: frozenAt };
}

async function judge(text: string): Promise<void> {
  const { outcome } = await verifier.verifyPresentation(readVpToken(text), worstExpected());
  if (outcome !== 'rejected') throw new Error(`The worst document is ${outcome}`);
}

/** Two proofs that nobody made, each with an `id`, which no shorter way is taken for. */
function credential(said: object) {
  const options = { type, created: '2026-01-01T00:00:00Z', proofPurpose: 'assertionMethod' };
  const proofValue = `z${encode(new Uint8Array(64).fill(7))}`;
  const proof = several(2, (index) => ({ ...options, id: `urn:${index}`, verificationMethod: orchard.id, proofValue }));
  const credentialSubject = { id: holder.controller, ...said };
  const body = { type: ['VerifiableCredential'], issuer: orchard.controller, credentialSubject };
  return { '@context': context, ...body, proof };
}

/** Signed by its holder where RDFC-1.0 gives up on none of it, else by nobody. */
async function presented(credentials: readonly object[]) {
  const who = { holder: holder.controller, verifiableCredential: credentials };
  const unsecured = { '@context': context, type: ['VerifiablePresentation'], ...who };
  const options = {
    ...{ type, id: 'urn:p', created: frozenAt.toISOString(), verificationMethod: holder.id },
    ...{ proofPurpose: 'authentication', challenge: expectedNonce, domain: expectedAudience },
  };
  const hashes = [await hashOf({ '@context': context, ...options }), await hashOf(unsecured)];
  const signature = await holder.sign({ data: Buffer.concat(hashes) });
  return { ...unsecured, proof: { ...options, proofValue: `z${encode(signature)}` } };
}

async function hashOf(document: object): Promise<Buffer> {
  const form = { algorithm: 'RDFC-1.0', format: 'application/n-quads', base: null, safe: true } as const;
  const canonical = await jsonld.canonize(document, { ...form, documentLoader }).catch(() => '');
  return createHash('sha256').update(canonical).digest();
}

function several<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
