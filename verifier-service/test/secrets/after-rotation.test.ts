import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issuedCredential, revocable, revocationUrl, statusList } from '../../../core/test/factories/index.ts';
import { openStores, type Stores } from '../../src/open-stores.ts';
import { rotateSecrets } from '../../src/secrets/rotate-secrets.ts';
import { backUp } from '../../src/store/backup.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import { limited, reserve, visit } from '../bed/visit.ts';
import { answer } from '../bed/wallet.ts';

/** Everything of an installation that is sealed, opened: what must be the same whatever key is around it. */
async function opened({ stores, siteId }: { readonly stores: Stores; readonly siteId: string }) {
  const { db, sites, programmes, testWorld, statusPointers, redemptions } = stores;
  const verifications = await db.selectFrom('verifications').selectAll().orderBy('id').execute();
  const rows = await db.selectFrom('redemptions').select('id').orderBy('id').execute();
  return {
    pairwise: Buffer.from(await sites.pairwiseSecret(siteId)).toString('hex'),
    signing: (await sites.signingKey(siteId)).export({ format: 'jwk' }),
    testMember: [testWorld.issuer.controller, testWorld.member.controller],
    pointers: verifications.map(({ id, status_sealed }) => statusPointers.open(id, status_sealed)),
    counters: await Promise.all(
      verifications.map(({ id, programme_keys_sealed: keysSealed }) =>
        programmes.counters('autumn-offer', { siteId, verificationId: id, keysSealed: keysSealed ?? undefined }),
      ),
    ),
    taken: (await Promise.all(rows.map(({ id }) => redemptions.find(siteId, id)))).map((found) => found?.taken),
  };
}

describe('after a rotation and a start with the new line alone', () => {
  let service: TestService;
  let siteId = '';
  let pairingCode = '';
  let older = '';
  let lines: readonly string[] = [];
  let atFirst: Awaited<ReturnType<typeof opened>>;

  const file = () => service.config.secretKeyFile;
  const open = (database = service.config.database) => openStores({ ...service.config, database }, service.clock);
  /** As another start would find it. */
  async function started<T>(use: (stores: Stores) => Promise<T>, database?: string): Promise<T> {
    const stores = await open(database);
    try {
      return await use(stores);
    } finally {
      await stores.db.destroy();
    }
  }

  before(async () => {
    service = await startTestService({ lists: new Map([[revocationUrl, await statusList()]]) });
    const site = await service.addSite();
    siteId = site.site.id;
    await service.stores.programmes.add({ name: 'autumn-offer', count: 1, per: 'P30D', sites: [siteId] });
    await site.putPolicy(limited({ programme: 'autumn-offer' }));
    const verification = await visit(service, site, { credential: await issuedCredential({ status: [revocable] }) });
    await reserve(site, verification, 'order-1');
    const { links } = await site.open();
    await answer(links.crossDevice.app, { created: service.clock() });
    pairingCode = (await service.stores.siteKeys.makePairingCode(siteId)).code;
    atFirst = await started((stores) => opened({ stores, siteId }));
    older = join(service.config.stateDirectory, 'older.copy');
    await backUp(service.config.database, older);

    await rotateSecrets(service.stores.db, file());
    lines = readFileSync(file(), 'utf8').trim().split('\n');
    assert.equal(lines.length, 2);
    writeFileSync(file(), `${lines[0]}\n`);
  });
  after(() => service[Symbol.asyncDispose]());

  it('everything that was sealed opens, and is what it was', async () => {
    assert.deepEqual(await started((stores) => opened({ stores, siteId })), atFirst);
    assert.equal(atFirst.pointers.flat().length, 1);
    assert.ok(atFirst.counters.every((counters) => counters?.length === 1));
    assert.equal(atFirst.taken[0]?.length, 1);
  });

  it('a pairing code from before still makes a key', async () => {
    const { key } = await started((stores) => stores.siteKeys.pair(pairingCode, undefined));
    assert.equal((await started((stores) => stores.siteKeys.authenticate(key)))?.site.id, siteId);
  });

  it('an older backup is told by the name of the line it wants, and opens with that one back', async () => {
    const [kid = ''] = lines[1]?.split(':') ?? [];
    await assert.rejects(open(older), new RegExp(`lacks the key ${kid}`));
    writeFileSync(file(), `${lines.join('\n')}\n`);
    assert.deepEqual(await started((stores) => opened({ stores, siteId }), older), atFirst);
    writeFileSync(file(), `${lines[0]}\n`);
    await assert.rejects(open(older), /lacks the key/);
  });

  it('a backup from now opens with the new line alone', async () => {
    const newer = join(service.config.stateDirectory, 'newer.copy');
    await backUp(service.config.database, newer);
    assert.deepEqual(await started((stores) => opened({ stores, siteId }), newer), atFirst);
  });
});
