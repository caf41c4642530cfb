import type { Policy } from '@coop-credentials/core';
import type { Selectable } from 'kysely';
import { openStates } from '../changes/verification-state.ts';
import { inTransaction } from './in-transaction.ts';
import { lockSite } from './lock-site.ts';
import type { Database } from './open-database.ts';
import type { Schema } from './schema.ts';

export interface StoredPolicy {
  readonly id: string;
  readonly version: number;
  readonly policy: Policy;
}

export type PolicyStore = ReturnType<typeof createPolicyStore>;

/** Policies by site, id and version. A version never changes: requests and verifications name it. */
export function createPolicyStore(db: Database) {
  return {
    find: async (siteId: string, id: string): Promise<StoredPolicy | undefined> => {
      const row = await newest(db, siteId, id);
      return row && row.deleted_at === null ? fromRow(row) : undefined;
    },

    /** Also of a policy that is deleted: what was answered under it is still held against it. */
    findNewest: async (siteId: string, id: string): Promise<StoredPolicy | undefined> => {
      const row = await newest(db, siteId, id);
      return row && fromRow(row);
    },

    findVersion: async (siteId: string, id: string, version: number): Promise<Policy | undefined> => {
      const row = await db
        .selectFrom('policies')
        .selectAll()
        .where('site_id', '=', siteId)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst();
      return row && fromRow(row).policy;
    },

    /** The newest version of each that is not deleted. */
    all: async (siteId: string): Promise<readonly StoredPolicy[]> => {
      const rows = await db
        .selectFrom('policies')
        .selectAll()
        .where('site_id', '=', siteId)
        .orderBy('version')
        .execute();
      const newest = new Map(rows.map((row) => [row.id, row]));
      return [...newest.values()].filter((row) => row.deleted_at === null).map(fromRow);
    },

    /**
     * Stores the next version, unless the newest one says the same; then all that live under an older one are due. Where
     * that is cut off, the same call again goes on with it.
     */
    put: async (siteId: string, policy: Policy, now: number): Promise<StoredPolicy & { created: boolean }> => {
      const stored = await inTransaction(db, async (transaction) => {
        const document = JSON.stringify(policy);
        await lockSite(transaction, siteId);
        const row = await newest(transaction, siteId, policy.id);
        const live = row !== undefined && row.deleted_at === null;
        if (live && row.document === document) return { ...fromRow(row), created: false };
        const version = (row?.version ?? 0) + 1;
        await transaction
          .insertInto('policies')
          .values({ site_id: siteId, id: policy.id, version, document, created_at: now, deleted_at: null })
          .execute();
        return { id: policy.id, version, policy, created: !live };
      });
      await makeDue(db, siteId, stored, now);
      return stored;
    },

    /** Marks it deleted, unless an open request or a live verification names it; its versions stay. */
    delete: (siteId: string, id: string, now: number): Promise<'deleted' | 'unknown' | 'in-use'> =>
      inTransaction(db, async (transaction) => {
        await lockSite(transaction, siteId);
        const row = await newest(transaction, siteId, id);
        if (!row || row.deleted_at !== null) return 'unknown';
        if (await isInUse(transaction, siteId, id, now)) return 'in-use';
        await transaction
          .updateTable('policies')
          .set({ deleted_at: now })
          .where('site_id', '=', siteId)
          .where('id', '=', id)
          .where('version', '=', row.version)
          .execute();
        return 'deleted';
      }),
  };
}

/** Few enough that no statement takes long, and nobody who uses one of them waits. */
const AT_ONCE = 1_000;

/** What was judged by an older version is looked at next, however many there are. */
async function makeDue(db: Database, siteId: string, { id, version }: StoredPolicy, now: number): Promise<void> {
  for (let after = ''; ;) {
    const rows = await db
      .selectFrom('verifications')
      .select('id')
      .where('site_id', '=', siteId)
      .where('policy_id', '=', id)
      .where('state', 'in', [...openStates])
      .where('collected_at', 'is not', null)
      .where((where) => where(where.fn.coalesce('judged_version', 'policy_version'), '<', version))
      .where('id', '>', after)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    const ids = rows.map((row) => row.id);
    const last = ids.at(-1);
    if (last === undefined) return;
    await db.updateTable('verifications').set({ check_due_at: now }).where('id', 'in', ids).execute();
    after = last;
  }
}

function newest(db: Database, siteId: string, id: string) {
  return db
    .selectFrom('policies')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** An answer not collected yet counts as use whatever it was worth: what it was is told to the right browser only. */
async function isInUse(db: Database, siteId: string, id: string, now: number): Promise<boolean> {
  const asked = await db
    .selectFrom('requests')
    .select('id')
    .where('site_id', '=', siteId)
    .where('policy_id', '=', id)
    .where((where) =>
      where.or([
        where.and([where('state', '=', 'open'), where('expires_at', '>', now)]),
        where.and([where('flow', '=', 'same-device'), where('state', '!=', 'open'), where('collected_at', 'is', null)]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  if (asked) return true;
  const live = await db
    .selectFrom('verifications')
    .select('id')
    .where('site_id', '=', siteId)
    .where('policy_id', '=', id)
    .where('grant_until', '>', now)
    .where('state', 'in', [...openStates])
    .where('collected_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return live !== undefined;
}

function fromRow(row: Selectable<Schema['policies']>): StoredPolicy {
  return { id: row.id, version: row.version, policy: JSON.parse(row.document) as Policy };
}
