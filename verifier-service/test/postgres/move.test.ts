import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { move } from '../../src/cli/move.ts';
import { parseConfig } from '../../src/config.ts';
import { copyDatabase, CopyError } from '../../src/store/copy-database.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { coopVerifier, startCommand, startProcess } from '../bed/command-line.ts';
import { administer, freshDatabase } from '../bed/database.ts';
import { startTestService } from '../bed/service.ts';
import { limited, reserve, visit } from '../bed/visit.ts';

describe('moving a deployment from SQLite to PostgreSQL', function () {
  this.timeout(180_000);
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'coop-verifier-move-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  /** A deployment with something in most tables, and no service running on it. */
  async function deployed(name: string) {
    const environment = { STATE_DIRECTORY: join(folder, name), DATABASE_URL: 'sqlite:' };
    await using service = await startTestService({ environment });
    const site = await service.addSite();
    await service.stores.programmes.add({ name: 'autumn', count: 3, per: 'P30D', sites: [site.site.id] });
    await site.putPolicy(limited({ programme: 'autumn' }));
    const verification = await visit(service, site);
    await reserve(site, verification, 'order-1');
    await site.open({ subject: "Zoë 🍎 \\' || null; --" });
    await service.stores.siteKeys.makePairingCode(site.site.id);
    await service.stores.siteKeys.rotate(site.site.id, 60_000);
    return { environment, site, verification, clock: service.clock };
  }
  const configured = (environment: Readonly<Record<string, string>>) => parseConfig(environment);
  const moved = async (environment: Readonly<Record<string, string>>, to: string) =>
    (await move.run({ args: ['--to', to], configuration: configured(environment) }))!.json as {
      tables: { table: string; rows: number; digest: string }[];
      formerDatabase: string;
    };

  it('brings every row over as it is, and the service goes on there with all of it', async () => {
    const { environment, site, verification } = await deployed('whole');
    await using fresh = await freshDatabase();
    const { tables, formerDatabase } = await moved(environment, fresh.url);
    const rows = Object.fromEntries(tables.map(({ table, rows }) => [table, rows]));
    assert.deepEqual(
      ['sites', 'site_keys', 'policies', 'requests', 'handles', 'verifications', 'redemptions', 'limit_counters'].map(
        (table) => rows[table],
      ),
      [1, 2, 1, 2, 6, 1, 1, 1],
    );
    assert.deepEqual(
      [existsSync(formerDatabase), existsSync(join(folder, 'whole', 'coop-verifier.db'))],
      [true, false],
    );

    const there = { ...environment, DATABASE_URL: fresh.url };
    await using service = await startTestService({ environment: there });
    assert.equal(service.config.secretKeyFile, join(folder, 'whole', 'secret.key'));
    const { siteClient } = await import('../bed/site-client.ts');
    const again = siteClient(service.url, site.site, site.key);
    assert.equal((await again.call('GET', `/verifications/${verification.id}`)).body.remaining, 2);
    assert.equal((await reserve(again, verification, 'order-1')).status, 200, 'the same use');
    await service.recheck();
    const [open] = await service.stores.db
      .selectFrom('requests')
      .select('subject')
      .where('state', '=', 'open')
      .execute();
    assert.equal(open?.subject, "Zoë 🍎 \\' || null; --");
  });

  it('moves nothing where something is there already, or a service runs on either', async () => {
    const { environment } = await deployed('refused');
    const code = async (to: string) => {
      const { exitCode, stdout } = await coopVerifier(['move', '--to', to, '--json'], environment);
      assert.equal(exitCode, 1);
      return JSON.parse(stdout).error.code;
    };
    await using used = await freshDatabase();
    const db = await openDatabase(used.url);
    await sql`insert into meta values ('a', 'b')`.execute(db);
    await db.destroy();
    assert.equal(await code(used.url), 'database_not_empty');

    await using running = await freshDatabase();
    {
      // Whatever its URL calls it.
      const DATABASE_URL = `${running.url}&application_name=our-shop&statement_timeout=0`;
      const elsewhere = { STATE_DIRECTORY: join(folder, 'elsewhere'), PORT: '0', DATABASE_URL };
      await using _there = await startProcess(elsewhere);
      assert.equal(await code(running.url), 'database_in_use');
    }
    await using fresh = await freshDatabase();
    {
      await using _here = await startProcess({ ...environment, PORT: '0' });
      assert.equal(await code(fresh.url), 'database_in_use');
    }
    assert.equal(await code('postgres:///nothing?host=/nowhere&user=nobody'), 'database_unreachable');
    assert.equal((await moved(environment, fresh.url)).tables.find(({ table }) => table === 'sites')?.rows, 1);
  });

  it('names the table of a row that PostgreSQL does not take, and changes nothing', async () => {
    const { environment } = await deployed('nul');
    const file = join(folder, 'nul', 'coop-verifier.db');
    const from = await openDatabase(file);
    await sql`update requests set subject = ${'a\0b'}`.execute(from);
    await from.destroy();
    await using fresh = await freshDatabase();
    await assert.rejects(moved(environment, fresh.url), /^CopyError: The table requests has a row/);
    const to = await openDatabase(fresh.url);
    assert.deepEqual([existsSync(file), await to.selectFrom('sites').select('id').execute()], [true, []]);
    await to.destroy();
  });

  it('undoes all of it where one row that is read back is another', async () => {
    const { environment } = await deployed('altered');
    await using fresh = await freshDatabase();
    const to = await openDatabase(fresh.url, { unhurried: true });
    // A database that keeps something else than it was told.
    await sql`
      create function alter_it() returns trigger language plpgsql as
      $$ begin new.used = new.used - 1; return new; end $$`.execute(to);
    await sql`create trigger alters before insert on limit_counters for each row execute function alter_it()`.execute(
      to,
    );
    await assert.rejects(moved(environment, fresh.url), CopyError);
    for (const table of ['sites', 'limit_counters'] as const)
      assert.deepEqual(await to.selectFrom(table).selectAll().execute(), [], table);

    await sql`drop trigger alters on limit_counters`.execute(to);
    const from = await openDatabase(join(folder, 'altered', 'coop-verifier.db'));
    const copied = await to.transaction().execute((transaction) => copyDatabase(from, transaction));
    assert.ok(copied.every(({ digest }) => /^[0-9a-f]{64}$/.test(digest)));
    await Promise.all([from.destroy(), to.destroy()]);
  });

  it('goes on where it was killed, after all was copied and before the file was out of the way', async () => {
    const { environment, verification } = await deployed('killed');
    const file = join(folder, 'killed', 'coop-verifier.db');
    await using fresh = await freshDatabase();
    const args = ['move', '--to', fresh.url, '--json'];
    const atTheEnd = ['-e', 'trace=/^rename', '-e', 'inject=/^rename:error=EIO:signal=KILL'];
    const killed = await coopVerifier(args, environment, ['strace', '-D', '-f', '-qq', ...atTheEnd, '-o', '/dev/null']);
    assert.equal(killed.exitCode, null);
    assert.ok(existsSync(file));

    // All is there twice: nobody goes on with the file, as if nothing were.
    const start = await coopVerifier(['start'], { ...environment, PORT: '0' });
    assert.equal(start.exitCode, 1);
    assert.match(start.stderr, /was being moved to postgres.*\n {2}- Run again: coop-verifier move --to postgres/);
    const { error } = JSON.parse((await coopVerifier(['site', 'list', '--json'], environment)).stdout);
    assert.equal(error.code, 'move_unfinished');
    assert.equal((await doctorOn(environment)).code, 'move_unfinished');
    await using other = await freshDatabase();
    const elsewhere = await coopVerifier(['move', '--to', other.url, '--json'], environment);
    assert.equal(JSON.parse(elsewhere.stdout).error.code, 'move_unfinished');

    // Even if a service has begun there meanwhile, by somebody who thought that all was well.
    const there = { ...environment, DATABASE_URL: fresh.url };
    {
      await using service = await startTestService({ environment: there });
      await service.stores.sites.add({ name: 'Newer', url: 'https://newer.example' });
    }
    const again = await coopVerifier(args, environment);
    const { goneOnWith, formerDatabase } = JSON.parse(again.stdout);
    assert.deepEqual([again.exitCode, goneOnWith], [0, true]);
    assert.deepEqual([existsSync(file), existsSync(formerDatabase)], [false, true]);
    await using service = await startTestService({ environment: there });
    assert.equal(await service.count('verifications'), 1);
    assert.equal((await service.stores.sites.list()).length, 2);
    assert.ok(verification.id);

    // And once more, by somebody who saw nothing of all that: no empty database begins in its place.
    for (const words of [args, ['site', 'list', '--json'], ['migrate', '--json'], ['migrate', '--check', '--json']]) {
      const { stdout } = await coopVerifier(words, environment);
      assert.equal(JSON.parse(stdout).error.code, 'database_moved', stdout);
    }
    assert.equal((await doctorOn(environment)).code, 'database_moved');
    assert.equal(existsSync(file), false);
  });

  it('begins anew where it was killed before all was copied; or stays, by a restore', async () => {
    const { environment } = await deployed('early');
    const file = join(folder, 'early', 'coop-verifier.db');
    await using fresh = await freshDatabase();
    await broken(environment, fresh.url);
    const refused = await coopVerifier(['site', 'list', '--json'], environment);
    assert.equal(JSON.parse(refused.stdout).error.code, 'move_unfinished');
    const stayed = await coopVerifier(['restore', '--from', file, '--json'], environment);
    assert.equal(stayed.exitCode, 0, stayed.stdout);
    assert.equal(JSON.parse((await coopVerifier(['site', 'list', '--json'], environment)).stdout).length, 1);

    await broken(environment, fresh.url);
    // A move that is refused for what it finds there does not undo what another one said of the file.
    const change = async (statement: string) => {
      const there = await openDatabase(fresh.url);
      await sql.raw(statement).execute(there);
      await there.destroy();
    };
    await change(`insert into meta values ('a', 'b')`);
    const occupied = await coopVerifier(['move', '--to', fresh.url, '--json'], environment);
    assert.equal(JSON.parse(occupied.stdout).error.code, 'database_not_empty');
    const still = await coopVerifier(['site', 'list', '--json'], environment);
    assert.equal(JSON.parse(still.stdout).error.code, 'move_unfinished');
    await change('delete from meta');

    const { tables } = await moved(environment, fresh.url);
    assert.equal(tables.find(({ table }) => table === 'sites')?.rows, 1);
  });

  /** Killed while it waits for somebody who holds a table. */
  async function broken(environment: Readonly<Record<string, string>>, to: string): Promise<void> {
    const holder = new pg.Client(to);
    await holder.connect();
    try {
      await holder.query('begin; lock table sites in access exclusive mode');
      const child = await startCommand(['move', '--to', to], environment);
      const admin = await administer();
      const waiting = `select 1 from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'`;
      const name = new URL(to).pathname.slice(1);
      while ((await admin.query(waiting, [name])).rowCount === 0) await sleep(20);
      await child.end('SIGKILL');
    } finally {
      await holder.end();
    }
  }

  /** What doctor says of the database. */
  async function doctorOn(environment: Readonly<Record<string, string>>): Promise<{ code?: string; cure?: string }> {
    const { checks } = JSON.parse((await coopVerifier(['doctor', '--json'], environment)).stdout);
    return checks.find(({ check }: { check: string }) => check === 'database');
  }
});
