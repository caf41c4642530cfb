import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import {
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { isRecentSqlite, openDatabase } from '../../src/store/open-database.ts';

describe('openDatabase', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'coop-verifier-store-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('opens a file that is synced by us: `soak -- power-cuts` and group-commit.test.ts say what that keeps', async () => {
    const db = await openDatabase(join(folder, 'durable.db'));
    const one = async (name: string) =>
      Object.values((await sql<object>`${sql.raw(`pragma ${name}`)}`.execute(db)).rows[0]!)[0];
    assert.deepEqual([await one('journal_mode'), await one('synchronous')], ['wal', 1]);
    assert.deepEqual([await one('busy_timeout'), await one('foreign_keys')], [5_000, 1]);
    await db.destroy();
  });

  it('works by a link, whatever lies beside that', async () => {
    symlinkSync(join(folder, 'linked-to.db'), join(folder, 'link.db'));
    writeFileSync(join(folder, 'link.db-wal'), '');
    const db = await openDatabase(join(folder, 'link.db'));
    await db.insertInto('meta').values({ name: 'by the link', value: '1' }).execute();
    assert.ok(statSync(join(folder, 'linked-to.db-wal')).size > 0);
    assert.equal(statSync(join(folder, 'link.db-wal')).size, 0);
    assert.equal(openDescriptors().includes(join(folder, 'link.db-wal')), false);
    assert.equal(openDescriptors().includes(join(realpathSync(folder), 'linked-to.db-wal')), true);
    await db.destroy();
    assert.equal(openDescriptors().includes(join(realpathSync(folder), 'linked-to.db-wal')), false);
  });

  it('refuses a database in memory, which no write survives', async () => {
    await assert.rejects(openDatabase(':memory:'), /journal mode is memory/);
  });

  it('knows a SQLite that can lose data', () => {
    assert.deepEqual(['3.51.2', '3.50.9', '2.99.9'].map(isRecentSqlite), [false, false, false]);
    assert.deepEqual(['3.51.3', '3.52.0', '4.0.0'].map(isRecentSqlite), [true, true, true]);
  });

  it('binds no object: node:sqlite would take it for named parameters', async () => {
    const db = await openDatabase(join(folder, 'bind.db'));
    const find = (name: unknown) =>
      db
        .selectFrom('meta')
        .selectAll()
        .where('name', '=', name as string)
        .execute();
    for (const value of [{ name: 'a' }, new Date(), true]) await assert.rejects(find(value), TypeError);
    assert.deepEqual(await find("' or 1=1 --"), []);
    await db.destroy();
  });

  it('keeps others out of a transaction that awaits, and undoes it when it fails', async () => {
    const db = await openDatabase(join(folder, 'isolated.db'));
    const { promise: pause, resolve: go } = Promise.withResolvers<void>();
    const failing = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('meta').values({ name: 'half', value: '1' }).execute();
      await pause;
      throw new Error('on purpose');
    });
    const seen = db.selectFrom('meta').selectAll().execute();
    go();
    await assert.rejects(failing, /on purpose/);
    assert.deepEqual(await seen, []);
    await db.destroy();
  });
});

/** Where this process's descriptors lead (proc(5)). */
function openDescriptors(): readonly string[] {
  return readdirSync('/proc/self/fd').flatMap((name) => {
    try {
      return [readlinkSync(join('/proc/self/fd', name))];
    } catch {
      return [];
    }
  });
}
