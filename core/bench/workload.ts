import { sign, verify, createPublicKey, generateKeyPairSync, hash } from 'node:crypto';
import { encode } from 'base58-universal';
import { canonize } from '../src/canonical/canonize.ts';
import { createVerifier, parsePolicy } from '../src/index.ts';
import {
  type CredentialFormat,
  contextUrls,
  didKeySigner,
  documentLoader,
  type Signer,
  signingKeyFromSeed,
} from '../src/profile/index.ts';
import { credentialContext, presentationContext } from '../src/profile/credential-format.ts';
import {
  expectedAudience,
  expectedNonce,
  frozenAt,
  holder,
  issuedCredential,
  orchard,
  ports,
} from '../test/factories/index.ts';

/** Presentations that a verifier is given one after the other, as JSON: so each pays for what it parses. */
export type Presentations = readonly string[];

/** Each by a new member, of a new credential. By a `did:key` co-op that is known, so that nothing is fetched. */
export async function unseenPresentations(format: CredentialFormat, count: number): Promise<Presentations> {
  const plain = await plainCredential(format);
  return several(count, async () => {
    const member = didKeySigner(await signingKeyFromSeed(crypto.getRandomValues(new Uint8Array(32))));
    return presented(format, await membership(format, plain, member), member);
  });
}

/** As above, with our context written out in each credential: for who knows no context of ours. */
export async function inlinedPresentations(format: CredentialFormat, count: number): Promise<Presentations> {
  const plain = await plainCredential(format);
  const { '@context': definitions } = (await documentLoader(contextUrls.coopCredentialsV1)).document as Inlined;
  const context = credentialContext(format).map((url) => (url === contextUrls.coopCredentialsV1 ? definitions : url));
  return several(count, async () =>
    presented(format, await membership(format, { ...plain, '@context': context }, holder), holder),
  );
}

type Inlined = { readonly '@context': object };

/** One credential, shown again and again; each presentation has an id of its own, which is the dearer case. */
export async function knownPresentations(format: CredentialFormat, count: number): Promise<Presentations> {
  const credential = await membership(format, await plainCredential(format), holder);
  return several(count, () => presented(format, credential, holder));
}

/** A membership as our profile writes it. */
async function plainCredential(format: CredentialFormat): Promise<Plain> {
  const { proof: _, ...plain } = await issuedCredential({ format, issuer: orchard });
  return plain as unknown as Plain;
}

interface Plain {
  readonly '@context': unknown;
  readonly credentialSubject: object;
}

function membership(format: CredentialFormat, plain: Plain, { controller: id }: Signer): Promise<object> {
  const credentialSubject = { ...plain.credentialSubject, id, membershipId: `m_${crypto.randomUUID()}` };
  return signed(format, { ...plain, credentialSubject }, orchard, { proofPurpose: 'assertionMethod' });
}

async function presented(format: CredentialFormat, credential: object, member: Signer): Promise<string> {
  const presentation = {
    '@context': presentationContext(format),
    id: `urn:uuid:${crypto.randomUUID()}`,
    type: ['VerifiablePresentation'],
    holder: member.controller,
    verifiableCredential: [credential],
  };
  const target = { proofPurpose: 'authentication', challenge: expectedNonce, domain: expectedAudience };
  return JSON.stringify(await signed(format, presentation, member, target));
}

/** Signs as the stock suites do, in a hundredth of their time: there are thousands to make. */
async function signed(format: CredentialFormat, document: object, signer: Signer, what: object): Promise<object> {
  const isOld = format === 'vcdm1.1-ed25519-2020';
  const suite = isOld
    ? { type: 'Ed25519Signature2020' }
    : { type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022' };
  const created = frozenAt.toISOString().replace('.000Z', 'Z');
  const proof = { ...suite, created, verificationMethod: signer.id, ...what };
  const context = isOld ? contextUrls.ed25519Signature2020 : contextUrls.dataIntegrityV2;
  const forms = await Promise.all([canonical({ '@context': context, ...proof }), canonical(document)]);
  const signature = await signer.sign({ data: Buffer.concat(forms.map((form) => hash('sha256', form, 'buffer'))) });
  return { ...document, proof: { ...proof, proofValue: `z${encode(signature)}` } };
}

const canonical = (document: object): Promise<string> =>
  canonize(document, { algorithm: 'RDFC-1.0', format: 'application/n-quads', base: null, safe: true, documentLoader });

const several = <T>(count: number, make: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, make));

export const expected = { expectedNonce, expectedAudience, policy: benchPolicy(), now: frozenAt };

function benchPolicy() {
  const issuers = { allow: [{ id: orchard.controller, name: 'Orchard' }] };
  const parsed = parsePolicy({
    id: 'bench',
    purpose: 'Measure',
    accept: [{ require: [{ type: 'CoopMembershipCredential', issuers }] }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.policy;
}

/** Ours, with all checks and the policy. Throws unless it accepts: a benchmark of refusals measures nothing. */
export function coreVerifier(): (presentation: string) => Promise<void> {
  const verifier = createVerifier(ports());
  return async (presentation) => {
    const { outcome, problem } = await verifier.verifyPresentation({ bare: JSON.parse(presentation) }, expected);
    if (outcome !== 'accepted') throw new Error(`The core refused a fixture: ${problem?.code}`);
  };
}

/** One EE: a native Ed25519 verification of 64 bytes with a ready key. */
export function nativeVerification(): () => boolean {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const data = Buffer.alloc(64, 1);
  const signature = sign(null, data, privateKey);
  const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
  return () => verify(null, data, key, signature);
}

/** What no verifier can save: parsing, two signatures, and hashing what they sign (canonical forms of this length). */
export function nativeFloor(): (presentation: string) => void {
  const verifyOnce = nativeVerification();
  const signed = 'x'.repeat(2_500);
  return (presentation) => {
    JSON.parse(presentation);
    for (const text of [signed, signed, 'x'.repeat(600), 'x'.repeat(600)]) hash('sha256', text, 'buffer');
    if (!verifyOnce() || !verifyOnce()) throw new Error('The native verification fails.');
  };
}
