import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onPostgres } from '../bed/database.ts';
import { coopVerifier, startProcess } from '../bed/command-line.ts';

interface Report {
  readonly ok: boolean;
  readonly settings: readonly { name: string; value: string; origin: string }[];
  readonly checks: readonly { check: string; ok: boolean; message: string; code?: string; cure?: string }[];
}

describe('coop-verifier', function () {
  this.timeout(180_000);
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'coop-verifier-cli-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const diagnose = async (environment: Record<string, string>) => {
    const { exitCode, stdout } = await coopVerifier(['doctor', '--json'], environment);
    const report = JSON.parse(stdout) as Report;
    // The PostgreSQL of the tests does not wait for the disk, and doctor says so: `postgres/doctor.test.ts`.
    const checks = report.checks.filter(({ code }) => code !== 'database_not_durable');
    const wrong = checks.filter(({ ok }) => !ok).map(({ check }) => check);
    const isFine = checks.length < report.checks.length && wrong.length === 0;
    return { ...report, exitCode: isFine ? 0 : exitCode, ok: isFine || report.ok, checks, wrong };
  };

  it('adds a site and prints one JSON value and nothing else', async () => {
    const environment = { STATE_DIRECTORY: join(folder, 'sites') };
    const args = ['site', 'add', '--name', 'Harvest shop', '--url', 'http://localhost:9000/', '--json'];
    const { exitCode, stdout, stderr } = await coopVerifier(args, environment);
    const added = JSON.parse(stdout);
    assert.deepEqual([exitCode, stderr, Object.keys(added)], [0, '', ['id', 'did', 'key', 'pairingCode']]);
    assert.match(added.pairingCode, /^http:\/\/localhost:4100#[A-Za-z0-9_-]{22}$/);
    assert.match(added.key, /^sk_[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}$/);

    const again = JSON.parse((await coopVerifier(args, environment)).stdout);
    const listed = JSON.parse((await coopVerifier(['site', 'list', '--json'], environment)).stdout);
    assert.deepEqual(
      listed.map(({ id }: { id: string }) => id),
      [added.id, again.id],
    );
    assert.equal(added.did, `did:web:localhost%3A4100:sites:${added.id}`);
    assert.equal(listed[0].did, added.did);
  });

  it('pairs, rotates and removes a site by its id', async () => {
    const environment = { STATE_DIRECTORY: join(folder, 'by-id'), PUBLIC_URL: 'https://verifier.example' };
    const run = async (...args: string[]) => {
      const { exitCode, stdout } = await coopVerifier([...args, '--json'], environment);
      return { exitCode, body: JSON.parse(stdout) };
    };
    const { body: added } = await run('site', 'add', '--name', 'Shop', '--url', 'https://shop.example');

    const paired = await run('site', 'pair', added.id);
    assert.match(paired.body.pairingCode, /^https:\/\/verifier\.example#/);
    assert.notEqual(paired.body.pairingCode, added.pairingCode);

    const rotated = await run('site', 'rotate', added.id, '--days', '3');
    const inDays = (Date.parse(rotated.body.oldKeysUntil) - Date.now()) / 86_400_000;
    assert.ok(inDays > 2.99 && inDays <= 3, String(inDays));
    assert.notEqual(rotated.body.key, added.key);
    const now = await run('site', 'rotate', added.id, '--now');
    assert.ok(Date.parse(now.body.oldKeysUntil) <= Date.now());

    for (const args of [['--days', '0'], ['--days', 'x'], ['--days', '2', '--now'], ['another']]) {
      assert.equal((await run('site', 'rotate', added.id, ...args)).body.error.code, 'usage');
    }
    assert.equal((await run('site', 'pair')).body.error.code, 'usage');
    assert.deepEqual((await run('site', 'remove', added.id)).body, { id: added.id, removed: true });
    const gone = await run('site', 'remove', added.id);
    assert.deepEqual([gone.exitCode, gone.body.error.code], [1, 'site_unknown']);
  });

  it('gives no pairing code and no DID for an address that nobody knows yet', async () => {
    const environment = { STATE_DIRECTORY: join(folder, 'any-port'), PORT: '0' };
    const run = async (...args: string[]) => {
      const { exitCode, stdout } = await coopVerifier([...args, '--json'], environment);
      return { exitCode, body: JSON.parse(stdout) };
    };
    const added = await run('site', 'add', '--name', 'Shop', '--url', 'https://shop.example');
    assert.deepEqual([added.exitCode, Object.keys(added.body)], [0, ['id', 'key']]);
    const rotated = await run('site', 'rotate', added.body.id);
    assert.deepEqual([rotated.exitCode, Object.keys(rotated.body)], [0, ['id', 'key', 'oldKeysUntil']]);
    const paired = await run('site', 'pair', added.body.id);
    assert.deepEqual([paired.exitCode, paired.body.error.code], [1, 'public_url_unknown']);
  });

  it('may run twice at once, also the first time', async () => {
    const environment = { STATE_DIRECTORY: join(folder, 'twice') };
    const add = (name: string) =>
      coopVerifier(['site', 'add', '--name', name, '--url', 'https://a.example'], environment);
    const both = await Promise.all([add('One'), add('Two')]);
    assert.deepEqual(
      both.map(({ exitCode, stderr }) => [exitCode, stderr]),
      [
        [0, ''],
        [0, ''],
      ],
    );
    assert.equal(JSON.parse((await coopVerifier(['site', 'list', '--json'], environment)).stdout).length, 2);
  });

  it('refuses what it does not understand, in one JSON value when asked for JSON', async () => {
    const environment = { STATE_DIRECTORY: join(folder, 'unused') };
    for (const args of [
      ['site', 'add', '--name', 'A', '--url', 'http://shop.example'],
      ['site', 'add', '--url', 'https://a.example'],
      ['site', 'add', '--colour', 'red'],
      ['fly'],
      ['site', 'fly'],
      [],
    ]) {
      const { exitCode, stdout } = await coopVerifier([...args, '--json'], environment);
      assert.deepEqual([exitCode, JSON.parse(stdout).error.code], [2, 'usage']);
    }
    const invalid = await coopVerifier(['site', 'list', '--json'], { ...environment, PORT: 'x', WORKERS: 'y' });
    const { error } = JSON.parse(invalid.stdout);
    assert.deepEqual([invalid.exitCode, error.code, error.problems.length], [1, 'config_invalid', 2]);
    assert.equal(existsSync(environment.STATE_DIRECTORY), false);
  });

  it('ends what it complains of with its code', async () => {
    const { stderr } = await coopVerifier(['site', 'list'], { STATE_DIRECTORY: folder, WORKERS: 'y' });
    assert.match(stderr, /^The configuration is not valid\. \(config_invalid\)\n {2}- WORKERS/);
  });

  it('doctor finds a running service well, and changes nothing before the first start', async () => {
    const environment = { STATE_DIRECTORY: join(folder, 'well') };
    const early = await diagnose({ ...environment, PORT: '1' });
    assert.deepEqual([early.exitCode, early.wrong], [1, ['public URL']]);
    assert.equal(existsSync(environment.STATE_DIRECTORY), false);

    await using service = await startProcess({ ...environment, PORT: '0' });
    const well = await diagnose({ ...environment, PORT: new URL(service.url).port });
    assert.deepEqual([well.exitCode, well.ok, well.wrong], [0, true, []]);
    assert.equal(well.settings.find(({ name }) => name === 'PORT')?.origin, 'environment');
    assert.equal(well.settings.find(({ name }) => name === 'HOST')?.origin, 'default');
  });

  it('says when another terminal names another address, or another database answers', async () => {
    const state = { STATE_DIRECTORY: join(folder, 'terminals') };
    await using service = await startProcess({ ...state, PORT: '0' });
    const there = { ...state, PUBLIC_URL: 'https://verifier.example' };
    const add = ['site', 'add', '--name', 'Shop', '--url', 'https://shop.example', '--json'];
    const added = JSON.parse((await coopVerifier(add, there)).stdout);
    assert.ok(added.warning.includes(`ran last with ${service.url}.`), added.warning);
    assert.match((await coopVerifier(['site', 'pair', added.id], there)).stdout, /Careful: PUBLIC_URL differs/);
    const same = { ...state, PUBLIC_URL: service.url };
    assert.doesNotMatch((await coopVerifier(['site', 'pair', added.id], same)).stdout, /Careful/);

    const codes = async (environment: Record<string, string>) =>
      (await diagnose(environment)).checks.flatMap(({ code }) => code ?? []);
    assert.deepEqual(await codes(there), ['public_url_differs']);
    const stranger = { STATE_DIRECTORY: join(folder, 'another-database'), PUBLIC_URL: service.url };
    assert.deepEqual(await codes(stranger), ['public_url_of_another']);
  });

  it('doctor names each fault with its cure', async () => {
    const state = join(folder, 'ill');
    const environment = { STATE_DIRECTORY: state, PORT: '1' };
    await coopVerifier(['site', 'add', '--name', 'A', '--url', 'https://a.example'], environment);
    const key = join(state, 'secret.key');

    chmodSync(key, 0o644);
    chmodSync(state, 0o755);
    assert.deepEqual((await diagnose(environment)).wrong, ['state folder', 'secret key', 'public URL']);
    chmodSync(state, 0o700);
    writeFileSync(key, `other:${'A'.repeat(43)}\n`);
    chmodSync(key, 0o600);
    assert.deepEqual((await diagnose(environment)).wrong, ['secret key', 'public URL']);
    rmSync(key);
    const report = await diagnose(environment);
    assert.deepEqual(report.wrong, ['secret key', 'public URL']);
    assert.ok(report.checks.filter(({ ok }) => !ok).every(({ code, cure }) => code && cure));

    const invalid = await diagnose({ ...environment, LOG_LEVEL: 'loud', WORKERS: '0' });
    assert.deepEqual([invalid.exitCode, invalid.wrong], [1, ['configuration', 'configuration']]);
    assert.equal(invalid.checks.at(-1)?.code, 'configuration_invalid');
  });

  it('says what to do where its folder cannot be made', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const environment = { STATE_DIRECTORY: join(file, 'state'), PORT: '0' };
    const { stdout } = await coopVerifier(['start', '--json'], environment);
    const { code, problems } = JSON.parse(stdout).error;
    assert.equal(code, 'state_folder_unwritable');
    assert.match(problems[0], /STATE_DIRECTORY.*doctor/);
    const { checks } = await diagnose(environment);
    assert.equal(
      checks.some(({ check }) => check === 'database'),
      // A server does not need the folder.
      onPostgres,
    );
  });

  it('names every fault of a programme at once', async () => {
    const { exitCode, stderr } = await coopVerifier(['programme', 'add', 'x', '--count', '0', '--per', '30'], {});
    assert.equal(exitCode, 2);
    for (const option of ['--count', '--per', '--sites'])
      assert.match(stderr.split('coop-verifier')[0]!, new RegExp(option));
  });

  it('does not start with another secret key than the database knows', async () => {
    const state = join(folder, 'mismatch');
    await coopVerifier(['site', 'add', '--name', 'A', '--url', 'https://a.example'], { STATE_DIRECTORY: state });
    writeFileSync(join(state, 'secret.key'), `other:${'A'.repeat(43)}\n`);
    const { exitCode, stderr } = await coopVerifier(['start'], { STATE_DIRECTORY: state, PORT: '0' });
    assert.equal(exitCode, 1);
    assert.match(stderr, /lacks the key/);
    const { stdout } = await coopVerifier(['start', '--json'], { STATE_DIRECTORY: state, PORT: '0' });
    assert.equal(JSON.parse(stdout).error.code, 'secret_key_wrong');
  });
});
