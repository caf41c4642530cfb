import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Migration } from 'kysely/migration';
import { contracting, migrations } from '../../src/store/migrations.ts';
import { openDatabase, type Database } from '../../src/store/open-database.ts';
import { createMigrations } from '../../src/store/run-migrations.ts';
import { databaseOf } from '../bed/database.ts';
import { coopVerifier } from '../bed/command-line.ts';
import { startTestService } from '../bed/service.ts';
import { send } from '../bed/site-client.ts';
import { visit } from '../bed/visit.ts';

/** What the next version may add: a column in each table, and a table. */
const adds: Migration = {
  up: async (db) => {
    for (const { name } of await db.introspection.getTables()) {
      await db.schema.alterTable(name).addColumn('of_tomorrow', 'text').execute();
    }
    await db.schema.createTable('tomorrow').addColumn('id', 'text').execute();
  },
};
const takesAway: Migration = {
  up: async (db) => {
    await db.schema.alterTable('requests').dropColumn('locale').execute();
  },
};
const grown = { ...migrations, '9999-01-adds': adds };
const nextVersion = createMigrations(grown);
const afterThat = createMigrations({ ...grown, '9999-02-takes-away': takesAway }, new Set(['9999-02-takes-away']));

describe('a rolling upgrade', () => {
  it('adds first: this version goes on beside the next one, and starts again beside it', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    assert.deepEqual(await nextVersion.migrate(service.stores.db), ['9999-01-adds']);
    service.pass(1_000);
    assert.equal((await send(`${service.url}/readyz`)).status, 200);
    const { id } = await visit(service, site);
    assert.equal((await site.call('POST', `/verifications/${id}/recheck`)).status, 200);
    await service.recheck();

    const again = await openDatabase(service.config.database, { schema: 'require' });
    await again.destroy();
  });

  it('takes away in a second step: this version says that it is not ready, and does not start', async () => {
    await using service = await startTestService();
    const { db } = service.stores;
    await nextVersion.migrate(db);
    assert.deepEqual(await afterThat.migrate(db), ['9999-02-takes-away']);
    service.pass(1_000);
    const { status, body } = await send(`${service.url}/readyz`);
    assert.deepEqual([status, body.problem], [503, 'database_too_new']);
    for (const schema of ['migrate', 'require'] as const)
      await assert.rejects(openDatabase(service.config.database, { schema }), /newer version/);
    assert.equal((await nextVersion.schemaState(db)).problem?.code, 'database_too_new', 'nor does the one between');
    assert.equal((await afterThat.schemaState(db)).problem, undefined);
  });

  it('refuses tables that have what this version does not know and lack what it does', async () => {
    await using service = await startTestService();
    const other = createMigrations({ ...migrations, '9999-03-of-a-branch': adds });
    await nextVersion.migrate(service.stores.db);
    await assert.rejects(other.migrate(service.stores.db), /newer version/);
  });

  it('is made of steps that only add, or say that they take away', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coop-verifier-steps-'));
    const db = await openDatabase(join(folder, 'steps.db'), { schema: 'as-is' });
    try {
      const names = Object.keys(migrations);
      assert.deepEqual(names, names.toSorted(), 'Kysely runs them by their names');
      for (const name of contracting) assert.ok(names.includes(name), name);
      for (const [index, name] of names.entries()) {
        const before = await columnsOf(db);
        await createMigrations(Object.fromEntries(Object.entries(migrations).slice(0, index + 1))).migrate(db);
        if (name <= '2026-11-without-nonces' || contracting.has(name)) continue;
        const after = await columnsOf(db);
        const gone = [...before.keys()].filter((column) => !after.has(column));
        const needed = [...after].filter(
          ([column, isNeeded]) => isNeeded && !before.has(column) && wasThere(before, column),
        );
        assert.deepEqual([gone, needed.map(([column]) => column)], [[], []], `${name} is not only adding`);
      }
    } finally {
      await db.destroy();
      rmSync(folder, { recursive: true });
    }
  });

  it('may be made by hand: a start refuses what is not brought up to date, and migrate does it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coop-verifier-by-hand-'));
    try {
      const environment = { STATE_DIRECTORY: folder, PORT: '0', MIGRATE_AT_START: '0' };
      const refused = await coopVerifier(['start'], environment);
      assert.equal(refused.exitCode, 1);
      assert.match(refused.stderr, /coop-verifier migrate/);
      const checked = await coopVerifier(['migrate', '--check', '--json'], environment);
      const { missing, problem } = JSON.parse(checked.stdout) as { missing: string[]; problem: string };
      assert.deepEqual([checked.exitCode, missing, problem], [1, Object.keys(migrations), 'database_behind']);

      const done = await coopVerifier(['migrate', '--json'], environment);
      assert.deepEqual(
        [done.exitCode, (JSON.parse(done.stdout) as { done: string[] }).done],
        [0, Object.keys(migrations)],
      );

      const { DATABASE_URL } = await databaseOf(folder);
      const db = await openDatabase(DATABASE_URL ?? join(folder, 'coop-verifier.db'));
      await nextVersion.migrate(db);
      await afterThat.migrate(db);
      await db.destroy();
      const doctor = await coopVerifier(['doctor', '--json'], environment);
      const { checks } = JSON.parse(doctor.stdout) as { checks: { check: string; code?: string }[] };
      const tables = checks.find(({ check }) => check === 'tables');
      assert.equal(tables?.code, 'database_too_new', doctor.stdout);
      assert.match((await coopVerifier(['start'], environment)).stderr, /newer version/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }).timeout(240_000);
});

/** Each column as `table.column`, and whether an insert without it fails. */
async function columnsOf(db: Database): Promise<Map<string, boolean>> {
  const tables = await db.introspection.getTables();
  return new Map(
    tables.flatMap(({ name, columns }) =>
      columns.map((column) => [`${name}.${column.name}`, !column.isNullable && !column.hasDefaultValue] as const),
    ),
  );
}

/** A new table may need what it likes: older builds put nothing into it. */
const wasThere = (before: ReadonlyMap<string, boolean>, column: string) =>
  [...before.keys()].some((known) => known.split('.')[0] === column.split('.')[0]);
