import { contextUrls, didKeySigner, documentLoader, signingKeyFromSeed, type Signer } from '../src/profile/index.ts';
import { orchard } from '../test/factories/index.ts';
import { type Format } from './formats.ts';
import { plainMembership, presented, signed } from './signed.ts';

/** Presentations that a verifier is given one after the other, as JSON: so each pays for what it parses. */
export type Presentations = readonly string[];

/** Each by a new member, of a new credential. */
export const unseenPresentations = (format: Format, count: number): Promise<Presentations> =>
  several(count, async () => {
    const member = await newMember();
    return format.show(await format.issue(member), member);
  });

/** One credential, shown again and again, each time in a new presentation. */
export async function knownPresentations(format: Format, count: number): Promise<Presentations> {
  const member = await newMember();
  const credential = await format.issue(member);
  return several(count, () => format.show(credential, member));
}

/** VCDM 1.1 with our context written out in each credential: for who knows no context of ours. */
export async function inlinedPresentations(count: number): Promise<Presentations> {
  const format = 'vcdm1.1-ed25519-2020';
  const { document } = await documentLoader(contextUrls.coopCredentialsV1);
  const { '@context': definitions } = document as { readonly '@context': object };
  return several(count, async () => {
    const member = await newMember();
    const plain = await plainMembership(format, member);
    const context = plain['@context'].map((url) => (url === contextUrls.coopCredentialsV1 ? definitions : url));
    const purpose = { proofPurpose: 'assertionMethod' };
    const credential = await signed(format, { ...plain, '@context': context }, orchard, purpose);
    return presented(format, credential, member);
  });
}

const newMember = async (): Promise<Signer> =>
  didKeySigner(await signingKeyFromSeed(crypto.getRandomValues(new Uint8Array(32))));

const several = <T>(count: number, make: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, make));
