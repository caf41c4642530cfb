import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { hours } from '../bed/clock.ts';
import { loungePolicy } from '../bed/policy.ts';
import { startTestService } from '../bed/service.ts';
import { send } from '../bed/site-client.ts';
import { answer } from '../bed/wallet.ts';

const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

describe('the site API', () => {
  it('lets nobody in without a site’s key', async () => {
    await using service = await startTestService();
    const { key, site } = await service.addSite();
    const get = (headers: Record<string, string>) => send(`${service.url}/v1/site`, { headers });
    const bearer = (text: string) => ({ Authorization: `Bearer ${text}`, 'Coop-Site-Url': site.url });
    const [id, secret] = key.split('.');

    assert.deepEqual(codeOf(await get({})), [401, 'key_missing']);
    assert.deepEqual(codeOf(await get(bearer(`${id}.${secret!.slice(1)}`))), [401, 'key_wrong']);
    assert.deepEqual(codeOf(await get(bearer(`${id}.`))), [401, 'key_wrong']);
    assert.deepEqual(codeOf(await get(bearer(`sk_other.${secret}`))), [401, 'key_wrong']);
    assert.deepEqual(codeOf(await get(bearer(`${key}.more`))), [401, 'key_wrong']);
    assert.deepEqual(codeOf(await get(bearer(`${key}.`))), [401, 'key_wrong']);
    assert.deepEqual(codeOf(await get({ Authorization: `Basic ${key}` })), [401, 'key_wrong']);
    assert.equal((await get({})).headers.get('www-authenticate'), 'Bearer');
    assert.equal((await get(bearer(key))).status, 200);
  });

  it('answers a site only from where it was registered', async () => {
    await using service = await startTestService();
    const { call, site } = await service.addSite();
    const from = (url: string) => call('GET', '/site', undefined, { 'Coop-Site-Url': url });

    assert.equal((await from(`${site.url}/`)).status, 200);
    assert.deepEqual(codeOf(await from('https://staging.lounge.example/club')), [409, 'site_moved']);
    assert.deepEqual(codeOf(await from('https://lounge.example')), [409, 'site_moved']);
    const missing = await send(`${service.url}/v1/site`, {
      headers: { Authorization: `Bearer ${(await service.addSite()).key}` },
    });
    assert.deepEqual(codeOf(missing), [400, 'site_url_missing']);
  });

  it('tells a site who it is, what time it is here and which service answers', async () => {
    await using service = await startTestService();
    const { call, site } = await service.addSite();
    const { body } = await call('GET', '/site');
    assert.deepEqual(body, {
      id: site.id,
      name: 'Lounge',
      url: site.url,
      time: '2026-06-01T12:00:00.000Z',
      key: {},
      lists: [],
      service: { name: 'Co-op Credentials verifier', url: service.url, version: '0.1.0' },
      problems: [],
    });
  });

  it('keeps policies in versions, and makes none when nothing changed', async () => {
    await using service = await startTestService();
    const { putPolicy, call } = await service.addSite();
    const versions = [];
    for (const change of [{}, {}, { grant: { for: 'P7D' } }, {}]) {
      const { status, body } = await putPolicy(change);
      versions.push([status, body.version]);
    }
    assert.deepEqual(versions, [
      [201, 1],
      [200, 1],
      [200, 2],
      [200, 3],
    ]);
    const { body } = await call('GET', '/policies/members-lounge');
    assert.deepEqual([body.version, body.policy.grant], [3, { for: 'P30D', grace: 'P0D' }]);
  });

  it('names every fault of a policy at once', async () => {
    await using service = await startTestService();
    const { call } = await service.addSite();
    const bad = { ...loungePolicy(), purpose: '', crossDevice: 'maybe', colour: 'red' };
    const { status, body } = await call('PUT', '/policies/members-lounge', bad);
    assert.deepEqual([status, body.code], [422, 'policy_invalid']);
    assert.deepEqual(body.problems.map(({ path }: { path: string }) => path).sort(), [
      'colour',
      'crossDevice',
      'purpose',
    ]);
    const other = await call('PUT', '/policies/members-lounge', { ...loungePolicy(), id: 'another' });
    assert.deepEqual([other.body.code, other.body.problems[0].path], ['policy_invalid', 'id']);
  });

  it('knows no programme that the operator did not make', async () => {
    await using service = await startTestService();
    const { putPolicy } = await service.addSite();
    const { status, body } = await putPolicy({ identify: 'membership', limit: { programme: 'autumn-offer' } });
    assert.deepEqual([status, body.code], [422, 'programme_unknown']);
  });

  it('deletes a policy that nothing stands on any more', async () => {
    await using service = await startTestService();
    const { putPolicy, call, open, collect } = await service.addSite();
    const path = '/policies/members-lounge';
    await putPolicy();
    const { id, links } = await open();
    assert.deepEqual(codeOf(await call('DELETE', path)), [409, 'policy_in_use']);
    await answer(links.crossDevice.app, { created: service.clock() });
    await collect(id);
    assert.deepEqual(codeOf(await call('DELETE', path)), [409, 'policy_in_use']);

    service.pass(hours(24 * 31));
    assert.equal((await call('DELETE', path)).status, 204);
    assert.deepEqual(codeOf(await call('DELETE', path)), [404, 'policy_unknown']);
    assert.deepEqual(
      codeOf(
        await call('POST', '/presentation-requests', {
          policy: 'members-lounge',
          subject: 's',
          returnUrl: 'https://lounge.example/club/',
        }),
      ),
      [404, 'policy_unknown'],
    );
    assert.deepEqual((await putPolicy()).body.version, 2);
  });

  it('names every fault of a body at once, without repeating what was sent', async () => {
    await using service = await startTestService();
    const { call } = await service.addSite();
    const { status, body } = await call('POST', '/presentation-requests', {
      policy: 7,
      subject: '',
      returnUrl: 'x',
      locale: '<svg>',
      hint: 1,
    });
    assert.deepEqual([status, body.code], [422, 'body_invalid']);
    assert.deepEqual(body.problems.map(({ path }: { path: string }) => path).sort(), [
      'hint',
      'locale',
      'policy',
      'subject',
    ]);
    assert.ok(!JSON.stringify(body).includes('<svg>'));
  });

  it('refuses bodies it does not read, each with its own code', async () => {
    await using service = await startTestService();
    const { call } = await service.addSite();
    const put = (body: string, headers?: Record<string, string>) => call('PUT', '/policies/p', body, headers);
    assert.deepEqual(codeOf(await put('{"id":')), [400, 'json_invalid']);
    assert.deepEqual(codeOf(await put('{}', { 'Content-Type': 'text/plain' })), [415, 'content_type_unsupported']);
    assert.deepEqual(codeOf(await put('{}', { 'Content-Encoding': 'gzip' })), [415, 'content_type_unsupported']);
    assert.deepEqual(codeOf(await put(`"${'x'.repeat(70_000)}"`)), [413, 'body_too_large']);
    assert.deepEqual(codeOf(await put(`${'['.repeat(20_000)}${']'.repeat(20_000)}`)), [400, 'document_too_deep']);
    assert.deepEqual(codeOf(await put('{"__proto__":{"id":"p"}}')), [400, 'document_key_forbidden']);
    assert.deepEqual(codeOf(await put('[]')), [422, 'policy_invalid']);
    assert.deepEqual(codeOf(await put('null')), [422, 'policy_invalid']);
  });

  it('takes hostile text in any field as text', async () => {
    await using service = await startTestService();
    const { putPolicy, call, open } = await service.addSite();
    await putPolicy();
    for (const hostile of ["'; drop table requests; --", '\u202e\u0001"', '{"$gt":""}']) {
      const { id } = await open({ subject: hostile });
      assert.equal((await call('GET', `/presentation-requests/${id}`)).body.subject, hostile);
      assert.equal((await call('GET', `/presentation-requests/${encodeURIComponent(hostile)}`)).status, 404);
    }
  });

  it('sends nobody back to another place than the site’s own', async () => {
    await using service = await startTestService();
    const { putPolicy, call } = await service.addSite();
    await putPolicy();
    const open = (returnUrl: string) =>
      call('POST', '/presentation-requests', { policy: 'members-lounge', subject: 's', returnUrl });
    assert.deepEqual(codeOf(await open('https://lounge.example.evil.example/club')), [422, 'return_url_invalid']);
    assert.equal((await open('https://lounge.example/club')).status, 201);
  });
});
