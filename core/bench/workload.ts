import { sign, verify, createPublicKey, generateKeyPairSync, hash } from 'node:crypto';
import { issue, signPresentation as signVp } from '@digitalbazaar/vc';
import { createVerifier, parsePolicy } from '../src/index.ts';
import { type CredentialFormat, contextUrls, documentLoader } from '../src/profile/index.ts';
import { credentialContext, presentationContext, signingSuite } from '../src/profile/credential-format.ts';
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

/** Each of its own credential: nobody has seen any of it before. By a `did:key` co-op, so that nothing is fetched. */
export const unseenPresentations = (format: CredentialFormat, count: number): Promise<Presentations> =>
  several(count, async () => presented(format, await membership(format)));

/** As above, with our context written out in each credential: for who knows no context of ours. */
export const inlinedPresentations = (format: CredentialFormat, count: number): Promise<Presentations> =>
  several(count, async () => {
    const { proof: _, ...unsigned } = await membership(format);
    const { '@context': definitions } = (await documentLoader(contextUrls.coopCredentialsV1)).document as Inlined;
    const context = credentialContext(format).map((url) => (url === contextUrls.coopCredentialsV1 ? definitions : url));
    const credential = { ...unsigned, '@context': context };
    return presented(
      format,
      await issue({ credential, suite: signingSuite(format, orchard, frozenAt), documentLoader }),
    );
  });

type Inlined = { readonly '@context': object };

/** One credential, shown again and again; each presentation has an id of its own, which is the dearer case. */
export async function knownPresentations(format: CredentialFormat, count: number): Promise<Presentations> {
  const credential = await membership(format);
  return several(count, () => presented(format, credential));
}

const membership = (format: CredentialFormat) =>
  issuedCredential({ format, issuer: orchard, claims: { membershipId: `m_${crypto.randomUUID()}` } });

async function presented(format: CredentialFormat, credential: object): Promise<string> {
  const presentation = {
    '@context': presentationContext(format),
    id: `urn:uuid:${crypto.randomUUID()}`,
    type: ['VerifiablePresentation'],
    holder: holder.controller,
    verifiableCredential: [credential],
  };
  const suite = signingSuite(format, holder, frozenAt);
  const target = { challenge: expectedNonce, domain: expectedAudience, documentLoader };
  return JSON.stringify(await signVp({ presentation, suite, ...target }));
}

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
