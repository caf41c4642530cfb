import { createVerifier } from '@coop-credentials/core';
import { presentationContext } from '@coop-credentials/core/profile';
import express, { type Express, type RequestHandler } from 'express';
import { assets } from '../web/assets.ts';
import { notFound } from '../web/not-found.ts';
import { page } from '../web/page.ts';
import type { Origins } from '../web/places.ts';
import { sameOriginOnly } from '../web/same-origin.ts';
import { securityHeaders } from '../web/security-headers.ts';
import { stepsDone } from '../web/tour.ts';
import { coOpAt } from './co-ops.ts';
import type { Issuer } from './issuer.ts';
import { memberPage } from './member-page.ts';
import { isTrick, Offers, offerKinds, type Offer, type OfferKind } from './offers.ts';
import { Register } from './register.ts';
import { listPurposes, type Standing } from './status-lists.ts';

/**
 * A co-op's website: its key (`/.well-known/did.json`), its lists of what is withdrawn or paused (`/status/…`),
 * a member page, and offers that a wallet takes up.
 *
 * The offer is a small exchange of our own, so that the demo needs no more than it shows:
 * the wallet reads the offer, signs its challenge, and gets a membership for the key it signed with.
 */
export function createCoOpApp(issuer: Issuer, origins: Origins): Express {
  const { coOp } = issuer;
  const offers = new Offers();
  const register = new Register(issuer.statusLists);
  const app = express().disable('x-powered-by');

  app.get('/.well-known/did.json', anyOrigin, (_request, response) => void response.json(issuer.didDocument));

  app.use(['/offers/:id', '/offers/:id/accept'], anyOrigin);
  app.get('/offers/:id', ({ params }, response) => {
    const offer = offers.find(params.id);
    if (offer) response.json(asOffered(offer));
    else response.status(404).json({ title: 'This offer has been taken up, or has run out.' });
  });
  app.post('/offers/:id/accept', express.json({ limit: '16kb' }), async ({ params, body }, response) => {
    const offer = offers.find(params.id);
    const holder = offer && (await provenHolder(offer, body));
    if (!holder) response.status(422).json({ title: 'The wallet did not show that it holds its key.' });
    else if (!offers.take(offer)) response.status(409).json({ title: 'This offer has been taken up.' });
    else {
      const { kind } = offer;
      const issued = kind === 'selective' ? issuer.issueSelective(holder) : issuer.issue(kind, holder);
      const { credential, index } = await issued;
      if (!isTrick(kind)) register.add(index);
      response.status(201).json({ credential });
    }
  });

  app.get('/status/token', anyOrigin, async (_request, response) => {
    response.type('application/statuslist+jwt').send(await issuer.statusLists.publishToken());
  });
  app.get('/status/:purpose', anyOrigin, async ({ params }, response, next) => {
    const purpose = listPurposes.find((known) => known === params.purpose);
    if (purpose) response.type('application/vc').send(JSON.stringify(await issuer.statusLists.publish(purpose)));
    else next();
  });

  app.use(securityHeaders({ formTargets: [origins.wallet] }), sameOriginOnly(coOp.origin), assets());
  app.get('/', (request, response) => {
    response.send(memberPage({ coOp, origins, done: stepsDone(request), givenOut: register.latest }));
  });
  app.post('/offers', express.urlencoded({ extended: false, limit: '1kb' }), ({ body }, response) => {
    const { kind } = (body ?? {}) as { kind?: unknown };
    const { id } = offers.make(isKind(kind) ? kind : 'current');
    response.redirect(303, `${origins.wallet}/?offer=${encodeURIComponent(`${coOp.origin}/offers/${id}`)}`);
  });
  app.post('/given-out', express.urlencoded({ extended: false, limit: '1kb' }), ({ body }, response) => {
    const { membership, standing } = (body ?? {}) as { membership?: unknown; standing?: unknown };
    if (isStanding(standing)) register.change(Number(membership), standing);
    response.redirect(303, '/#given-out');
  });
  app.use((_request, response) => {
    const main = notFound(coOp.name);
    response.status(404).send(page({ place: coOp.place, title: 'Nothing here', origins, main }));
  });
  return app;

  function asOffered({ id, kind, challenge, expiresAt }: Offer) {
    const { name, did, origin, member } = coOp;
    return {
      offeredBy: { id: did, name },
      about: {
        memberName: member.name,
        memberOf: kind === 'for-another-co-op' ? coOpAt(coOp.pretendsToBe ?? 'meadow', origins).name : name,
        membershipClass: member.membershipClass,
        since: member.since,
      },
      ...(kind === 'selective' && { showsOnlyWhatIsAsked: true }),
      ...(isTrick(kind) && { trick: kind }),
      challenge,
      domain: origin,
      acceptUrl: `${origin}/offers/${id}/accept`,
      expiresAt: expiresAt.toISOString(),
    };
  }

  /** The DID whose key signed this offer's challenge for this website; none where anything is wrong. */
  async function provenHolder({ challenge }: Offer, body: unknown): Promise<string | undefined> {
    const { presentation } = (body ?? {}) as { presentation?: { '@context'?: unknown; holder?: unknown } };
    const verifier = createVerifier({ clock: () => new Date(), fetchJson: noNetwork });
    const result = await verifier
      .verifyDocument(presentation, { expectedNonce: challenge, expectedAudience: coOp.origin })
      .catch(() => undefined);
    // Under the exact context that was asked for, `holder` means what was signed.
    const asAsked = String(presentation?.['@context']) === String(presentationContext('vcdm2-eddsa-rdfc-2022'));
    const isProven = result?.outcome === 'accepted' && result.provesHolder && asAsked;
    return isProven && typeof presentation?.holder === 'string' ? presentation.holder : undefined;
  }
}

/** Wallets live on origins of their own, and these answers hold nothing that a cookie would open. */
const anyOrigin: RequestHandler = (request, response, next) => {
  response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' });
  if (request.method !== 'OPTIONS') return next();
  response.set({ 'Access-Control-Allow-Headers': 'Content-Type', 'Access-Control-Allow-Methods': 'GET, POST' });
  response.status(204).end();
};

/** A wallet's own `did:key` needs no look-up. */
const noNetwork = () => Promise.reject(new TypeError('Wallets of this demo have did:key names only.'));

const isStanding = (value: unknown): value is Standing =>
  value === 'live' || value === 'suspended' || value === 'revoked';

const isKind = (kind: unknown): kind is OfferKind => offerKinds.some((known) => known === kind);
