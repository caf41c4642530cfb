import { after, before, describe, it } from 'mocha';
import { sql } from 'kysely';
import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { backUp } from '../../src/store/backup.ts';
import { isPostgres } from '../../src/store/dialect.ts';
import type { Database } from '../../src/store/open-database.ts';
import { ownTables } from '../../src/store/own-tables.ts';
import { administer, onPostgres } from '../bed/database.ts';
import type { TestService } from '../bed/service.ts';
import type { SiteClient } from '../bed/site-client.ts';
import { tracesIn } from '../bed/traces.ts';
import { richStory, type Secrets } from './rich-story.ts';

/** The site's own word for its order, which it is told again: kept, and logged nowhere. */
const isKept = (name: string) => name.endsWith('idempotency key');

/** Columns whose values are the same for anybody: words of ours, of the site's own policy, counts. */
const sameForAnybody: ReadonlySet<string> = new Set([
  ...[
    'requests.policy_id',
    'requests.policy_version',
    'requests.client_id_prefix',
    'requests.response_mode',
    'requests.state',
    'requests.flow',
  ],
  ...['requests.is_test', 'requests.tries', 'requests.last_problem', 'requests.problem', 'requests.match_code'],
  ...['verifications.policy_id', 'verifications.policy_version', 'verifications.accept_index', 'verifications.checks'],
  ...['verifications.state', 'verifications.problem_code', 'verifications.judged_version'],
  // The credential’s type, issuer and end, which its co-op gives many members: SECURITY.md, “What remains”.
  'verifications.credentials',
  ...['redemptions.state', 'redemptions.ttl', 'changes.state', 'changes.seq', 'changes.problem_code'],
  // When the background looked, at everybody's at once.
  ...['changes.at', 'verifications.state_at', 'verifications.check_due_at'],
  ...['policies.id', 'policies.version', 'policies.document'],
  ...['feeds.last_seq', 'feeds.pruned_seq', 'programme_sites.programme'],
]);

describe('after a rich story', function () {
  this.timeout(60_000);
  let service: TestService;
  let lounge: SiteClient;
  let shop: SiteClient;
  let secrets: Secrets;

  let begun: LogPosition | undefined;
  before(async () => {
    if (onPostgres) begun = await logPosition();
    ({ service, lounge, shop, secrets } = await richStory());
  });
  after(() => service[Symbol.asyncDispose]());

  /** The database as it lies on the disk, with its log of writes. */
  const onDisk = async () => {
    const { database } = service.config;
    if (begun) return Buffer.concat([await tablesOnDisk(service.stores.db), await logSince(begun)]);
    const files = ['', '-wal', '-shm'].map((more) => database + more);
    return Buffer.concat(files.filter(existsSync).map((file) => readFileSync(file)));
  };
  const stored = () => Object.fromEntries(Object.entries(secrets).filter(([name]) => !isKept(name)));

  it('there is much to find', async () => {
    assert.ok(Object.keys(secrets).length > 50, String(Object.keys(secrets).length));
    const known = { purpose: 'Open the members’ lounge', subject: 's_openid4vp_0_subject' };
    assert.ok(tracesIn(await onDisk(), known).length >= 2, 'what is kept is found');
    assert.ok(service.logged().includes('/wallet/vcalm/exchange/***'));
  });

  it('no key, token, nonce, claim or presentation is in the database, on the disk, or in its log of writes', async () => {
    assert.deepEqual(tracesIn(await onDisk(), stored()), []);
    await checkpoint(service.stores.db);
    assert.deepEqual(tracesIn(await onDisk(), stored()), []);
    assert.deepEqual(tracesIn(Buffer.from(await service.dump()), stored()), []);
  });

  it('nor in a backup', async () => {
    const to = join(service.config.stateDirectory, 'backup.copy');
    await backUp(service.config.database, to);
    assert.deepEqual(tracesIn(readFileSync(to), stored()), []);
  });

  it('nor in the log, at its most talkative', () => {
    assert.ok(service.logged().length > 10_000);
    assert.match(service.logged(), /"problem":"internal_error"/);
    assert.deepEqual(tracesIn(Buffer.from(service.logged()), secrets), []);
  });

  it('nothing that is stored of a person at one site is stored of them at another', async () => {
    const [here, there] = [await valuesOf(lounge), await valuesOf(shop)];
    assert.ok(here.size > 20 && there.size > 20);
    const joined = [...here].filter(([value, column]) => there.has(value) && !sameForAnybody.has(column));
    assert.deepEqual(joined, []);
  });

  it('nor is anything that no site owns stored with one of them', async () => {
    const { db } = service.stores;
    const counters = await db.selectFrom('limit_counters').select(['key', 'window_id']).execute();
    assert.ok(counters.length > 0);
    const rows = [...(await valuesOf(lounge)), ...(await valuesOf(shop))].map(([value]) => value);
    for (const { key, window_id } of counters) {
      assert.ok(!rows.some((value) => value.includes(key) || value.includes(window_id)));
    }
  });

  /** Everything in rows of a site, with where it was last seen. */
  async function valuesOf({ site }: SiteClient): Promise<ReadonlyMap<string, string>> {
    const { db } = service.stores;
    const values = new Map<string, string>();
    for (const { name, columns } of await ownTables(db)) {
      if (!columns.some((column) => column.name === 'site_id')) continue;
      const { rows } = await sql<Record<string, unknown>>`
        select * from ${sql.table(name)} where site_id = ${site.id}`.execute(db);
      for (const row of rows) {
        for (const [column, value] of Object.entries(row)) {
          if (value !== null && value !== '') values.set(String(value), `${name}.${column}`);
        }
      }
    }
    return values;
  }
});

/** Everything is on the disk then; SQLite's log is empty. */
const checkpoint = (db: Database) =>
  (isPostgres(db) ? sql`checkpoint` : sql`pragma wal_checkpoint(truncate)`).execute(db);

/** The files of one database; the server is another user, and here, they can be read. */
async function tablesOnDisk(db: Database): Promise<Buffer> {
  await checkpoint(db);
  const { rows } = await sql<{ folder: string; oid: number }>`
    select current_setting('data_directory') as folder, oid
    from pg_database where datname = current_database()`.execute(db);
  const base = join(rows[0]!.folder, 'base', String(rows[0]!.oid));
  return Buffer.concat(readdirSync(base).map((file) => readFileSync(join(base, file))));
}

/** Where the log of writes is; it is of all databases, and what lies behind it is of former tests. */
interface LogPosition {
  readonly folder: string;
  readonly file: string;
  readonly offset: number;
}

async function logPosition(): Promise<LogPosition> {
  const { rows } = await (
    await administer()
  ).query<LogPosition>(`
    select current_setting('data_directory') as folder, file_name as file, file_offset as offset
    from pg_walfile_name_offset(pg_current_wal_insert_lsn())`);
  return rows[0]!;
}

async function logSince({ folder, file, offset }: LogPosition): Promise<Buffer> {
  const now = await logPosition();
  const logs = readdirSync(join(folder, 'pg_wal')).filter((name) => name >= file && name <= now.file);
  assert.ok(logs.includes(file) && logs.includes(now.file), 'all of it is still there');
  const parts = logs.toSorted().map((name) => {
    const bytes = readFileSync(join(folder, 'pg_wal', name));
    return bytes.subarray(name === file ? offset : 0, name === now.file ? now.offset : undefined);
  });
  return Buffer.concat(parts);
}
