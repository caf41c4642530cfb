import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as otherWork } from 'node:timers/promises';
import { DiskSync } from '../../src/store/disk-sync.ts';
import { NodeSqliteDialect } from '../../src/store/node-sqlite.ts';
import { storageProblem } from '../../src/store/storage-problem.ts';

interface Tables {
  readonly counts: { readonly name: string };
}

/** A disk that writes when the test lets it. */
interface Turn {
  readonly done: () => void;
  readonly fail: (error: Error) => void;
}

describe('a commit to SQLite', () => {
  let folder = '';
  let db: Kysely<Tables>;
  let turns: Turn[] = [];
  let isInstant = true;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'coop-verifier-commit-'));
    const file = join(folder, 'own.db');
    const database = new DatabaseSync(file);
    database.exec('pragma journal_mode = wal; pragma synchronous = normal; create table counts (name text)');
    turns = [];
    isInstant = true;
    const sync = () =>
      new Promise<void>((done, fail) => {
        if (isInstant) done();
        else turns.push({ done, fail });
      });
    db = new Kysely({ dialect: new NodeSqliteDialect(database, new DiskSync(openSync(file, 'r'), { sync })) });
    await all();
    isInstant = false;
  });
  afterEach(async () => {
    isInstant = true;
    await db.destroy();
    rmSync(folder, { recursive: true });
  });

  const add = (name: string) => db.insertInto('counts').values({ name }).execute();
  const all = () => db.selectFrom('counts').selectAll().execute();

  it('is acknowledged when it is on the disk, and not before', async () => {
    const [written, isAcknowledged] = watched(add('one'));
    await settle();
    assert.deepEqual([turns.length, isAcknowledged()], [1, false]);
    turns[0]!.done();
    await written;
  });

  it('is not read by anybody before it is on the disk', async () => {
    const written = add('one');
    const [read, isAnswered] = watched(all());
    await settle();
    assert.equal(isAnswered(), false);
    turns[0]!.done();
    assert.deepEqual(
      (await read).map(({ name }) => name),
      ['one'],
    );
    await written;
  });

  it('shares the disk with all that were made while it was busy', async () => {
    const first = add('one');
    await settle();
    const others = Array.from({ length: 10 }, (_, index) =>
      db.transaction().execute((transaction) =>
        transaction
          .insertInto('counts')
          .values({ name: `other ${index}` })
          .returning('name')
          .executeTakeFirstOrThrow(),
      ),
    );
    await settle(100);
    assert.equal(turns.length, 1);
    turns[0]!.done();
    await first;
    const [, isAcknowledged] = watched(Promise.all(others));
    await settle();
    assert.deepEqual(
      [turns.length, isAcknowledged()],
      [2, false],
      'what came after the first turn began needs another',
    );
    turns[1]!.done();
    assert.equal((await Promise.all(others)).length, 10);
    assert.equal(turns.length, 2);
  });

  it('keeps others out of a transaction that awaits, though none waits for the disk of another', async () => {
    const { promise: pause, resolve: go } = Promise.withResolvers<void>();
    const long = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('counts').values({ name: 'half' }).execute();
      await pause;
      throw new Error('on purpose');
    });
    const read = all();
    await settle();
    go();
    await settle();
    turns[0]?.done();
    await assert.rejects(long, /on purpose/);
    assert.deepEqual(await read, []);
  });

  it('costs nothing where only was read', async () => {
    await all();
    await sql`select 1`.execute(db);
    assert.equal(turns.length, 0);
  });

  it('of a row that cannot be read back is waited for all the same', async () => {
    const tooLarge = sql`insert into counts (name) values ('one') returning 9007199254740993 as count`.execute(db);
    await settle();
    assert.equal(turns.length, 1);
    turns[0]!.done();
    await assert.rejects(tooLarge, RangeError);
  });

  it('is waited for before the file is closed', async () => {
    const written = add('one');
    await settle();
    const [closed, isClosed] = watched(db.destroy());
    await settle();
    assert.equal(isClosed(), false);
    turns[0]!.done();
    await Promise.all([written, closed]);
  });

  it('is refused where the disk fails, and so is everything after: what is there may be lost', async () => {
    const written = add('one');
    await settle();
    turns[0]!.fail(Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' }));
    await assert.rejects(written, (error) => storageProblem(error)?.code === 'disk_failed');
    isInstant = true;
    for (const again of [() => add('two'), all]) {
      await assert.rejects(again(), (error) => storageProblem(error)?.code === 'disk_failed');
    }
  });
});

/** Whether a promise has settled yet. */
function watched<T>(promise: Promise<T>): [Promise<T>, () => boolean] {
  let isSettled = false;
  const settled = promise.finally(() => (isSettled = true));
  return [settled, () => isSettled];
}

async function settle(rounds = 20): Promise<void> {
  for (let round = 0; round < rounds; round += 1) await otherWork();
}
