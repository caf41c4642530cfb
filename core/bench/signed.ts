import { hash } from 'node:crypto';
import { encode } from 'base58-universal';
import { canonize } from '../src/canonical/canonize.ts';
import { contextUrls, type CredentialFormat, documentLoader, type Signer } from '../src/profile/index.ts';
import { presentationContext } from '../src/profile/credential-format.ts';
import { expectedAudience, expectedNonce, frozenAt, issuedCredential, orchard } from '../test/factories/index.ts';

interface Plain {
  readonly '@context': readonly unknown[];
  readonly credentialSubject: { readonly memberOf: object };
}

const plain = new Map<CredentialFormat, Promise<Plain>>();

/** A membership as our profile writes it, not signed yet, with an id of its own. */
export async function plainMembership(
  format: CredentialFormat,
  { controller: id }: Signer,
  issuer = orchard.controller,
): Promise<Plain> {
  const made = plain.get(format) ?? unsigned(format);
  plain.set(format, made);
  const membership = await made;
  const { credentialSubject } = membership;
  const memberOf = { ...credentialSubject.memberOf, id: issuer };
  const subject = { ...credentialSubject, id, memberOf, membershipId: `m_${crypto.randomUUID()}` };
  return { ...membership, issuer, credentialSubject: subject } as Plain;
}

async function unsigned(format: CredentialFormat): Promise<Plain> {
  const { proof: _, ...rest } = await issuedCredential({ format, issuer: orchard });
  return rest as unknown as Plain;
}

/** A presentation has an id of its own each time, which is the dearer case. */
export async function presented(format: CredentialFormat, credential: unknown, member: Signer): Promise<string> {
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
export async function signed(
  format: CredentialFormat,
  document: object,
  signer: Signer,
  what: object,
): Promise<object> {
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
