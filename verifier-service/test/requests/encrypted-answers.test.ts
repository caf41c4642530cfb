import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { rotateSecrets } from '../../src/secrets/rotate-secrets.ts';
import { hours } from '../bed/clock.ts';
import { encryptTo, postEncrypted } from '../bed/encrypt.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import { send, type SiteClient } from '../bed/site-client.ts';
import { makeToken, post, readRequest, responseCodeOf } from '../bed/wallet.ts';

describe('a request whose answer must be encrypted', () => {
  let service: TestService;
  let site: SiteClient;
  before(async () => {
    service = await startTestService();
    site = await service.addSite();
    await site.putPolicy();
  });
  after(() => service[Symbol.asyncDispose]());
  const open = (overrides = {}) => site.open({ responseMode: 'direct_post.jwt', ...overrides });
  const tokenFor = async (link: string) => {
    const request = await readRequest(link);
    return { request, token: await makeToken(request, { created: service.clock() }) };
  };
  const keysOf = async (id: string) => {
    const query = service.stores.db.selectFrom('handles').select('response_key_sealed').where('request_id', '=', id);
    return (await query.execute()).map(({ response_key_sealed: sealed }) => sealed);
  };
  const erased = async (id: string) => (await keysOf(id)).every((sealed) => sealed === null);

  it('is accepted on the same device and on another, asked by reference and by value', async () => {
    for (const clientIdPrefix of ['decentralized_identifier', 'redirect_uri']) {
      for (const flow of ['sameDevice', 'crossDevice']) {
        const { id, links } = await open({ clientIdPrefix });
        const { request, token } = await tokenFor(links[flow].app);
        const answered = await postEncrypted(request, token, flow === 'sameDevice' ? 'A128GCM' : 'A256GCM');
        assert.equal(answered.status, 200, JSON.stringify(answered.body));
        const code = flow === 'sameDevice' ? responseCodeOf(answered) : undefined;
        assert.equal((await site.collect(id, code)).body.state, 'accepted');
      }
    }
  });

  it('refuses the same answer plain, encrypted to its other handle’s key, or posted to its other handle', async () => {
    const { id, links } = await open();
    const { request, token } = await tokenFor(links.sameDevice.app);
    const { request: other } = await tokenFor(links.crossDevice.app);
    const codeOf = async (answer: Promise<{ body: { code: string } }>) => (await answer).body.code;
    assert.equal(await codeOf(post(request, token)), 'response_not_encrypted');
    assert.equal(await codeOf(postEncrypted({ ...request, encryptTo: other.encryptTo! }, token)), 'response_key_wrong');
    assert.equal(
      await codeOf(postEncrypted({ ...request, responseUri: other.responseUri, encryptTo: other.encryptTo! }, token)),
      'state_mismatch',
    );
    const payload = JSON.stringify({ vp_token: JSON.parse(token) });
    const response = await encryptTo(other.encryptTo!, payload);
    const body = new URLSearchParams({ response });
    assert.equal((await send(other.responseUri, { method: 'POST', body })).body.code, 'nonce_mismatch');
    assert.equal((await site.call('GET', `/presentation-requests/${id}`)).body.state, 'open');
    assert.equal((await postEncrypted(request, token)).status, 200);
  });

  it('has no door without encryption', async () => {
    const { id, links } = await open();
    assert.equal(links.crossDevice.interaction, undefined);
    assert.equal((await keysOf(id)).length, 2);
    for (const { app } of [links.sameDevice, links.crossDevice]) {
      const token = new URL(app).searchParams.get('request_uri')!.split('/').at(-1);
      const exchange = `${service.url}/wallet/vcalm/exchange/${token}`;
      const answer = await send(exchange, { method: 'POST' });
      assert.equal(answer.body.code, 'request_unknown');
    }
  });

  it('takes no answer, plain either, when its key was lost', async () => {
    const { id, links } = await open();
    const { request, token } = await tokenFor(links.sameDevice.app);
    const { db } = service.stores;
    await db.updateTable('handles').set({ response_key_sealed: null }).where('request_id', '=', id).execute();
    assert.equal((await post(request, token)).body.code, 'request_unknown');
  });

  it('keeps a key of its own for each handle, sealed, over a rotation, until it ends', async () => {
    const { id, links } = await open();
    const { request, token } = await tokenFor(links.sameDevice.app);
    const { encryptTo: otherKey } = await readRequest(links.crossDevice.app);
    assert.notDeepEqual(request.encryptTo, otherKey);
    assert.notEqual(request.encryptTo?.kid, otherKey?.kid);
    const before = await keysOf(id);
    const { kid } = await rotateSecrets(service.stores.db, service.config.secretKeyFile);
    const after = await keysOf(id);
    assert.ok(after.every((sealed, index) => sealed?.startsWith(`${kid}:`) && sealed !== before[index]));
    assert.deepEqual((await readRequest(links.sameDevice.app)).encryptTo, request.encryptTo);
    assert.equal((await postEncrypted(request, token)).status, 200);
    assert.ok(await erased(id));
  });

  it('erases its keys when it is rejected, declined, cancelled, or over', async () => {
    const ended: Record<string, (request: { id: string; links: never }) => Promise<unknown>> = {
      rejected: async ({ links }) => {
        const { request } = await tokenFor(links['sameDevice']['app']);
        const { meadow, issuedCredential } = await import('../../../core/test/factories/index.ts');
        const credential = await issuedCredential({ issuer: meadow });
        return postEncrypted(request, await makeToken(request, { credential, created: service.clock() }));
      },
      declined: async ({ links }) => {
        const { request } = await tokenFor(links['crossDevice']['app']);
        const payload = JSON.stringify({ error: 'access_denied', state: request.state });
        const response = await encryptTo(request.encryptTo!, payload);
        return send(request.responseUri, { method: 'POST', body: new URLSearchParams({ response }) });
      },
      cancelled: ({ id }) => site.call('DELETE', `/presentation-requests/${id}`),
      expired: async () => {
        service.pass(hours(1));
        await service.sweep();
      },
    };
    for (const [how, end] of Object.entries(ended)) {
      const request = await open();
      assert.ok(!(await erased(request.id)), how);
      await end(request as never);
      const { state } = (await site.call('GET', `/presentation-requests/${request.id}`)).body;
      assert.ok(state === how || (how === 'rejected' && state === 'answered'), `${how}: ${state}`);
      assert.ok(await erased(request.id), how);
    }
  });
});
