import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coopVerifier, startProcess } from '../bed/command-line.ts';
import { loungePolicy } from '../bed/policy.ts';
import { send } from '../bed/site-client.ts';

const siteUrl = 'http://localhost:9100';

describe('backing up and restoring', function () {
  this.timeout(60_000);
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'coop-verifier-backup-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const stateOf = (name: string) => ({ STATE_DIRECTORY: join(folder, name), PORT: '0' });
  const run = async (environment: Record<string, string>, ...args: string[]) => {
    const { exitCode, stdout } = await coopVerifier([...args, '--json'], environment);
    return { exitCode, body: JSON.parse(stdout) };
  };
  const addSite = async (environment: Record<string, string>) =>
    (await run(environment, 'site', 'add', '--name', 'Shop', '--url', siteUrl)).body as { id: string; key: string };
  const caller =
    (url: string, { key }: { key: string }) =>
    (method: string, path: string, body?: unknown) =>
      send(`${url}/v1${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${key}`,
          'Coop-Site-Url': siteUrl,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });

  it('of a service that is being written to keeps every write acknowledged before, and is whole', async () => {
    const environment = stateOf('busy');
    const site = await addSite(environment);
    const backup = join(folder, 'busy.backup');
    await using service = await startProcess(environment);
    const call = caller(service.url, site);
    let acknowledged = 0;
    let writing = true;
    const write = async () => {
      while (writing) {
        const { status } = await call(
          'PUT',
          '/policies/lounge',
          loungePolicy({ purpose: `Number ${acknowledged + 1}` }),
        );
        assert.ok(status === 200 || status === 201, String(status));
        acknowledged += 1;
      }
    };
    const writer = write();
    while (acknowledged < 20) await call('GET', '/site');
    const before = acknowledged;
    const { exitCode, body } = await run(environment, 'backup', '--to', backup);
    assert.deepEqual([exitCode, body.file, statSync(backup).mode & 0o777], [0, backup, 0o600]);
    const meanwhile = acknowledged;
    assert.ok(meanwhile > before, 'nobody was held up');
    writing = false;
    await writer;
    await service.end('SIGTERM');

    const elsewhere = stateOf('elsewhere');
    mkdirSync(elsewhere.STATE_DIRECTORY, { mode: 0o700 });
    copyFileSync(join(environment.STATE_DIRECTORY, 'secret.key'), join(elsewhere.STATE_DIRECTORY, 'secret.key'));
    assert.equal((await run(elsewhere, 'restore', '--from', backup)).exitCode, 0);
    await using restored = await startProcess(elsewhere);
    const { version } = (await caller(restored.url, site)('GET', '/policies/lounge')).body;
    assert.ok(version >= before && version <= meanwhile + 1, `${before} ≤ ${version} ≤ ${meanwhile + 1}`);
  });

  it('brings back what was there, signing key included, and keeps what it replaces', async () => {
    const environment = stateOf('back');
    const site = await addSite(environment);
    const backup = join(folder, 'back.backup');
    await run(environment, 'backup', '--to', backup);
    const later = await addSite(environment);
    const { body } = await run(environment, 'restore', '--from', backup);

    const ids = async () => (await run(environment, 'site', 'list')).body.map(({ id }: { id: string }) => id);
    assert.deepEqual(await ids(), [site.id]);
    {
      await using service = await startProcess(environment);
      const call = caller(service.url, site);
      await call('PUT', '/policies/lounge', loungePolicy());
      const request = { policy: 'lounge', subject: 's', returnUrl: `${siteUrl}/` };
      const { links } = (await call('POST', '/presentation-requests', request)).body;
      const uri = new URL(links.sameDevice.app).searchParams.get('request_uri') ?? '';
      assert.equal((await send(uri)).status, 200, 'a request is signed');
    }
    await run(environment, 'restore', '--from', body.formerDatabase);
    assert.deepEqual(await ids(), [site.id, later.id]);
  });

  it('is refused while the service runs, and changes nothing', async () => {
    const environment = stateOf('running');
    const site = await addSite(environment);
    const backup = join(folder, 'running.backup');
    await run(environment, 'backup', '--to', backup);
    await using service = await startProcess(environment);
    const refused = await run(environment, 'restore', '--from', backup);
    assert.deepEqual([refused.exitCode, refused.body.error.code], [1, 'database_in_use']);
    const call = caller(service.url, site);
    assert.equal((await call('PUT', '/policies/lounge', loungePolicy())).status, 201);
    await service.end('SIGKILL');
    await using again = await startProcess(environment);
    assert.equal((await caller(again.url, site)('GET', '/policies/lounge')).status, 200);
  });

  it('refuses a file that is no backup, is damaged, or belongs to another secret key', async () => {
    const environment = stateOf('choosy');
    await addSite(environment);
    const backup = join(folder, 'choosy.backup');
    await run(environment, 'backup', '--to', backup);
    assert.equal((await run(environment, 'backup', '--to', backup)).body.error.code, 'file_exists');
    const restoring = async (from: string) => (await run(environment, 'restore', '--from', from)).body.error?.code;

    const text = join(folder, 'text');
    writeFileSync(text, 'not a database at all');
    const damaged = join(folder, 'damaged');
    const bytes = readFileSync(backup);
    writeFileSync(damaged, bytes.fill(0xff, 4_096, 12_288));
    for (const file of [text, damaged, join(folder, 'none')])
      assert.equal(await restoring(file), 'backup_invalid', file);

    const key = join(environment.STATE_DIRECTORY, 'secret.key');
    const right = readFileSync(key);
    writeFileSync(key, `other:${'A'.repeat(43)}\n`);
    assert.equal(await restoring(backup), 'secret_key_mismatch');
    rmSync(key);
    assert.equal(await restoring(backup), 'secret_key_mismatch');
    writeFileSync(key, right);
    assert.equal(await restoring(backup), undefined);
  });
});

describe('coop-verifier secrets rotate', function () {
  this.timeout(60_000);

  it('beside a running service loses no call, and the old line can go', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coop-verifier-rotate-'));
    try {
      const environment = { STATE_DIRECTORY: join(folder, 'state'), PORT: '0' };
      const added = await coopVerifier(['site', 'add', '--name', 'A', '--url', siteUrl, '--json'], environment);
      const headers = {
        Authorization: `Bearer ${JSON.parse(added.stdout).key}`,
        'Coop-Site-Url': siteUrl,
        'Content-Type': 'application/json',
      };
      const signs = async (url: string) => {
        const call = (method: string, path: string, body: unknown) =>
          send(`${url}/v1${path}`, { method, headers, body: JSON.stringify(body) });
        await call('PUT', '/policies/lounge', loungePolicy());
        const request = { policy: 'lounge', subject: 's', returnUrl: `${siteUrl}/` };
        const { links } = (await call('POST', '/presentation-requests', request)).body;
        return (await send(new URL(links.sameDevice.app).searchParams.get('request_uri') ?? '')).status;
      };
      const file = join(environment.STATE_DIRECTORY, 'secret.key');
      {
        await using service = await startProcess(environment);
        assert.equal(await signs(service.url), 200);
        const { exitCode, stdout } = await coopVerifier(['secrets', 'rotate', '--json'], environment);
        const rotation = JSON.parse(stdout);
        assert.deepEqual([exitCode, rotation.added, rotation.removable.length], [0, true, 1]);
        assert.equal(await signs(service.url), 200);
      }
      writeFileSync(file, `${readFileSync(file, 'utf8').split('\n')[0]}\n`);
      await using again = await startProcess(environment);
      assert.equal(await signs(again.url), 200);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
