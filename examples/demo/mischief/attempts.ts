import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { SignedCredential } from '@coop-credentials/core/profile';
import type { Issuer } from '../co-op/issuer.ts';
import { listTtl } from '../co-op/status-lists.ts';
import type { GateName } from '../site/policies.ts';
import type { Origins } from '../web/places.ts';
import { PuppetWallet, post, readRequest, responseCodeIn } from './puppet-wallet.ts';
import { Visitor, type Refusal, type SiteAnswer } from './visitor.ts';

/** Everything an attacker in this demo has: the members' own co-ops, and the site's public pages. */
export interface World {
  readonly origins: Origins;
  readonly issuers: Readonly<Record<'harvest' | 'meadow' | 'pebble', Issuer>>;
}

export interface Attempted {
  /** What happened, a sentence a step. */
  readonly steps: readonly string[];
  readonly refusal: Refusal | undefined;
  readonly doorOpened: boolean;
}

export interface Attempt {
  readonly id: string;
  readonly title: string;
  readonly story: string;
  readonly run: (world: World) => Promise<Attempted>;
}

const gate = 'members-lounge';

/** What must fail. Each really happens: a real request, a real signature, the real service. */
export const attempts: readonly Attempt[] = [
  {
    id: 'expired',
    title: 'A membership that has ended',
    story: 'Harvest Co-op signed it, and it is yours. But it ran out last month.',
    run: (world) => presentOwn(world, 'harvest', 'expired'),
  },
  {
    id: 'unrecognised',
    title: 'A co-op that nobody here knows',
    story: 'Pebble Club signs real memberships. Riverside Commons has never heard of it.',
    run: (world) => presentOwn(world, 'pebble', 'current'),
  },
  {
    id: 'for-another',
    title: 'A co-op that speaks for another',
    story: 'Harvest Co-op is welcome here. It signs that you are a member of Meadow Housing Co-op.',
    run: (world) => presentOwn(world, 'harvest', 'for-another-co-op'),
  },
  {
    id: 'someone-elses',
    title: 'Someone else’s membership',
    story: 'A thief copied Ana’s membership, and shows it with a wallet of their own.',
    run: presentStolen,
  },
  {
    id: 'revoked',
    title: 'A membership that was withdrawn',
    story: 'Harvest Co-op signed it for this wallet, and has withdrawn it since.',
    run: (world) => presentTaken(world, 'revoked', 'Harvest Co-op put it on its list of what is withdrawn.'),
  },
  {
    id: 'suspended',
    title: 'A membership that is paused',
    story: 'Harvest Co-op signed it for this wallet, and has paused it for a while.',
    run: (world) => presentTaken(world, 'suspended', 'Harvest Co-op put it on its list of what is paused.'),
  },
  {
    id: 'used-twice',
    title: 'A discount taken twice',
    story:
      'Ana’s membership has taken its discount. Ana has it renewed, puts it into a second wallet, and wants the discount again.',
    run: useTwice,
  },
  {
    id: 'replayed',
    title: 'An answer used twice',
    story: 'A thief recorded everything that Ana’s wallet sent, and sends it again for a visit of their own.',
    run: replay,
  },
  {
    id: 'forged',
    title: 'A made-up “it worked”',
    story: 'No wallet at all: the visitor calls the site back with an invented code, and says that all went well.',
    run: forgeCallback,
  },
  {
    id: 'forwarded',
    title: 'A link sent to somebody else',
    story:
      'An attacker sends Ana the link that opens a wallet on the same device. Ana says yes, and the attacker waits to be let in.',
    run: forwardLink,
  },
];

/** A visitor's own wallet answers properly, with a membership that should not count. */
async function presentOwn(world: World, coOp: 'harvest' | 'pebble', kind: 'expired' | 'current' | 'for-another-co-op') {
  const issuer = world.issuers[coOp];
  const visitor = new Visitor(world.origins.site);
  const wallet = await PuppetWallet.make();
  const { credential } = await issuer.issue(kind, wallet.did);
  const { links } = await visitor.askAt(gate);
  const reply = await wallet.answer(links.sameDevice.app, credential);
  const answer = await visitor.comeBack(gate, { responseCode: responseCodeIn(reply) });
  return told(visitor, answer, [
    `${issuer.coOp.name} signed the membership for the visitor’s wallet.`,
    'The visitor asked to enter the lounge, and the wallet answered.',
    'The visitor came back to the site with the wallet’s code.',
  ]);
}

async function presentTaken({ origins, issuers }: World, standing: 'revoked' | 'suspended', step: string) {
  const visitor = new Visitor(origins.site);
  const wallet = await PuppetWallet.make();
  const { credential, index } = await issuers.harvest.issue('current', wallet.did);
  issuers.harvest.statusLists.set(index, standing);
  // Until then, the service may keep the list as it was.
  await pause(listTtl);
  const answer = await enter(visitor, wallet, credential, 'members-lounge');
  return told(visitor, answer, [
    'Harvest Co-op signed a membership for the visitor’s wallet.',
    step,
    'The visitor asked to enter the lounge, the wallet answered, and the visitor came back with its code.',
  ]);
}

/** With a member of its own, so that the discount of whoever looks at this page stays as it is. */
async function useTwice({ origins, issuers }: World): Promise<Attempted> {
  const membershipId = randomUUID();
  const [first, second] = [new Visitor(origins.site), new Visitor(origins.site)];
  for (const visitor of [first, second]) await visitor.putIntoBasket('bread');

  const answers: SiteAnswer[] = [];
  for (const visitor of [first, second]) {
    const wallet = await PuppetWallet.make();
    const { credential } = await issuers.harvest.issue('current', wallet.did, { membershipId });
    answers.push(await enter(visitor, wallet, credential, 'neighbour-discount'));
    if (visitor === first && !(await first.orderWithDiscount())) throw new Error('The first order should have worked.');
  }
  return told(second, answers[1]!, [
    'Ana showed her membership at the basket, and her order took the discount.',
    'Harvest Co-op renewed the membership, this time for Ana’s second wallet.',
    'Ana showed the new one with the second wallet, for a basket in another browser.',
  ]);
}

async function enter(visitor: Visitor, wallet: PuppetWallet, credential: SignedCredential, at: GateName) {
  const { links } = await visitor.askAt(at);
  const reply = await wallet.answer(links.sameDevice.app, credential);
  return visitor.comeBack(at, { responseCode: responseCodeIn(reply) });
}

async function presentStolen({ origins, issuers }: World): Promise<Attempted> {
  const [ana, thief] = [await PuppetWallet.make(), await PuppetWallet.make()];
  const { credential: stolen } = await issuers.harvest.issue('current', ana.did);
  const visitor = new Visitor(origins.site);
  const { links } = await visitor.askAt(gate);
  const reply = await thief.answer(links.sameDevice.app, stolen);
  const answer = await visitor.comeBack(gate, { responseCode: responseCodeIn(reply) });
  return told(visitor, answer, [
    'Harvest Co-op signed a membership for Ana’s wallet.',
    'The thief’s wallet put the copy into an answer, and signed that with the thief’s key.',
    'The thief came back to the site with the wallet’s code.',
  ]);
}

async function replay({ origins, issuers }: World): Promise<Attempted> {
  const ana = await PuppetWallet.make();
  const { credential } = await issuers.harvest.issue('current', ana.did);
  const [anasBrowser, thief] = [new Visitor(origins.site), new Visitor(origins.site)];
  const recorded = await ana.sign((await anasBrowser.askAt(gate)).links.sameDevice.app, credential);
  await anasBrowser.comeBack(gate, { responseCode: responseCodeIn(await post(recorded)) });
  if (!(await anasBrowser.isInside())) throw new Error('Ana’s own visit should have worked.');

  const again = await post(recorded);
  const { response_uri, state } = await readRequest((await thief.askAt(gate)).links.sameDevice.app);
  const elsewhere = await post({ ...recorded, responseUri: response_uri, state });
  const answer = await thief.comeBack(gate, {});
  return told(thief, { ...answer, body: elsewhere.body }, [
    'Ana’s wallet answered, and Ana was let in. The thief recorded all of it.',
    `The thief sent the same answer to the same request again: refused (${again.body.code ?? again.status}).`,
    'The thief asked to enter, and sent Ana’s answer to that new request.',
  ]);
}

async function forgeCallback({ origins }: World): Promise<Attempted> {
  const visitor = new Visitor(origins.site);
  await visitor.askAt(gate);
  const answer = await visitor.comeBack(gate, { responseCode: 'invented-by-the-visitor', state: 'accepted' });
  return told(visitor, answer, [
    'The visitor asked to enter the lounge. No wallet answered.',
    'The visitor called the site back with an invented code, and claimed “accepted”.',
  ]);
}

async function forwardLink({ origins, issuers }: World): Promise<Attempted> {
  const ana = await PuppetWallet.make();
  const [attacker, anasBrowser] = [new Visitor(origins.site), new Visitor(origins.site)];
  const { links } = await attacker.askAt(gate);
  const { credential } = await issuers.harvest.issue('current', ana.did);
  const reply = await ana.answer(links.sameDevice.app, credential);
  const returned = await anasBrowser.comeBack(gate, { responseCode: responseCodeIn(reply) });
  const answer = await attacker.comeBack(gate, {});
  return told(attacker, answer, [
    'The attacker asked to enter, and sent the wallet link to Ana.',
    'Ana’s wallet answered with a good membership. The one-time code went to Ana’s browser, which never asked: ' +
      `refused (${returned.body.code ?? returned.status}).`,
    'The attacker asked the site for the result, without the code.',
  ]);
}

async function told(visitor: Visitor, { body }: SiteAnswer | { body: SiteAnswer['body'] }, steps: readonly string[]) {
  const refusal = body.problem ?? (body.code === undefined ? undefined : { ...body, code: body.code });
  return { steps, refusal, doorOpened: (await visitor.isInside()) || (await visitor.hasDiscount()) };
}
