import { readIssuedSdJwt, signPresentation, type SignedCredential } from '@coop-credentials/core/profile';
import { issuerOf, type Card } from './card.ts';
import { ownSigner } from './vault.ts';

/** What a co-op offers, after the wallet made sure that it speaks for the website it is on. */
export interface Offer {
  readonly offeredBy: { readonly id: string; readonly name: string };
  readonly about: {
    readonly memberName: string;
    readonly memberOf: string;
    readonly membershipClass: string;
    readonly since: string;
  };
  /** Whether the card keeps to itself what is not asked for. */
  readonly showsOnlyWhatIsAsked?: true;
  /** Said by the demo's own co-ops when the membership is one that must be refused. */
  readonly trick?: string;
  readonly challenge: string;
  readonly domain: string;
  readonly acceptUrl: string;
}

/** @throws Error with a sentence for the person */
export async function readOffer(address: string): Promise<Offer> {
  const url = URL.parse(address);
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw new Error('This is not the address of an offer.');

  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok) throw new Error('This offer has been taken up, or has run out. Ask your co-op for a new one.');

  const offer = (await response.json()) as Offer;
  const website = `did:web:${url.host.replace(':', '%3A')}`;
  const honest =
    offer.offeredBy.id === website && offer.domain === url.origin && new URL(offer.acceptUrl).origin === url.origin;
  if (!honest) throw new Error('This offer does not come from the website it names.');
  return offer;
}

/** Shows the co-op that this wallet holds its key, and takes the membership. */
export async function takeOffer({ challenge, domain, acceptUrl, offeredBy, trick }: Offer): Promise<Card> {
  const presentation = await signPresentation({
    holder: await ownSigner(),
    credentials: [],
    challenge,
    domain,
    format: 'vcdm2-eddsa-rdfc-2022',
  });
  const response = await fetch(acceptUrl, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ presentation }),
  });
  if (!response.ok) throw new Error(((await response.json()) as { title: string }).title);

  const { credential } = (await response.json()) as { credential: SignedCredential | string };
  const isToken = typeof credential === 'string';
  const made = { id: `${offeredBy.id} ${trick ?? (isToken ? 'selective' : 'current')}`, addedAt: Date.now() };
  const card: Card = isToken
    ? { ...made, token: credential, said: await readIssuedSdJwt(credential) }
    : { ...made, credential };
  if (issuerOf(card) !== offeredBy.id) throw new Error('The membership was signed by somebody else. It was not kept.');
  return card;
}
