import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issuedCredential, orchard } from '../../../core/test/factories/index.ts';
import { coopVerifier, startProcess } from '../bed/command-line.ts';
import { loungePolicy } from '../bed/policy.ts';
import { send, siteClient } from '../bed/site-client.ts';
import { answer, makeToken, post, readRequest, responseCodeOf } from '../bed/wallet.ts';

const DAY = 86_400_000;

describe('the service as a process', function () {
  this.timeout(60_000);
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'coop-verifier-process-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const siteUrl = 'http://localhost:9100/club';
  const environmentOf = (name: string) => ({ STATE_DIRECTORY: join(folder, name), PORT: '0' });

  async function addSite(environment: Record<string, string>) {
    const added = await coopVerifier(['site', 'add', '--name', 'Lounge', '--url', siteUrl, '--json'], environment);
    return JSON.parse(added.stdout) as { id: string; key: string };
  }
  const client = (url: string, { id, key }: { id: string; key: string }) =>
    siteClient(
      url,
      {
        id,
        name: 'Lounge',
        url: siteUrl,
        origin: '',
        did: '',
        keyId: '',
        publicKey: { kty: 'OKP', crv: 'Ed25519', x: '' },
      },
      key,
    );

  /** A co-op with a `did:key`: nothing needs to be fetched. */
  const orchardPolicy = () => {
    const { accept, ...rest } = loungePolicy();
    const issuers = { allow: [{ id: orchard.controller, name: 'Orchard Co-op' }] };
    return { ...rest, accept: [{ require: [{ ...accept[0]!.require[0], issuers }] }] };
  };
  const membership = () =>
    issuedCredential({
      issuer: orchard,
      validFrom: new Date(Date.now() - DAY),
      validUntil: new Date(Date.now() + DAY),
    });

  it('still has a result it acknowledged, after it was killed', async () => {
    const environment = environmentOf('killed');
    const site = await addSite(environment);
    let firstResult;
    {
      await using service = await startProcess(environment);
      console.log(`      start to ready: ${service.startedIn} ms`);
      const { call, open } = client(service.url, site);
      assert.equal((await call('PUT', '/policies/members-lounge', orchardPolicy())).status, 201);
      const opened = await open();
      const answered = await answer(opened.links.sameDevice.app, {
        credential: await membership(),
        created: new Date(),
      });
      assert.deepEqual([answered.status, answered.body.code], [200, undefined]);
      const code = responseCodeOf(answered);
      await service.end('SIGKILL');

      await using again = await startProcess(environment);
      const restarted = client(again.url, site);
      assert.equal((await restarted.collect(opened.id)).body.code, 'response_code_missing');
      firstResult = await restarted.collect(opened.id, code);
      assert.equal(firstResult.body.state, 'accepted');
      await again.end('SIGKILL');
    }
    await using last = await startProcess(environment);
    const { id } = firstResult.body.verification;
    assert.equal((await client(last.url, site).call('GET', `/verifications/${id}`)).body.id, id);
  });

  it('takes one of a hundred equal answers at once, over real sockets and threads', async () => {
    const environment = environmentOf('parallel');
    const site = await addSite(environment);
    await using service = await startProcess(environment);
    const { call, open, collect } = client(service.url, site);
    await call('PUT', '/policies/members-lounge', orchardPolicy());
    const { id, links } = await open();
    const request = await readRequest(links.crossDevice.app);
    const token = await makeToken(request, { credential: await membership(), created: new Date() });

    const answers = await Promise.all(Array.from({ length: 100 }, () => post(request, token)));

    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array<number>(99).fill(409)]);
    assert.equal((await collect(id)).body.state, 'accepted');
  });

  it('ends within five seconds of SIGTERM, open streams and sockets included', async () => {
    const environment = environmentOf('graceful');
    const site = await addSite(environment);
    await using service = await startProcess(environment);
    const { call, open } = client(service.url, site);
    await call('PUT', '/policies/members-lounge', orchardPolicy());
    const { browser } = await open();
    const stream = await fetch(browser.statusUrl, { headers: { Accept: 'text/event-stream' } });
    assert.match(stream.headers.get('content-type') ?? '', /^text\/event-stream/);
    await stream.body!.getReader().read();

    const began = performance.now();
    assert.equal(await service.end('SIGTERM'), 0);
    assert.ok(performance.now() - began < 5_000);
  });

  it('ends well under the launcher of an older Node, which cannot become the service', async () => {
    const older = { NODE_OPTIONS: '--import=data:text/javascript,process.execve=undefined' };
    await using service = await startProcess({ ...environmentOf('launched'), ...older });
    assert.equal(await service.end('SIGTERM'), 0);
  });

  it('frees the socket of a sender that never finishes its headers', async () => {
    await using service = await startProcess(environmentOf('slow'));
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
    const began = performance.now();
    socket.resume();
    await once(socket, 'close');
    const took = performance.now() - began;
    assert.ok(took > 4_000 && took < 15_000, `${took} ms`);
  });

  it('stops before it touches anything when its port is taken', async () => {
    await using service = await startProcess(environmentOf('first'));
    const port = new URL(service.url).port;
    const second = await coopVerifier(['start'], { STATE_DIRECTORY: join(folder, 'second'), PORT: port });
    assert.equal(second.exitCode, 1);
    assert.match(second.stderr, new RegExp(`127\\.0\\.0\\.1:${port} is in use already.*set PORT `));
    assert.equal((await send(`${service.url}/readyz`)).status, 200);
  });

  it('blames a taken metrics address on METRICS_ADDRESS, and a start that failed is not what the service ran with', async () => {
    const environment = environmentOf('metrics');
    await using service = await startProcess(environment);
    const taken = `127.0.0.1:${new URL(service.url).port}`;
    const failing = { ...environment, METRICS_ADDRESS: taken, PUBLIC_URL: 'https://elsewhere.example' };
    const { exitCode, stderr } = await coopVerifier(['start'], failing);
    assert.equal(exitCode, 1);
    assert.match(stderr, new RegExp(`${taken.replaceAll('.', '\\.')} is in use already.*set METRICS_ADDRESS `));

    const doctor = await coopVerifier(['doctor', '--json'], { ...environment, PUBLIC_URL: service.url });
    const { checks } = JSON.parse(doctor.stdout) as { checks: { check: string; ok: boolean }[] };
    assert.ok(checks.find(({ check }) => check === 'public URL')?.ok, doctor.stdout);
  });

  it('on the file of another service is not what the service ran with, until the other has ended', async () => {
    const environment = { ...environmentOf('shared'), DATABASE_URL: 'sqlite:' };
    const lastRun = () => {
      using sqlite = new DatabaseSync(join(environment.STATE_DIRECTORY, 'coop-verifier.db'), { readOnly: true });
      return sqlite.prepare(`select value from meta where name = 'public-url'`).get()?.['value'];
    };
    const first = await startProcess(environment);
    await using second = await startProcess(environment);
    assert.equal(lastRun(), first.url);
    const listed = await coopVerifier(['site', 'list'], environment);
    assert.equal(listed.exitCode, 0, 'commands go on');
    await first.end('SIGKILL');
    while (lastRun() !== second.url) await sleep(100);
  });

  it('says which address it cannot listen at, and why', async () => {
    const { stdout } = await coopVerifier(['start', '--json'], {
      ...environmentOf('nowhere'),
      HOST: '192.0.2.1',
      PUBLIC_URL: 'https://verifier.example',
    });
    const { code, message } = JSON.parse(stdout).error;
    assert.equal(code, 'address_unusable');
    assert.match(message, /192\.0\.2\.1:0 \(EADDRNOTAVAIL\).*HOST and PORT/);
  });
});
