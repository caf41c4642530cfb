import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startOwnPostgres } from '../../soak/own-postgres.ts';
import { checkState } from '../../src/cli/doctor/check-state.ts';
import { parseConfig } from '../../src/config.ts';
import { openStores } from '../../src/open-stores.ts';
import { coopVerifier } from '../bed/command-line.ts';

describe('doctor on a PostgreSQL', function () {
  this.timeout(60_000);
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'coop-verifier-doctor-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const look = async (database: string) => {
    const parsed = parseConfig({ STATE_DIRECTORY: join(folder, 'state'), DATABASE_URL: database });
    assert.ok(parsed.ok);
    return (await checkState(parsed.config)).find(({ check }) => check === 'database');
  };

  it('finds one well that keeps what it acknowledged, and names what makes it forget, or that it is away', async () => {
    await using postgres = await startOwnPostgres(['listen_addresses=']);
    assert.match((await look(postgres.url))?.message ?? '', /gets its tables at the first start/);
    const parsed = parseConfig({ STATE_DIRECTORY: join(folder, 'state'), DATABASE_URL: postgres.url });
    assert.ok(parsed.ok);
    const stores = await openStores(parsed.config, () => new Date());
    await stores.db.destroy();
    const well = await look(postgres.url);
    assert.deepEqual([well?.ok, well?.message], [true, postgres.url]);

    const hasty = await look(`${postgres.url}&options=-csynchronous_commit%3Doff`);
    assert.deepEqual([hasty?.ok, hasty?.code], [false, 'database_not_durable']);
    assert.match(hasty?.message ?? '', /synchronous_commit=off/);

    await postgres.kill();
    const away = await look(postgres.url);
    assert.deepEqual([away?.ok, away?.code], [false, 'database_unreachable']);
    assert.match(away?.message ?? '', /ECONNREFUSED|ENOENT/);
  });

  it('ends when it has said it all, also of an empty one: no connection is left, which would stay for half a minute', async () => {
    await using postgres = await startOwnPostgres(['listen_addresses=']);
    const environment = { STATE_DIRECTORY: join(folder, 'ends'), DATABASE_URL: postgres.url, PORT: '0' };
    const ended = await coopVerifier(['doctor', '--json'], environment);
    assert.ok(JSON.parse(ended.stdout).checks.length > 3);
  }).timeout(25_000);

  it('shows no password, and every command says in its words that PostgreSQL is away', async () => {
    const environment = {
      STATE_DIRECTORY: join(folder, 'away'),
      DATABASE_URL: 'postgres://verifier:very-secret@127.0.0.1:1/coop',
    };
    for (const args of [['doctor'], ['start'], ['site', 'list'], ['migrate'], ['backup', '--to', join(folder, 'x')]]) {
      const { exitCode, stdout, stderr } = await coopVerifier(args, environment);
      assert.equal(exitCode, 1, args.join(' '));
      assert.doesNotMatch(stdout + stderr, /very-secret/);
      assert.match(stdout + stderr, /PostgreSQL cannot be reached|database_unreachable/, args.join(' '));
    }
  });

  it('says of a wrong password and of a database that is not there that it is this, by the setting that names it', async () => {
    const own = mkdtempSync(join(tmpdir(), 'coop-verifier-hba-'));
    chmodSync(own, 0o755);
    writeFileSync(join(own, 'hba'), 'local all postgres trust\nlocal all all scram-sha-256\n');
    await using postgres = await startOwnPostgres(['listen_addresses=', `hba_file=${join(own, 'hba')}`]);
    const admin = new pg.Client(postgres.url);
    await admin.connect();
    await admin.query(`create user member password 'right'`);
    await admin.end();
    const wrong = `${postgres.url.replace('user=postgres', 'user=member')}&password=very-secret`;
    const environment = { STATE_DIRECTORY: join(own, 'state'), DATABASE_URL: wrong, PORT: '0' };
    for (const args of [['start'], ['site', 'list'], ['backup', '--to', join(own, 'x')], ['migrate']]) {
      const { stderr } = await coopVerifier(args, environment);
      assert.match(
        stderr,
        /as DATABASE_URL says: password authentication failed.*\n.*Correct the user or the password/,
      );
    }
    const found = await look(wrong);
    assert.match(found?.message ?? '', /password authentication failed/);
    assert.match(found?.cure ?? '', /^Correct the user or the password/);
    assert.match((await look(postgres.url.replace('/postgres?', '/nothing?')))?.cure ?? '', /^Make that database/);

    const onFile = { STATE_DIRECTORY: join(own, 'file'), DATABASE_URL: 'sqlite:' };
    await coopVerifier(['site', 'list'], onFile);
    const moved = await coopVerifier(['move', '--to', wrong], onFile);
    assert.match(moved.stderr, /as --to says: password authentication failed.*\n.*in --to/);
    assert.doesNotMatch(moved.stderr + JSON.stringify(found), /very-secret/);
    rmSync(own, { recursive: true });
  });
});
