import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { startTestService } from '../bed/service.ts';
import { send } from '../bed/site-client.ts';
import { visit } from '../bed/visit.ts';
import { answer } from '../bed/wallet.ts';
import { hours } from '../bed/clock.ts';

/** The value of a line, by the metric and its labels; undefined where there is none. */
const read = (text: string, line: string) =>
  text
    .split('\n')
    .find((one) => one.startsWith(`${line} `))
    ?.slice(line.length + 1);

describe('what a service tells Prometheus', () => {
  it('counts requests by the route as openapi.yaml has it, whatever stands in the path or came of it', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    await site.call('GET', '/policies/members-lounge');
    await site.call('GET', '/policies/nothing');
    await send(`${service.url}/v1/verifications/vf_hidden`);
    await send(`${service.url}/wallet/openid4vp/request/hidden`, { method: 'PROPFIND' });
    await send(`${service.url}/hidden/path`);

    const text = await service.metrics();
    const count = (method: string, route: string, status: number) =>
      read(text, `coop_verifier_http_requests_total{method="${method}",route="${route}",status="${status}"}`);
    assert.equal(count('PUT', '/v1/policies/{id}', 201), '1');
    assert.equal(count('GET', '/v1/policies/{id}', 200), '1');
    assert.equal(count('GET', '/v1/policies/{id}', 404), '1');
    assert.equal(count('GET', '/v1/verifications/{id}', 401), '1', 'also where its key was refused');
    assert.equal(count('other', '/wallet/openid4vp/request/{handle}', 405), '1');
    assert.equal(count('GET', 'other', 404), '1');
    assert.equal(read(text, 'coop_verifier_problems_total{code="key_missing"}'), '1');
    assert.ok(!text.includes('hidden') && !text.includes('members-lounge'), text);
  });

  it('times verifications by outcome and by the check that decided', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    await visit(service, site);
    const { links } = await site.open();
    await answer(links.crossDevice.app, { created: service.clock(), nonce: 'another' });

    const text = await service.metrics();
    const took = (outcome: string, check: string) =>
      read(
        text,
        `coop_verifier_verification_duration_seconds_count{kind="presentation",outcome="${outcome}",check="${check}"}`,
      );
    assert.equal(took('accepted', 'none'), '1');
    assert.equal(took('rejected', 'nonce-and-audience'), '1');
    assert.equal(
      read(text, 'coop_verifier_checks_total{check="proof",outcome="passed"}'),
      '2',
      'the holder’s and the issuer’s',
    );
    assert.equal(read(text, 'coop_verifier_checks_total{check="nonce-and-audience",outcome="failed"}'), '1');
  });

  it('has at 0 from the start what alerts look at: a first one is a rise', async () => {
    await using service = await startTestService();
    const text = await service.metrics();
    for (const line of [
      'coop_verifier_problems_total{code="internal_error"}',
      'coop_verifier_problems_total{code="disk_full"}',
      'coop_verifier_threads_lost_total{reason="ended"}',
      'coop_verifier_checks_total{check="issuer-recognition",outcome="failed"}',
      'coop_verifier_verification_queue_seconds_count',
      'coop_verifier_background_runs_total{job="recheck",outcome="failed"}',
    ]) {
      assert.equal(read(text, line), '0', line);
    }
    assert.equal(read(text, 'coop_verifier_problems_total{code="key_missing"}'), undefined, 'a caller’s own');
  });

  it('counts streams, but times none', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    const { browser } = await site.open();
    const stream = await fetch(browser.statusUrl, { headers: { Accept: 'text/event-stream' } });
    await stream.body?.cancel();
    await new Promise((resolve) => setImmediate(resolve));
    const streamed = 'coop_verifier_http_requests_total{method="GET",route="/b/{token}",status="200"}';
    while (read(await service.metrics(), streamed) !== '1') await new Promise((resolve) => setTimeout(resolve, 5));
    const timed = 'coop_verifier_http_request_duration_seconds_count{method="GET",route="/b/{token}"}';
    assert.equal(read(await service.metrics(), timed), undefined);
  });

  it('says how far the look at verifications is behind, and whether the service is ready', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    await visit(service, site);
    const lag = async () => Number(read(await service.metrics(), 'coop_verifier_recheck_lag_seconds'));
    assert.equal(await lag(), 0);
    service.pass(hours(48));
    assert.ok((await lag()) > 20 * 3_600, 'a day after it was due');
    await service.recheck();
    assert.equal(await lag(), 0);
    assert.equal(read(await service.metrics(), 'coop_verifier_ready'), '1');
  });

  it('says for how long a site has left a change unread, of those that read', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    const { id } = await visit(service, site);
    const unread = async () => Number(read(await service.metrics(), 'coop_verifier_changes_unread_seconds'));
    const { cursor } = (await site.call('GET', '/changes')).body;
    await site.call('DELETE', `/verifications/${id}`);
    service.pass(60_000);
    assert.equal(await unread(), 0, 'nobody reads that feed yet');
    const page = (await site.call('GET', `/changes?cursor=${cursor}`)).body;
    assert.equal(await unread(), 60, 'told, but not yet known to have been heard');
    await site.call('GET', `/changes?cursor=${page.cursor}`);
    assert.equal(await unread(), 0);
    await site.call('GET', `/changes?cursor=${cursor}`);
    assert.equal(await unread(), 0, 'who reads something again has not forgotten the rest');
  });

  it('holds nothing that names a site, a member or a request', async () => {
    await using service = await startTestService();
    const site = await service.addSite('Lounge of Harvest', 'https://harvest-lounge.example');
    await site.putPolicy();
    const verification = await visit(service, site);
    const text = await service.metrics();
    const named = [verification.id, verification.holder, site.site.id, site.key, 'harvest', 'lounge', 'did:'];
    for (const name of named) assert.ok(!text.toLowerCase().includes(name.toLowerCase()), name);
    const labels = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, label]) => label));
    const known = [
      'method',
      'route',
      'status',
      'code',
      'kind',
      'outcome',
      'check',
      'job',
      'le',
      'cache',
      'result',
      'reason',
    ];
    assert.deepEqual(
      [...labels].filter((label) => !known.includes(label ?? '')),
      [],
    );
  });

  it('is not among the routes that a proxy passes on', async () => {
    await using service = await startTestService();
    assert.equal((await send(`${service.url}/metrics`)).body.code, 'route_unknown');
  });
});
