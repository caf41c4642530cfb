import { readVpToken, type PresentationInput } from '@coop-credentials/core';
import { isDeepStrictEqual } from 'node:util';
import { stated, type Change } from '../../../core/test/fuzz/changes.ts';
import type { FuzzFixture } from '../../../core/test/fuzz/fixtures.ts';
import { send, type Answer } from '../bed/site-client.ts';
import { post, readRequest } from '../bed/wallet.ts';
import type { Attempted } from './outcome.ts';
import type { FuzzWorld } from './world.ts';

/** A request that is open for this fixture's answer. */
interface Open {
  readonly id: string;
  readonly nonce: string;
  readonly audience: string;
  readonly shown: unknown;
  readonly send: (text: string) => Promise<Answer>;
  readonly wrap: (several: readonly unknown[]) => unknown;
  /** The presentations that a text holds, as a gate reads them. */
  readonly read: (text: string) => PresentationInput;
  tries: number;
}

type Opener = (world: FuzzWorld, fixture: FuzzFixture) => Promise<Open>;

/** What may be tried of one request, and so what may be kept of it. */
const MOST_TRIES = 9;

const openid4vp: Opener = async ({ site, policyOf }, fixture) => {
  const { id, links } = await site.open({ policy: policyOf(fixture) });
  const request = await readRequest(links.crossDevice.app);
  const asked = { nonce: request.nonce, audience: request.clientId };
  const isToken = typeof fixture.presentation === 'string';
  const query = request.queries.find((name) => name.endsWith('-sd-jwt') === isToken && isOfShape(name, fixture))!;
  return {
    ...{ id, ...asked, tries: 0, shown: await fixture.show(asked) },
    send: (text) => post(request, text),
    wrap: (several) => ({ [query]: several }),
    read: readVpToken,
  };
};

/** Each shape of a membership has its own question. */
const isOfShape = (query: string, { name }: FuzzFixture) => query.includes('badge') === name.startsWith('badge');

const vcalm: Opener = async ({ site, policyOf }, fixture) => {
  const { id, links } = await site.open({ policy: policyOf(fixture) });
  const exchange = links.crossDevice.interaction.replace('/i/', '/wallet/vcalm/exchange/').replace('?iuv=1', '');
  const json = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
  const begun = await send(exchange, { ...json, body: '{}' });
  const { challenge: nonce, domain: audience } = begun.body.verifiablePresentationRequest;
  return {
    ...{ id, nonce, audience, tries: 0, shown: await fixture.show({ nonce, audience }) },
    send: (text) => send(exchange, { ...json, body: text }),
    wrap: ([verifiablePresentation]) => ({ verifiablePresentation }),
    read: (text) => ({ bare: (JSON.parse(text) as { verifiablePresentation: unknown }).verifiablePresentation }),
  };
};

export const walletTargets = { openid4vp, vcalm };

/** Posts changed answers to one endpoint, a few to each request. */
export function attackWallet(world: FuzzWorld, opener: Opener) {
  const requests = new Map<FuzzFixture, Open>();
  const claims = new Map<FuzzFixture, unknown>();

  const take = async (fixture: FuzzFixture): Promise<Open> => {
    const known = requests.get(fixture);
    if (known && known.tries < MOST_TRIES) return known;
    const opened = await opener(world, fixture);
    requests.set(fixture, opened);
    return opened;
  };

  async function claimsOf(open: Open, fixture: FuzzFixture, text: string): Promise<unknown> {
    const { expected } = fixture;
    const asked = { expectedNonce: open.nonce, expectedAudience: open.audience };
    const { outcome, credentials } = await world.verifier.verifyPresentation(open.read(text), {
      ...expected,
      ...asked,
    });
    return outcome === 'accepted' ? stated(credentials) : undefined;
  }

  /** @throws Error where the unchanged answer is not accepted: then nothing that follows would say anything */
  async function begin(fixture: FuzzFixture): Promise<void> {
    const open = await take(fixture);
    const text = JSON.stringify(open.wrap([open.shown]));
    const answer = await open.send(text);
    requests.delete(fixture);
    const { body } = await world.site.collect(open.id);
    if (body.state !== 'accepted') throw new Error(`${fixture.name}: ${JSON.stringify([answer.body, body])}`);
    claims.set(fixture, await claimsOf(open, fixture, text));
  }

  return async (fixture: FuzzFixture, change: Change): Promise<Attempted> => {
    if (!claims.has(fixture)) await begin(fixture);
    const open = await take(fixture);
    open.tries += 1;
    const text = change(open.shown, open.wrap);
    const answer = await open.send(text);
    if (answer.status !== 200) return { answer };

    requests.delete(fixture);
    const { body } = await world.site.collect(open.id);
    // A wallet’s own error, or what is not ours to accept, closes it without a verification.
    if (!body.verification) return { answer };
    const isSame = isDeepStrictEqual(await claimsOf(open, fixture, text), claims.get(fixture));
    const isToken = typeof open.shown === 'string' && !text.includes(open.shown);
    if (!isSame || isToken) return { answer, accepted: true, fault: 'accepted with what nobody signed' };
    return { answer, accepted: true };
  };
}
