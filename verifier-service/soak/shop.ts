import { parsePolicy } from '@coop-credentials/core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../src/config.ts';
import { openStores, type Stores } from '../src/open-stores.ts';
import { newId } from '../src/secrets/tokens.ts';
import { insertVerification } from '../src/store/verification-store.ts';
import { harvestDid, orchard } from '../../core/test/factories/index.ts';
import { databaseOf } from '../test/bed/database.ts';
import { loungePolicy } from '../test/bed/policy.ts';
import { limited } from '../test/bed/visit.ts';

/** A service's state folder with one site that has limits and members, and no service running on it. */
export interface Shop extends Disposable {
  readonly environment: Readonly<Record<string, string>>;
  readonly siteUrl: string;
  readonly key: string;
  /** Ids of collected verifications by the count of their limit, each of another membership. */
  readonly members: Readonly<Record<number, readonly string[]>>;
  /** The database, while the service may be running. */
  readonly withStores: <T>(look: (stores: Stores) => Promise<T>) => Promise<T>;
}

/** The same after each start, though the port is another one: wallets keep addresses. */
const publicUrl = 'https://verifier.example';

const YEAR = 365 * 24 * 60 * 60 * 1000;

/**
 * Members are stored, not shown to the door: only redemptions are of interest.
 *
 * @param further settings of the service, such as another `DATABASE_URL`
 */
export async function openShop(
  limits: readonly number[],
  members: number,
  further: Readonly<Record<string, string>> = {},
): Promise<Shop> {
  const folder = mkdtempSync(join(tmpdir(), 'coop-verifier-shop-'));
  const own = { STATE_DIRECTORY: folder, PORT: '0', PUBLIC_URL: publicUrl, ...further };
  const environment = { ...own, ...('DATABASE_URL' in further ? {} : await databaseOf(folder)) };
  const siteUrl = 'https://shop.example';
  const withStores: Shop['withStores'] = async (look) => {
    const parsed = parseConfig(environment);
    if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
    const stores = await openStores(parsed.config, () => new Date());
    try {
      return await look(stores);
    } finally {
      await stores.db.destroy();
    }
  };

  return withStores(async (stores) => {
    const { site, key } = await stores.sites.add({ name: 'Shop', url: siteUrl });
    await putPolicy(stores, site.id, 'members-lounge', orchardLounge());
    const entries = await Promise.all(
      limits.map(async (count) => {
        const policy = `offer-${count}`;
        await putPolicy(stores, site.id, policy, loungePolicy(limited({ count, per: 'P1Y' })));
        const ids = Array.from({ length: members }, () => newId('vf'));
        await stores.db.transaction().execute(async (transaction) => {
          for (const id of ids) await insertVerification(transaction, member(site.id, policy, id));
          await transaction.updateTable('verifications').set({ collected_at: Date.now() }).execute();
        });
        return [count, ids] as const;
      }),
    );
    return {
      ...{ environment, siteUrl, key, withStores },
      members: Object.fromEntries(entries),
      [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
    };
  });
}

/** For visits: a co-op with a `did:key`, so that nothing needs to be fetched. */
export function orchardLounge(): object {
  const { accept, ...rest } = loungePolicy();
  const issuers = { allow: [{ id: orchard.controller, name: 'Orchard Co-op' }] };
  return { ...rest, accept: [{ require: [{ ...accept[0]?.require[0], issuers }] }] };
}

async function putPolicy({ policies }: Stores, siteId: string, id: string, policy: object): Promise<void> {
  const parsed = parsePolicy({ ...policy, id });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  await policies.put(siteId, parsed.policy, Date.now());
}

const member = (siteId: string, policy: string, id: string) => ({
  siteId,
  requestId: newId('pr'),
  createdAt: Date.now(),
  verification: {
    id,
    holder: newId('holder'),
    policy: { id: policy, version: 1 },
    matched: { accept: 0 },
    grantUntil: new Date(Date.now() + YEAR).toISOString(),
    // Looked at again while it races: without an accepted issuer it would end after a minute.
    credentials: [{ type: 'CoopMembershipCredential', issuer: { id: harvestDid }, vouchedFor: [] }],
    checks: [],
  },
});

/** What the database says a membership holds: by its redemptions, and by its counter. Ended well, they are equal. */
export function readHeld({ withStores }: Pick<Shop, 'withStores'>, verificationIds: readonly string[], limit: number) {
  return withStores(async ({ db, redemptions }) => {
    const all = await Promise.all(
      verificationIds.map(async (id) => {
        const { site_id } = await db
          .selectFrom('verifications')
          .select('site_id')
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        const rows = await redemptions.ofVerification(site_id, id);
        const held = rows.filter(({ state }) => state === 'reserved' || state === 'committed').length;
        const taken = rows[0]?.taken ?? [];
        const standing = await redemptions.standing(taken, Date.now());
        return { held, counted: standing ? limit - standing.remaining : 0 };
      }),
    );
    return all;
  });
}
