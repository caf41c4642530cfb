import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { hours } from '../bed/clock.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import { send, siteClient, type Answer, type SiteClient } from '../bed/site-client.ts';

const codeOf = ({ status, body }: Answer) => [status, body.code];

async function paired(service: TestService) {
  const site = await service.addSite();
  const { code } = await service.stores.siteKeys.makePairingCode(site.site.id);
  return { site, code };
}

const pair = (service: TestService, code: unknown, headers: Record<string, string> = {}) =>
  send(`${service.url}/v1/pair`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ code }),
  });

const works = async (service: TestService, { site }: SiteClient, key: string) =>
  codeOf(await siteClient(service.url, site, key).call('GET', '/site'));

describe('pairing', () => {
  it('gives a further key for a code, and the first one stays valid', async () => {
    await using service = await startTestService();
    const { site, code } = await paired(service);
    const { status, body, headers } = await pair(service, ` ${code}\n`);

    assert.deepEqual(
      [status, Object.keys(body), headers.get('cache-control')],
      [200, ['id', 'key', 'service'], 'no-store'],
    );
    assert.deepEqual(body.service, { name: 'Co-op Credentials verifier', url: service.url });
    assert.equal(body.id, site.site.id);
    assert.notEqual(body.key, site.key);
    assert.deepEqual(await works(service, site, body.key), [200, undefined]);
    assert.deepEqual(await works(service, site, site.key), [200, undefined]);
  });

  it('by a code that says in plain letters which service it is of', async () => {
    await using service = await startTestService();
    const { code } = await paired(service);
    assert.equal(code.split('#')[0], service.url);
    assert.match(code.split('#')[1]!, /^[A-Za-z0-9_-]{22}$/);
  });

  it('takes a code once, also when it comes twenty times at once', async () => {
    await using service = await startTestService();
    const { code } = await paired(service);
    const answers = await Promise.all(Array.from({ length: 20 }, () => pair(service, code)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    assert.equal(answers.filter(({ body }) => body.code === 'pairing_code_used').length, 19);
  });

  it('takes a code for a day', async () => {
    await using service = await startTestService();
    const { site, code } = await paired(service);
    const later = await service.stores.siteKeys.makePairingCode(site.site.id);
    service.pass(hours(24) - 1);
    assert.equal((await pair(service, later.code)).status, 200);
    service.pass(1);
    assert.deepEqual(codeOf(await pair(service, code)), [410, 'pairing_code_expired']);
  });

  it('takes no code from before the site’s keys were ended at once, but one from after', async () => {
    await using service = await startTestService();
    const { site, code } = await paired(service);
    const other = await paired(service);
    const { siteKeys } = service.stores;
    await siteKeys.rotate(site.site.id, hours(24));
    const beside = await siteKeys.makePairingCode(site.site.id);
    assert.equal((await pair(service, beside.code)).status, 200, 'an overlap leaves codes good');

    await siteKeys.rotate(site.site.id, 0);
    assert.deepEqual(codeOf(await pair(service, code)), [410, 'pairing_code_expired']);
    assert.equal((await pair(service, other.code)).status, 200, 'of another site');
    const { code: fresh } = await siteKeys.makePairingCode(site.site.id);
    assert.equal((await pair(service, fresh)).status, 200);
  });

  it('knows no code but its own, and reads no other body', async () => {
    await using service = await startTestService();
    const { code } = await paired(service);
    const other = code.slice(0, -1) + (code.endsWith('A') ? 'B' : 'A');
    for (const wrong of [other, code.split('#')[1], `${service.url}#`, 'x']) {
      assert.deepEqual(codeOf(await pair(service, wrong)), [403, 'pairing_code_wrong']);
    }
    for (const wrong of ['', 7, 'x'.repeat(501)]) {
      assert.deepEqual(codeOf(await pair(service, wrong)), [422, 'body_invalid']);
    }
    assert.equal((await pair(service, code)).status, 200);
  });

  it('from another address than the site’s is refused, and the code is not spent', async () => {
    await using service = await startTestService();
    const { site, code } = await paired(service);
    const from = (url: string) => pair(service, code, { 'Coop-Site-Url': url });
    assert.deepEqual(codeOf(await from('https://staging.lounge.example/club')), [409, 'site_moved']);
    assert.equal((await from(`${site.site.url}/`)).status, 200);
  });

  it('lets nobody guess for long', async () => {
    await using service = await startTestService();
    for (let count = 0; count < 20; count += 1) await pair(service, 'x');
    assert.deepEqual(codeOf(await pair(service, 'x')), [429, 'rate_limited']);
    service.pass(60_000);
    assert.equal((await pair(service, 'x')).body.code, 'pairing_code_wrong');
  });

  it('leaves neither code nor key in the database or the log', async () => {
    await using service = await startTestService();
    const { code } = await paired(service);
    const { body } = await pair(service, code);
    const kept = (await service.dump()) + service.logged();
    for (const secret of [code.split('#')[1]!, body.key, body.key.split('.')[1]]) assert.ok(!kept.includes(secret));
  });
});
