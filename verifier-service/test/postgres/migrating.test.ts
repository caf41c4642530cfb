import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { restore } from '../../src/cli/restore.ts';
import { parseConfig } from '../../src/config.ts';
import { backUp } from '../../src/store/backup.ts';
import { migrate, migrations, schemaState } from '../../src/store/migrations.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { ownTables } from '../../src/store/own-tables.ts';
import { copiedTables, passingTables } from '../../src/store/tables.ts';
import { empty, freshDatabase } from '../bed/database.ts';

describe('migrating a PostgreSQL', () => {
  it('may be done by several at once: each step is made once', async () => {
    await using fresh = await freshDatabase();
    await empty(fresh.url);
    const open = () => openDatabase(fresh.url, { schema: 'as-is', unhurried: true });
    const all = await Promise.all(Array.from({ length: 4 }, open));
    const done = (await Promise.all(all.map((db) => migrate(db)))).flat();
    assert.deepEqual(done.toSorted(), Object.keys(migrations).toSorted());
    assert.deepEqual((await schemaState(all[0]!)).missing, []);
    await Promise.all(all.map((db) => db.destroy()));
  });

  it('makes tables of which each is copied, or is known not to be', async () => {
    await using fresh = await freshDatabase();
    const db = await openDatabase(fresh.url);
    await sql`create schema others`.execute(db);
    await sql`create table others.sites (id text, secret_sealed text)`.execute(db);
    const names = (await ownTables(db)).map(({ name }) => name);
    assert.deepEqual(names.toSorted(), [...copiedTables.map(({ name }) => name), ...passingTables].toSorted());
    for (const { name, key } of copiedTables) {
      const { rows } = await sql<{ column: string }>`
        select attname as column from pg_index join pg_attribute on attrelid = indrelid and attnum = any(indkey)
        where indrelid = ${name}::regclass and indisprimary`.execute(db);
      assert.deepEqual(rows.map(({ column }) => column).toSorted(), [...key].toSorted(), name);
    }
    await db.destroy();
  });

  it('is asked for where a start must not do it', async () => {
    await using fresh = await freshDatabase();
    await empty(fresh.url);
    await assert.rejects(openDatabase(fresh.url, { schema: 'require' }), /coop-verifier migrate/);
  });

  it('by a newer version is undone by a backup from before it, as the refused restore says', async () => {
    await using fresh = await freshDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'coop-verifier-newer-'));
    const configuration = parseConfig({ STATE_DIRECTORY: folder, DATABASE_URL: fresh.url });
    const backup = join(folder, 'before.db');
    await backUp(fresh.url, backup);
    const db = await openDatabase(fresh.url);
    await sql`insert into kysely_migration values ('2099-newer', '2099')`.execute(db);
    await sql`insert into meta values ('schema-needed', '2099-newer')`.execute(db);
    const restored = () => restore.run({ args: ['--from', backup], configuration });
    await assert.rejects(restored(), { name: 'CommandError', code: 'database_too_new' });
    await sql`drop schema public cascade`.execute(db);
    await sql`create schema public`.execute(db);
    await db.destroy();
    assert.equal((await restored())?.exitCode, 0);
    rmSync(folder, { recursive: true });
  });
});
