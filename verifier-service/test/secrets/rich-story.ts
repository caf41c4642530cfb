import { decodeJwt } from 'jose';
import { strict as assert } from 'node:assert';
import {
  daysLater,
  issuedCredential,
  holder as member,
  statusList,
  thief as secondWallet,
} from '../../../core/test/factories/index.ts';
import { signPresentation } from '../../../core/src/profile/index.ts';
import { readSecretKeys } from '../../src/secrets/key-file.ts';
import { rotateSecrets } from '../../src/secrets/rotate-secrets.ts';
import { hours } from '../bed/clock.ts';
import { startTestService } from '../bed/service.ts';
import { send, siteClient, type SiteClient } from '../bed/site-client.ts';
import { limited, reserve } from '../bed/visit.ts';
import { makeToken, post, readRequest, responseCodeOf } from '../bed/wallet.ts';

const listUrl = 'https://harvest.example/status/canary-list-url-51c7';
const listIndex = 112_358;

/** What a member's credential says of them; in none of it may a site or a dump be interested. */
const told = {
  membershipId: 'm_canary_membership_6e02',
  coopName: 'Canary “Harvest” Co-op 93bd',
  coopUrl: 'https://harvest.example/canary-url-2a40',
  credentialId: 'urn:uuid:canary-credential-id-77f0',
  statusList: listUrl,
};

/** What nobody but its site, its browser or its wallet knows; filled while the story goes on. */
export type Secrets = Record<string, string>;

const jsonPost = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  send(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** All that can be done with a service, at its most talkative, by one member at two sites of a programme. */
export async function richStory() {
  const lists = new Map<string, unknown>([[listUrl, await statusList({ url: listUrl, length: 131_072 })]]);
  const service = await startTestService({ lists });
  const secrets: Secrets = { ...told, ...(await secretsOf(service.stores.testWorld)) };
  const credential = await issuedCredential({
    id: told.credentialId,
    validUntil: daysLater(300),
    claims: {
      membershipId: told.membershipId,
      memberOf: { id: 'did:web:harvest.example', name: told.coopName, url: told.coopUrl },
    },
    status: [{ list: listUrl, index: listIndex, purpose: 'revocation' }],
  });
  const proofValue = String((credential.proof as { proofValue?: string }).proofValue);
  Object.assign(secrets, {
    credentialProof: proofValue,
    holder: member.controller,
    secondWallet: secondWallet.controller,
    secretKey: Buffer.from(readSecretKeys(service.config.secretKeyFile)[0]!.key).toString('base64url'),
  });

  const lounge = await service.addSite('Lounge', 'https://lounge.example/club');
  service.pass(hours(1));
  const shop = await service.addSite('Shop', 'https://shop.example');
  await service.stores.programmes.add({
    ...{ name: 'autumn-offer', count: 3, per: 'P30D', sites: [lounge.site.id, shop.site.id] },
  });
  for (const [index, site] of [lounge, shop].entries()) {
    service.pass(hours(1));
    secrets[`key ${index}`] = site.key.split('.')[1]!;
    await site.putPolicy(limited({ programme: 'autumn-offer' }));
    await errorsOf(site, index);
    await pairAndRotate(site, index);
    await visitByOpenId(site, index);
    service.pass(hours(1));
    await visitByExchange(site, index);
    await tryIt(site, index);
    await guesses(site, index);
  }
  await takeBack();
  const rotation = await rotateSecrets(service.stores.db, service.config.secretKeyFile);
  assert.ok(rotation.rewrapped > 5);
  secrets['secretKeyAfter'] = Buffer.from(readSecretKeys(service.config.secretKeyFile)[0]!.key).toString('base64url');
  await visitByOpenId(lounge, 2);
  return { service, lounge, shop, secrets };

  /** A handle's token, the browser's, and what they lead to. */
  async function opened(site: SiteClient, name: string, overrides = {}) {
    const request = await site.open({ subject: `s_${name.replaceAll(' ', '_')}_subject`, ...overrides });
    secrets[`${name} status token`] = String(request.browser.statusUrl).split('/').at(-1)!;
    return request;
  }

  async function visitByOpenId(site: SiteClient, index: number) {
    const name = `openid4vp ${index}`;
    const { id, links, browser } = await opened(site, name);
    const request = await readRequest(links.sameDevice.app);
    const object = (await send(new URL(links.sameDevice.app).searchParams.get('request_uri')!)).body as string;
    assert.equal(decodeJwt(object)['nonce'], request.nonce);
    Object.assign(secrets, {
      [`${name} nonce`]: request.nonce,
      [`${name} state`]: request.state,
      [`${name} handle`]: request.responseUri.split('/').at(-1)!,
    });
    await send(browser.statusUrl);
    await post(request, await makeToken(request, { credential, nonce: 'canary-wrong-nonce-9d', created: now() }));
    const token = await makeToken(request, { credential, created: now() });
    secrets[`${name} presentation proof`] = JSON.parse(token)[request.queries[0]!][0].proof.proofValue as string;
    await post(request, token.slice(0, -40));
    await post(request, token, { state: 'canary-wrong-state-41' });
    const answered = await post(request, token);
    secrets[`${name} response code`] = responseCodeOf(answered);
    await post(request, token);
    await site.collect(id, 'canary-wrong-response-code-17');
    const collected = await site.collect(id, responseCodeOf(answered));
    assert.ok(collected.body.verification, JSON.stringify(collected.body));
    await redeem(site, collected.body.verification, `${name}`);
    return collected.body.verification;
  }

  async function visitByExchange(site: SiteClient, index: number) {
    const name = `vcalm ${index}`;
    const { id, links } = await opened(site, name);
    const interaction = String(links.crossDevice.interaction);
    const { body } = await send(interaction);
    const exchange = String(body.protocols.vcapi);
    const asked = (await jsonPost(exchange, '{}')).body.verifiablePresentationRequest;
    secrets[`${name} nonce`] = asked.challenge;
    secrets[`${name} handle`] = exchange.split('/').at(-1)!;
    const { challenge, domain } = asked;
    const presentation = await signPresentation({
      ...{ holder: member, credentials: [credential], challenge, domain, created: now() },
    });
    secrets[`${name} presentation proof`] = String((presentation.proof as { proofValue?: string }).proofValue);
    const message = JSON.stringify({ verifiablePresentation: presentation, note: 'canary-vcalm-note-80' });
    secrets['vcalm note'] = 'canary-vcalm-note-80';
    await jsonPost(exchange, message.slice(0, -30));
    await jsonPost(exchange, { verifiablePresentation: { ...presentation, id: 'urn:canary-altered-05' } });
    assert.equal((await jsonPost(exchange, message)).status, 200);
    await jsonPost(exchange, message);
    const collected = await site.collect(id);
    assert.ok(collected.body.verification, JSON.stringify(collected.body));
  }

  async function redeem(site: SiteClient, verification: { readonly id: string }, name: string) {
    const key = `order canary “${name}”`;
    secrets[`${name} idempotency key`] = key;
    const { body } = await reserve(site, verification, key);
    await reserve(site, verification, key, 60);
    await site.call('POST', `/redemptions/${body.id}/keep`);
    await site.call('POST', `/redemptions/${body.id}/commit`);
    await site.call('POST', `/redemptions/${body.id}/release`);
    await site.call('GET', `/redemptions/${body.id}`);
  }

  async function pairAndRotate(site: SiteClient, index: number) {
    const { siteKeys } = service.stores;
    const { code } = await siteKeys.makePairingCode(site.site.id);
    secrets[`pairing code ${index}`] = code.split('#')[1]!;
    const paired = await jsonPost(`${service.url}/v1/pair`, { code });
    secrets[`paired key ${index}`] = String(paired.body.key).split('.')[1]!;
    await jsonPost(`${service.url}/v1/pair`, { code });
    await jsonPost(`${service.url}/v1/pair`, { code: 'canary-wrong-pairing-code-33' });
    const rotated = await siteKeys.rotate(site.site.id, hours(24 * 365));
    secrets[`rotated key ${index}`] = rotated.key.split('.')[1]!;
    assert.equal((await siteClient(service.url, site.site, rotated.key).call('GET', '/site')).status, 200);
  }

  async function tryIt(site: SiteClient, index: number) {
    const { links } = await opened(site, `test ${index}`, { test: true });
    const request = await readRequest(links.sameDevice.app);
    const handle = request.responseUri.split('/').at(-1)!;
    Object.assign(secrets, { [`test ${index} nonce`]: request.nonce, [`test ${index} handle`]: handle });
    await fetch(`${service.url}/try?${new URL(links.sameDevice.app).search.slice(1)}`);
    const body = new URLSearchParams({ handle, show: 'current' });
    await fetch(`${service.url}/try`, { method: 'POST', redirect: 'manual', body });
  }

  /** Each with something in it that somebody might log. */
  async function errorsOf(site: SiteClient, index: number) {
    const canary = `canary-of-an-error-${index}`;
    secrets[`error ${index}`] = canary;
    await site.call('POST', '/presentation-requests', `{"policy":"${canary}`);
    await site.call('POST', '/presentation-requests', { policy: canary, subject: canary, returnUrl: canary });
    await site.call('PUT', `/policies/${canary}/${canary}`, { purpose: canary });
    await site.call('POST', '/redemptions', { verificationId: canary, idempotencyKey: canary, ttl: 60 });
    await site.call('GET', `/changes?cursor=${canary}&limit=1`);
    await siteClient(service.url, site.site, `${canary}.${canary}`).call('GET', '/site');
    await site.call('GET', '/site', undefined, { 'Coop-Site-Url': `https://${canary}.example` });
    await faultOfOurs(canary);
  }

  /** What breaks inside may quote what it was given. */
  async function faultOfOurs(canary: string) {
    const { sites } = service.stores;
    const { find } = sites;
    Object.assign(sites, { find: () => Promise.reject(new Error(`no such thing as ${canary}`, { cause: canary })) });
    assert.equal((await send(`${service.url}/sites/any/did.json`)).status, 500);
    Object.assign(sites, { find });
  }

  async function guesses(site: SiteClient, index: number) {
    const canary = `canary-of-a-guess-${index}`;
    secrets[`guess ${index}`] = canary;
    for (const path of [
      `/${canary}`,
      `/wallet/${canary}`,
      `/wallet/openid4vp/request/${canary}`,
      `/i/${canary}?iuv=1`,
    ]) {
      await send(`${service.url}${path}?q=${canary}`, {
        headers: { 'User-Agent': canary, Accept: 'application/json' },
      });
    }
    await send(`${service.url}/b/${canary}`);
    await send(`${service.url}/b/${canary}/extend`, { method: 'POST' });
    await send(`${service.url}/try?request_uri=${canary}`);
    await send(`${service.url}/wallet/vcalm/exchange/${canary}`, { method: 'POST', body: canary });
    await site.call('GET', `/holders/${canary}.${canary}~/export`);
  }

  /** The background looks, forgets and sweeps; the co-op takes the membership back. */
  async function takeBack() {
    lists.set(listUrl, await statusList({ url: listUrl, length: 131_072, taken: [listIndex] }));
    service.pass(hours(30));
    await service.recheck();
    for (const site of [lounge, shop]) {
      const { changes } = (await site.call('GET', '/changes')).body;
      assert.ok((changes as { state: string }[]).some(({ state }) => state === 'revoked'));
      await site.call('GET', '/verifications');
    }
    lists.set(listUrl, await statusList({ url: listUrl, length: 131_072 }));
    service.pass(hours(1));
    await service.sweep();
  }

  function now() {
    return service.clock();
  }
}

/** The test member is no person, but its key must not be found either. */
const secretsOf = async (world: { readonly member: { readonly controller: string } }): Promise<Secrets> => ({
  'test member': world.member.controller,
});
