import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { seconds } from '../bed/clock.ts';
import { coopVerifier, startProcess } from '../bed/command-line.ts';
import { loungePolicy } from '../bed/policy.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import { send, type Answer, type SiteClient } from '../bed/site-client.ts';
import { limited, reserve, visit } from '../bed/visit.ts';
import { makeToken, post, readRequest } from '../bed/wallet.ts';
import { mountSmallDisk, whyNoSmallDisk, type SmallDisk } from './small-disk.ts';

const noDisk = whyNoSmallDisk();

describe('a full disk', function () {
  this.timeout(30_000);
  if (noDisk !== undefined) {
    it.skip(`skipped: no disk can be mounted here (${noDisk})`);
    return;
  }
  let disk: SmallDisk;
  let service: TestService;
  let site: SiteClient;
  let made: Made;

  before(async () => {
    disk = mountSmallDisk();
    service = await startTestService({ environment: { STATE_DIRECTORY: join(disk.folder, 'state') } });
    site = await service.addSite();
    made = await makeAll(service, site);
  });
  after(async () => {
    await service[Symbol.asyncDispose]();
    disk[Symbol.dispose]();
  });

  it('refuses every write as a whole, with a code, and goes on reading', async () => {
    const stored = await service.dump();
    disk.fill();
    for (const [what, write] of Object.entries(writes(service, site, made))) {
      const { status, headers, body } = await write();
      assert.deepEqual([what, status, body.code, body.retryable], [what, 503, 'disk_full', undefined]);
      assert.equal(headers.get('content-type'), 'application/problem+json; charset=utf-8');
      assert.equal(headers.get('retry-after'), '30');
    }
    assert.equal(await service.dump(), stored);
    for (const [what, read] of Object.entries(reads(service, site, made))) {
      assert.deepEqual([what, (await read()).status], [what, 200]);
    }
  });

  it('is told by readyz, by the self-test with its cure, and by the log', async () => {
    service.pass(seconds(2));
    const ready = await send(`${service.url}/readyz`);
    assert.deepEqual([ready.status, ready.body], [503, { status: 'not ready', problem: 'disk_full' }]);
    assert.equal((await send(`${service.url}/healthz`)).status, 200);
    const [found, ...others] = (await site.call('GET', '/site')).body.problems;
    assert.deepEqual([others, found.code], [[], 'disk_full']);
    assert.match(found.cure, /make room/);
    assert.match(service.logged(), /"problem":"disk_full".*"errcode":13/);
  });

  it('is over once there is room, without a restart, and every refused call can be made again', async () => {
    disk.makeRoom();
    service.pass(seconds(2));
    assert.equal((await send(`${service.url}/readyz`)).status, 200);
    assert.deepEqual((await site.call('GET', '/site')).body.problems, []);
    for (const [what, write] of Object.entries(writes(service, site, made))) {
      const { status, body } = await write();
      assert.ok(status < 300, `${what}: ${status} ${JSON.stringify(body)}`);
    }
  });
});

describe('a process on a full disk', function () {
  this.timeout(60_000);
  if (noDisk !== undefined) {
    it.skip(`skipped: no disk can be mounted here (${noDisk})`);
    return;
  }

  it('says so when it cannot start, as doctor does; one that was killed there starts again, to read', async () => {
    using disk = mountSmallDisk();
    const environment = { STATE_DIRECTORY: join(disk.folder, 'state'), PORT: '0' };
    const add = ['site', 'add', '--name', 'Lounge', '--url', 'https://lounge.example', '--json'];
    assert.equal((await coopVerifier(add, environment)).exitCode, 0);

    disk.fill();
    const start = await coopVerifier(['start'], environment);
    assert.deepEqual(
      [start.exitCode, start.stderr.trim()],
      [1, 'The disk is full: make room on it. “coop-verifier doctor” says on which. (disk_full)'],
    );
    assert.equal(JSON.parse((await coopVerifier(add, environment)).stdout).error.code, 'disk_full');
    const { checks } = JSON.parse((await coopVerifier(['doctor', '--json'], environment)).stdout) as {
      checks: Finding[];
    };
    const wrong = checks.filter(({ check }) => ['state folder', 'database'].includes(check));
    assert.deepEqual(
      wrong.map(({ ok, cure }) => [ok, cure?.slice(0, 9)]),
      Array(2).fill([false, 'Make room']),
    );

    disk.makeRoom();
    const running = await startProcess(environment);
    disk.fill();
    await running.end('SIGKILL');
    await using again = await startProcess(environment);
    assert.equal((await send(`${again.url}/readyz`)).body.problem, 'disk_full');
    disk.makeRoom();
    while ((await send(`${again.url}/readyz`)).status !== 200) await sleep(100);
  });
});

describe('a secret key file on a full disk', function () {
  this.timeout(60_000);
  if (noDisk !== undefined) {
    it.skip(`skipped: no disk can be mounted here (${noDisk})`);
    return;
  }

  it('is not rotated, for want of room', async () => {
    using disk = mountSmallDisk();
    const folder = mkdtempSync(join(tmpdir(), 'coop-verifier-key-disk-'));
    const environment = { STATE_DIRECTORY: folder, SECRET_KEY_FILE: join(disk.folder, 'secret.key') };
    assert.equal((await coopVerifier(['site', 'list'], environment)).exitCode, 0);
    const before = readFileSync(environment.SECRET_KEY_FILE, 'utf8');
    disk.fill();
    const { exitCode, stderr } = await coopVerifier(['secrets', 'rotate'], environment);
    assert.equal(exitCode, 1);
    assert.match(stderr, /no room on the disk of .*secret\.key.*\(disk_full\)\n {2}- Make room/);
    assert.equal(readFileSync(environment.SECRET_KEY_FILE, 'utf8'), before);
    rmSync(folder, { recursive: true });
  });
});

describe('a database that may not grow', () => {
  it('breaks a reservation off as a whole in its middle: counters and redemptions agree', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy(limited({ count: 1_000, per: 'P30D' }));
    const verification = await visit(service, site);
    await sql`pragma max_page_count = 1`.execute(service.stores.db);

    const answers: Answer[] = [];
    do answers.push(await reserve(site, verification, `order-${answers.length}`));
    while (answers.at(-1)?.status === 201 && answers.length < 1_000);
    const refused = answers.pop();
    assert.deepEqual([refused?.status, refused?.body.code], [503, 'disk_full']);

    const { remaining } = (await site.call('GET', `/verifications/${verification.id}`)).body;
    assert.equal(remaining, 1_000 - answers.length);
    await sql`pragma max_page_count = 100000`.execute(service.stores.db);
    assert.equal((await reserve(site, verification, `order-${answers.length}`)).status, 201);
  });

  it('is told apart from one that cannot be written at all, and from one that somebody else is writing', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    const refused = async () => {
      const { status, body } = await site.putPolicy();
      return [status, body.code];
    };
    await sql`pragma query_only = on`.execute(service.stores.db);
    assert.deepEqual(await refused(), [503, 'disk_failed']);
    assert.deepEqual((await send(`${service.url}/readyz`)).body, { status: 'not ready', problem: 'disk_failed' });
    await sql`pragma query_only = off`.execute(service.stores.db);

    await sql`pragma busy_timeout = 50`.execute(service.stores.db);
    const other = new DatabaseSync(service.config.database);
    other.exec('begin immediate');
    assert.deepEqual(await refused(), [503, 'service_busy']);
    other.close();
    assert.equal((await site.putPolicy()).status, 201);
  });
});

/** What was there before the disk was full. */
interface Made {
  readonly verification: Answer['body'];
  readonly redemption: string;
  readonly code: string;
  readonly open: Answer['body'];
  readonly answered: string;
  readonly collected: string;
}

async function makeAll(service: TestService, site: SiteClient): Promise<Made> {
  await site.putPolicy(limited({ count: 5, per: 'P30D' }));
  await site.call('PUT', '/policies/spare', loungePolicy());
  const verification = await visit(service, site);
  const redemption = await reserve(site, verification, 'before');
  await site.call('GET', '/changes');
  const [answered, collected] = [await site.open(), await site.open()];
  for (const { links } of [answered, collected]) await answer(service, links.crossDevice.app);
  await site.collect(collected.id);
  const { code } = await service.stores.siteKeys.makePairingCode(site.site.id);
  return {
    verification,
    redemption: redemption.body.id,
    code,
    open: await site.open(),
    answered: answered.id,
    collected: collected.id,
  };
}

async function answer({ clock }: TestService, link: string): Promise<Answer> {
  const request = await readRequest(link);
  return post(request, await makeToken(request, { created: clock() }));
}

/** Every kind of call that stores something; each does once there is room. The last ones take away what others need. */
const writes = (
  service: TestService,
  site: SiteClient,
  made: Made,
): Readonly<Record<string, () => Promise<Answer>>> => ({
  reserve: () => reserve(site, made.verification, 'full'),
  keep: () => site.call('POST', `/redemptions/${made.redemption}/keep`),
  commit: () => site.call('POST', `/redemptions/${made.redemption}/commit`),
  release: () => site.call('POST', `/redemptions/${made.redemption}/release`),
  'reset a limit': () => site.call('POST', '/limits/reset', { verificationId: made.verification.id }),
  'open a request': () =>
    site.call('POST', '/presentation-requests', {
      policy: 'members-lounge',
      subject: 's_2',
      returnUrl: `${site.site.url}/lounge`,
    }),
  'extend a request': () => send(`${made.open.browser.statusUrl}/extend`, { method: 'POST' }),
  'answer a request': () => answer(service, made.open.links.crossDevice.app),
  'collect a result': () => site.collect(made.answered),
  'look again': () => site.call('POST', `/verifications/${made.verification.id}/recheck`),
  pair: () =>
    send(`${service.url}/v1/pair`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Coop-Site-Url': site.site.url },
      body: JSON.stringify({ code: made.code }),
    }),
  'change a policy': () => site.call('PUT', '/policies/members-lounge', loungePolicy({ purpose: 'Another' })),
  'make a policy': () => site.call('PUT', '/policies/another', loungePolicy()),
  'delete a policy': () => site.call('DELETE', '/policies/spare'),
  'forget a verification': () => site.call('DELETE', `/verifications/${made.verification.id}`),
  'erase a person': () => site.call('DELETE', `/holders/${made.verification.holder}`),
});

const reads = (
  service: TestService,
  site: SiteClient,
  made: Made,
): Readonly<Record<string, () => Promise<Answer>>> => ({
  'the self-test': () => site.call('GET', '/site'),
  'a policy': () => site.call('GET', '/policies/members-lounge'),
  'a verification': () => site.call('GET', `/verifications/${made.verification.id}`),
  'all verifications': () => site.call('GET', '/verifications'),
  'the changes': () => site.call('GET', '/changes'),
  'a redemption': () => site.call('GET', `/redemptions/${made.redemption}`),
  'what is known of a person': () => site.call('GET', `/holders/${made.verification.holder}/export`),
  'the state of a request': () => site.call('GET', `/presentation-requests/${made.open.id}`),
  'a result that was collected': () => site.collect(made.collected),
  'the state for a browser': () => send(made.open.browser.statusUrl),
  'a request for a wallet': () => send(new URL(made.open.links.sameDevice.app).searchParams.get('request_uri') ?? ''),
  'a site’s document': () => send(`${service.url}/sites/${site.site.id}/did.json`),
  'what a policy means': () => site.call('POST', '/policies/check', { policy: loungePolicy() }),
});
