import { after, before, describe, it } from 'mocha';
import { sql } from 'kysely';
import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { backUp } from '../../src/store/backup.ts';
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

describe('after a rich story', () => {
  let service: TestService;
  let lounge: SiteClient;
  let shop: SiteClient;
  let secrets: Secrets;

  before(async () => {
    ({ service, lounge, shop, secrets } = await richStory());
  });
  after(() => service[Symbol.asyncDispose]());

  /** The database as it lies on the disk, with everything that SQLite keeps beside it. */
  const onDisk = () => {
    const { databaseFile } = service.config;
    const files = ['', '-wal', '-shm'].map((more) => databaseFile + more).filter(existsSync);
    return Buffer.concat(files.map((file) => readFileSync(file)));
  };
  const stored = () => Object.fromEntries(Object.entries(secrets).filter(([name]) => !isKept(name)));

  it('there is much to find', () => {
    assert.ok(Object.keys(secrets).length > 50, String(Object.keys(secrets).length));
    const known = { purpose: 'Open the members’ lounge', subject: 's_openid4vp_0_subject' };
    assert.ok(tracesIn(onDisk(), known).length >= 2, 'what is kept is found');
    assert.ok(service.logged().includes('/wallet/vcalm/exchange/***'));
  });

  it('no key, token, nonce, claim or presentation is in the database, on the disk, or in its log of writes', async () => {
    assert.deepEqual(tracesIn(onDisk(), stored()), []);
    await sql`pragma wal_checkpoint(truncate)`.execute(service.stores.db);
    assert.deepEqual(tracesIn(onDisk(), stored()), []);
    assert.deepEqual(tracesIn(Buffer.from(await service.dump()), stored()), []);
  });

  it('nor in a backup', () => {
    const to = `${service.config.databaseFile}.copy`;
    backUp(service.config.databaseFile, to);
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
    for (const { name, columns } of await db.introspection.getTables()) {
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
