import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { loungePolicy } from '../bed/policy.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import { send, type SiteClient } from '../bed/site-client.ts';
import { answer, readRequest } from '../bed/wallet.ts';

async function begun(overrides: Readonly<Record<string, unknown>> = {}) {
  const service = await startTestService();
  const site = await service.addSite('Lounge & Friends');
  await site.putPolicy(overrides);
  return { service, site };
}

const handleIn = (link: string) => new URL(link).searchParams.get('request_uri')?.split('/').at(-1) ?? '';
const show = (service: TestService, link: string, what: string) =>
  fetch(`${service.url}/try`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ handle: handleIn(link), show: what }),
  });

/** Through the page, as a browser on the same device would. */
async function tried(service: TestService, site: SiteClient, what: string) {
  const { id, links } = await site.open({ test: true });
  const answered = await show(service, links.sameDevice.app, what);
  const back = new URL(answered.headers.get('location') ?? 'about:blank');
  return { status: answered.status, back, result: await site.collect(id, back.hash.split('=')[1]) };
}

describe('/try', () => {
  it('lets the test member in where the site asked as a test, and grants nothing by it', async () => {
    const { service, site } = await begun();
    await using _ = service;
    const { status, back, result } = await tried(service, site, 'current');
    assert.deepEqual([status, back.origin], [303, 'https://lounge.example']);
    assert.equal(result.body.state, 'accepted', JSON.stringify(result.body));
    assert.equal('verification' in result.body, false);
    assert.equal(result.body.test, true);
    assert.equal(await service.count('verifications'), 0);
  });

  it('shows how a no looks: an ended membership, and a decline', async () => {
    const { service, site } = await begun();
    await using _ = service;
    const { result } = await tried(service, site, 'ended');
    assert.deepEqual([result.body.state, result.body.problem.code], ['rejected', 'credential_expired']);
    assert.equal((await tried(service, site, 'none')).result.body.code, 'request_declined');
  });

  it('answers whatever a policy asks for', async () => {
    const attestation = {
      type: 'CoopAttestationCredential',
      issuers: {},
      claims: [{ path: ['attribute'], values: ['age'] }],
    };
    const worker = loungePolicy().accept[0]!.require[0]!;
    for (const overrides of [
      {
        accept: [
          { require: [{ ...worker, issuers: {}, claims: [{ path: ['membershipClass'], values: ['resident'] }] }] },
        ],
      },
      { accept: [{ require: [attestation] }] },
      { accept: [{ require: [worker, attestation] }] },
      { accept: [{ require: [{ type: 'CoopTicketCredential', issuers: {} }] }] },
      { accept: [{ require: [{ type: 'CoopReceiptCredential', issuers: {}, maxAge: 'P30D' }] }] },
      { identify: 'membership', limit: { count: 1, per: 'P30D' } },
      { status: { required: true } },
    ]) {
      const { service, site } = await begun(overrides);
      await using _ = service;
      const { result } = await tried(service, site, 'current');
      assert.equal(result.body.state, 'accepted', JSON.stringify([overrides, result.body]));
    }
  });

  it('says what the test member does not have, instead of failing', async () => {
    const worker = loungePolicy().accept[0]!.require[0]!;
    for (const claim of [
      { path: ['shoeSize'], values: ['41'] },
      { path: ['toString'] },
      { path: ['id'], values: ['did:web:harvest.example'] },
      { path: ['memberOf'], values: ['Harvest'] },
    ]) {
      const accept = [{ require: [{ ...worker, issuers: {}, claims: [claim] }] }];
      const { service, site } = await begun({ accept });
      await using _ = service;
      const { result } = await tried(service, site, 'current');
      assert.equal(result.body.state, 'rejected', JSON.stringify([claim, result.body]));
      assert.match(result.body.problem.code, /^claim_/);
    }
  });

  it('says what is wrong with a form that is none', async () => {
    const { service } = await begun();
    await using _ = service;
    const post = (body?: string, type?: string) =>
      send(`${service.url}/try`, {
        method: 'POST',
        ...(body && { body }),
        ...(type && { headers: { 'content-type': type } }),
      });
    const form = 'application/x-www-form-urlencoded';
    assert.equal((await post('handle=x', 'text/plain')).status, 415);
    assert.equal((await post('{}', 'application/json')).status, 415);
    assert.equal((await post()).status, 415);
    assert.equal((await post('x'.repeat(120_000), form)).status, 413);
    assert.equal((await post('a=1&b=2&c=3&d=4&e=5&handle=x', form)).status, 404);
  });

  it('is offered to test requests alone, and asks their wallets for the test issuer, too', async () => {
    const { service, site } = await begun();
    await using _ = service;
    const test = await site.open({ test: true });
    const real = await site.open();
    assert.deepEqual(real.links.sameDevice.web, []);
    const [wallet] = test.links.sameDevice.web;
    assert.equal(wallet.name, 'Test wallet');
    assert.ok(wallet.url.startsWith(`${service.url}/try?client_id=`));

    const issuer = service.stores.testWorld.issuer.controller;
    const object = async ({ links }: typeof test) =>
      Buffer.from(
        (await send(new URL(links.sameDevice.app).searchParams.get('request_uri')!)).body.split('.')[1],
        'base64',
      );
    assert.ok((await object(test)).includes(issuer));
    assert.ok(!(await object(real)).includes(issuer));
  });

  it('answers no request that is real', async () => {
    const { service, site } = await begun();
    await using _ = service;
    const { id, links } = await site.open();
    assert.equal((await show(service, links.crossDevice.app, 'current')).status, 403);
    const page = await send(`${service.url}/try${new URL(links.crossDevice.app).search}`);
    assert.deepEqual([page.status, /<small>(.*)<\/small>/.exec(page.body)?.[1]], [403, 'request_not_test']);
    assert.equal((await site.call('GET', `/presentation-requests/${id}`)).body.state, 'open');
  });

  it('has a membership that a real request refuses, whoever brings it', async () => {
    const { service, site } = await begun();
    await using _ = service;
    const { testWorld } = service.stores;
    const { testCredential } = await import('../../src/try/test-credential.ts');
    const requirement = { type: 'CoopMembershipCredential', claims: [] } as const;
    const credential = await testCredential(testWorld, { ...requirement, claims: [] }, 'current', service.clock());
    const bring = (link: string) => answer(link, { credential, signer: testWorld.member, created: service.clock() });

    const real = await site.open();
    await bring(real.links.crossDevice.app);
    const refused = (await site.collect(real.id)).body;
    assert.deepEqual([refused.state, refused.problem.code], ['rejected', 'issuer_not_recognised']);
    const test = await site.open({ test: true });
    await bring(test.links.crossDevice.app);
    assert.equal((await site.collect(test.id)).body.state, 'accepted');
  });

  it('says who asks, what for and which code to compare, as text', async () => {
    const { service, site } = await begun({ purpose: 'Open <b>the lounge</b>' });
    await using _ = service;
    const { links } = await site.open({ test: true });
    const { headers, body } = await send(`${service.url}/try${new URL(links.crossDevice.app).search}`);
    assert.ok(body.includes('Lounge &#38; Friends') && body.includes('Open &#60;b&#62;'));
    assert.ok(body.includes((await readRequest(links.crossDevice.app)).clientName.split(' · ')[1]!));
    const policy = headers.get('content-security-policy') ?? '';
    const [, style = ''] = /<style>([^]*)<\/style>/.exec(body) ?? [];
    assert.ok(policy.includes(`'sha256-${createHash('sha256').update(style).digest('base64')}'`));
    assert.ok(policy.includes("form-action 'self' https://lounge.example;"));
    assert.doesNotMatch(policy, /script-src|unsafe/);
    assert.ok(!service.logged().includes(handleIn(links.crossDevice.app)));
  });

  it('takes a pasted link, and says in words what is wrong with another', async () => {
    const { service, site } = await begun();
    await using _ = service;
    const { links } = await site.open({ test: true, clientIdPrefix: 'redirect_uri' });
    const open = (link: string) => send(`${service.url}/try?link=${encodeURIComponent(link)}`);
    assert.equal((await open(links.crossDevice.app)).status, 200);
    const nonsense = await open('https://elsewhere.example/');
    assert.equal(nonsense.status, 404);
    assert.match(nonsense.body, /no link from a site.*Paste another link/s);
    assert.match((await send(`${service.url}/try`)).body, /Try it without a membership/);
  });

  it('has the same test member after a restart and after a rotation', async () => {
    const { service } = await begun();
    await using _ = service;
    const { openTestWorld } = await import('../../src/try/test-world.ts');
    const { openSecrets } = await import('../../src/secrets/open-secrets.ts');
    const { rotateSecrets } = await import('../../src/secrets/rotate-secrets.ts');
    const { db, testWorld } = service.stores;
    await rotateSecrets(db, service.config.secretKeyFile);
    const again = await openTestWorld(db, await openSecrets(db, service.config.secretKeyFile));
    assert.deepEqual([again.issuer.id, again.member.id], [testWorld.issuer.id, testWorld.member.id]);
    assert.notEqual(again.issuer.id, again.member.id);
  });
});
