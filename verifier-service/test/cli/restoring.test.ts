import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issuedCredential } from '../../../core/test/factories/index.ts';
import { restore } from '../../src/cli/restore.ts';
import { parseConfig } from '../../src/config.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import { openStores } from '../../src/open-stores.ts';
import { backUp } from '../../src/store/backup.ts';
import { forgetVerifications } from '../../src/store/forget-verifications.ts';
import { empty, freshDatabase, onPostgres } from '../bed/database.ts';
import { startTestService } from '../bed/service.ts';
import { limited, reserve, visit } from '../bed/visit.ts';

const member = async (membershipId: string) => ({ credential: await issuedCredential({ claims: { membershipId } }) });

/** A backup; then keys ended, a person forgotten, a verification ended and a use spent; then the disk as it was. */
async function story() {
  const folder = mkdtempSync(join(tmpdir(), 'coop-verifier-restore-'));
  const state = join(folder, 'state');
  mkdirSync(state, { mode: 0o700 });
  const fresh = onPostgres ? await freshDatabase() : undefined;
  await using service = await startTestService({ environment: fresh ? { DATABASE_URL: fresh.url } : {} });
  const site = await service.addSite();
  const other = await service.addSite('Other', 'https://other.example');
  const removed = await service.addSite('Removed', 'https://removed.example');
  await site.putPolicy(limited({ count: 2, per: 'P30D' }));
  await other.putPolicy();
  const kept = await visit(service, site);
  const forgotten = await visit(service, site, await member('m_forgotten'));
  const ended = await visit(service, other);
  const placed = (await reserve(site, kept, 'order-1', null)).body;
  const open = await site.open();
  const { siteKeys } = service.stores;
  const code = (await siteKeys.makePairingCode(site.site.id)).code;
  const backup = join(folder, 'backup');
  await backUp(service.config.database, backup);

  await siteKeys.pair(code, undefined);
  await siteKeys.rotate(site.site.id, 0);
  await service.stores.sites.remove(removed.site.id);
  await service.stores.redemptions.change({
    ...{ siteId: site.site.id, id: placed.id, change: 'commit' as const, counters: [] },
    now: service.clock().getTime(),
  });
  const { policies } = service.stores;
  const found = (await policies.find(other.site.id, 'members-lounge'))!.policy;
  const accept = found.accept.map(({ require }) => ({
    require: require.map((one) => ({ ...one, issuers: { ...one.issuers, allow: [] } })),
  }));
  await other.call('PUT', '/policies/members-lounge', { ...found, accept });
  await siteKeys.rotate(other.site.id, 0);
  const ledger = createLedger({ ...service.stores, clock: service.clock });
  await ledger.reserve(site.site.id, { verificationId: kept.id, idempotencyKey: 'order-2', ttl: null });
  await forgetVerifications(service.stores.db, site.site.id, { id: forgotten.id }, service.clock().getTime());

  copyFileSync(service.config.secretKeyFile, join(state, 'secret.key'));
  if (!fresh) await backUp(service.config.database, join(state, 'coop-verifier.db'));
  const parsed = parseConfig({ STATE_DIRECTORY: state, ...(fresh && { DATABASE_URL: fresh.url }) });
  assert.ok(parsed.ok);
  return {
    ...{ folder, backup, kept, forgotten, ended, placed, open, code, site, other, removed },
    configuration: parsed,
    clock: service.clock,
    /** As after a disk that broke: a file that is none any more, a server with an empty database in its place. */
    lose: async () => {
      if (fresh) await empty(fresh.url);
      else writeFileSync(parsed.config.database, 'not a database at all');
    },
    [Symbol.asyncDispose]: async () => {
      rmSync(folder, { recursive: true });
      await fresh?.[Symbol.asyncDispose]();
    },
  };
}

describe('restoring a backup', () => {
  it('takes over what was ended, forgotten and spent since, and gives nothing of it back', async () => {
    await using told = await story();
    const { kept, forgotten, ended, placed, open, code, site, other, removed } = told;
    const done = await restore.run({ args: ['--from', told.backup], configuration: told.configuration });
    const json = done!.json as Record<string, unknown>;
    assert.deepEqual(json['carriedOver'], {
      ...{ keysEnded: 2, verificationsForgotten: 1, verificationsEnded: 1, redemptions: 2, counters: 1 },
      sitesBack: [removed.site.id],
    });
    assert.deepEqual(json['sitesWithoutKey'], [site.site.id, other.site.id].toSorted());
    for (const sentence of json['consequences'] as string[]) assert.ok(done!.text.includes(sentence));

    const stores = await openStores(told.configuration.config, told.clock);
    try {
      const { siteKeys, verifications, requests, db } = stores;
      await assert.rejects(siteKeys.authenticate(site.key), { code: 'key_ended' });
      await assert.rejects(siteKeys.pair(code, undefined), { code: 'pairing_code_expired' });
      assert.equal(await verifications.findCollected(site.site.id, forgotten.id), undefined);
      assert.equal((await verifications.findCollected(other.site.id, ended.id))?.state, 'policy_changed');
      assert.equal((await requests.find(open.id))?.state, 'cancelled');

      const ledger = createLedger({ ...stores, clock: told.clock });
      assert.equal((await ledger.read(site.site.id, placed.id)).state, 'committed');
      const verification = await verifications.findCollected(site.site.id, kept.id);
      assert.equal((await ledger.standing(verification!)).remaining, 0);
      const due = await db.selectFrom('verifications').select('check_due_at').where('state', '=', 'live').execute();
      assert.deepEqual(
        due.map(({ check_due_at }) => check_due_at),
        [0],
      );
    } finally {
      await stores.db.destroy();
    }
  });

  it('says plainly what is given back where the former database cannot be read', async () => {
    await using told = await story();
    await told.lose();
    const done = await restore.run({ args: ['--from', told.backup], configuration: told.configuration });
    const json = done!.json as { carriedOver?: object; notCarriedOver?: string; consequences: string[] };
    assert.deepEqual([json.carriedOver, typeof json.notCarriedOver], [undefined, onPostgres ? 'undefined' : 'string']);
    assert.match(done!.text, /keys that were ended since work again/);
    const stores = await openStores(told.configuration.config, told.clock);
    try {
      assert.equal((await stores.requests.find(told.open.id))?.state, 'cancelled');
      await assert.rejects(stores.siteKeys.pair(told.code, undefined), { code: 'pairing_code_expired' });
    } finally {
      await stores.db.destroy();
    }
  });
});
