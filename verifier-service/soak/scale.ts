import { sql } from 'kysely';
import { createRechecks } from '../src/changes/create-rechecks.ts';
import { standingBy } from '../src/changes/judge-issuers.ts';
import type { Database } from '../src/store/open-database.ts';
import { newId } from '../src/secrets/tokens.ts';
import { orchard } from '../../core/test/factories/index.ts';
import { openShop } from './shop.ts';

export interface ScaleOutcome {
  readonly sites: number;
  readonly verifications: number;
  /** Bytes of the database for each. */
  readonly bytesEach: number;
  readonly megabytes: number;
  /** Seconds for looking at all of them, whose issuers are judged and whose status no list is asked for. */
  readonly recheckSeconds: number;
  /** Milliseconds for a site that reads a page of a hundred changes, at the beginning and at the end of its feed. */
  readonly feedFirst: number;
  readonly feedLast: number;
  readonly changes: number;
}

const YEAR = 365 * 86_400_000;
const BATCH = 1_000;

/** What a federation's verifications cost: their size on the disk, looking at all of them, reading a site's changes. */
export async function scale({
  sites,
  verifications,
}: Pick<ScaleOutcome, 'sites' | 'verifications'>): Promise<ScaleOutcome> {
  using shop = await openShop([], 0);
  return await shop.withStores(async (stores) => {
    const { db } = stores;
    const first = await db.selectFrom('sites').select('id').executeTakeFirstOrThrow();
    const policy = (await stores.policies.all(first.id))[0]!.policy;
    const ids = [first.id];
    while (ids.length < sites) {
      const { site } = await stores.sites.add({
        name: `Shop ${ids.length}`,
        url: `https://shop-${ids.length}.example`,
      });
      await stores.policies.put(site.id, policy, Date.now());
      ids.push(site.id);
    }
    const before = await bytesOf(db);
    await insert(db, ids, verifications);
    const after = await bytesOf(db);

    const verifier = { checkStatuses: () => Promise.reject(new Error('there is no list to be asked')) };
    const clock = () => new Date();
    const standingOf = standingBy(() => undefined, clock);
    const rechecks = createRechecks({ ...stores, verifier, standingOf, clock, recheckEvery: YEAR });
    const looked = await seconds(() => rechecks.run());

    // The busiest feed there is: a policy that takes nobody any more.
    const nobody = { ...policy, accept: policy.accept.map((one) => ({ require: one.require.map(withoutIssuers) })) };
    await stores.policies.put(first.id, nobody, Date.now());
    await rechecks.policyChanged(first.id, policy.id);
    const { lastSeq } = await lastOf(db, first.id);
    const epoch = (await stores.changes.cursor(first.id)).split('.')[0];
    const read = (seq: number) => seconds(() => stores.changes.read(first.id, `${epoch}.${seq}`, 100));
    return {
      sites,
      verifications,
      bytesEach: Math.round((after - before) / verifications),
      megabytes: Math.round(after / 2 ** 20),
      recheckSeconds: Math.round(looked * 10) / 10,
      feedFirst: Math.round((await read(0)) * 10_000) / 10,
      feedLast: Math.round((await read(Math.max(0, lastSeq - 100))) * 10_000) / 10,
      changes: lastSeq,
    };
  });
}

const withoutIssuers = <T extends { readonly issuers: object }>(requirement: T): T => ({
  ...requirement,
  issuers: { ...requirement.issuers, allow: [], lists: [], whenUnrecognised: 'end' },
});

async function insert(db: Database, sites: readonly string[], count: number): Promise<void> {
  const now = Date.now();
  const credentials = JSON.stringify([
    { type: 'CoopMembershipCredential', issuer: { id: orchard.controller, name: 'Orchard Co-op' }, vouchedFor: [] },
  ]);
  const checks = JSON.stringify([{ check: 'proof', outcome: 'passed' }]);
  for (let done = 0; done < count; done += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - done) }, (_, index) => ({
      id: newId('vf'),
      site_id: sites[(done + index) % sites.length]!,
      request_id: newId('pr'),
      holder: newId('holder'),
      policy_id: 'members-lounge',
      policy_version: 1,
      accept_index: 0,
      credentials,
      checks,
      grant_until: now + YEAR,
      created_at: now,
      collected_at: now,
      programme_keys_sealed: null,
      ...{ state: 'live' as const, state_at: null, problem_code: null, status_sealed: null },
      ...{ unreachable_since: null, judged_version: null, check_due_at: 0 },
    }));
    await db.insertInto('verifications').values(rows).execute();
  }
}

/** Of SQLite, whose file grows only when its log is merged. */
async function bytesOf(db: Database): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`.execute(db);
  return rows[0]!.bytes;
}

async function lastOf(db: Database, siteId: string) {
  const row = await db.selectFrom('feeds').select('last_seq').where('site_id', '=', siteId).executeTakeFirst();
  return { lastSeq: Number(row?.last_seq ?? 0) };
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}
