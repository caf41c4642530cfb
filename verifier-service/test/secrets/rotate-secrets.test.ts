import { sql } from 'kysely';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { readSecretKeys } from '../../src/secrets/key-file.ts';
import { openSecrets, rememberedKids } from '../../src/secrets/open-secrets.ts';
import { rotateSecrets } from '../../src/secrets/rotate-secrets.ts';
import { ownTables } from '../../src/store/own-tables.ts';
import { sealedColumns } from '../../src/secrets/sealed-columns.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import type { SiteClient } from '../bed/site-client.ts';
import { answer } from '../bed/wallet.ts';

async function holderAt(service: TestService, site: SiteClient): Promise<string> {
  const { id, links } = await site.open();
  await answer(links.crossDevice.app, { created: service.clock() });
  return (await site.collect(id)).body.verification.holder;
}

async function started() {
  const service = await startTestService();
  const site = await service.addSite();
  await site.putPolicy();
  const file = service.config.secretKeyFile;
  return { service, site, file, db: service.stores.db, kids: () => readSecretKeys(file).map(({ kid }) => kid) };
}

describe('rotating the secret key', () => {
  it('under a running service changes no holder id, no DID and no signature', async () => {
    const { service, site, file, db, kids } = await started();
    await using _ = service;
    const before = await holderAt(service, site);
    const signingKey = (await service.stores.sites.signingKey(site.site.id)).export({ format: 'pem', type: 'pkcs8' });
    const [old] = kids();

    const { kid, added, rewrapped, removable } = await rotateSecrets(db, file);

    assert.deepEqual([added, removable, kids()], [true, [old], [kid, old]]);
    assert.ok(rewrapped >= 2);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(await holderAt(service, site), before);
    const again = (await service.stores.sites.signingKey(site.site.id)).export({ format: 'pem', type: 'pkcs8' });
    assert.equal(again, signingKey);
    const added2 = await service.addSite('Shop');
    assert.ok(!(await service.dump()).includes(`"${old}:`), 'the running service seals with the new key');
    assert.ok(added2.site.id);
  });

  it('lets the old line be removed', async () => {
    const { service, site, file, db, kids } = await started();
    await using _ = service;
    const before = await holderAt(service, site);
    await rotateSecrets(db, file);
    await openSecrets(db, file);
    writeFileSync(file, `${readFileSync(file, 'utf8').split('\n')[0]}\n`);
    await openSecrets(db, file);
    assert.equal(await holderAt(service, site), before);
    assert.deepEqual([...(await rememberedKids(db)).keys()], kids());
  });

  it('with the old line still there adds another key the next time', async () => {
    const { service, file, db, kids } = await started();
    await using _ = service;
    await rotateSecrets(db, file);
    await openSecrets(db, file);
    const second = await rotateSecrets(db, file);
    assert.deepEqual([second.added, second.removable.length, kids().length], [true, 2, 3]);
  });

  it('interrupted before, within or after the wrapping is finished by the next run, without another key', async () => {
    const { service, site, file, db, kids } = await started();
    await using _ = service;
    const before = await holderAt(service, site);
    for (const left of ['everything', 'half', 'nothing'] as const) {
      writeFileSync(
        file,
        `${left}:${Buffer.alloc(32, left.length).toString('base64url')}\n${readFileSync(file, 'utf8')}`,
      );
      const seal = await openSecrets(db, file);
      for (const { table, column } of (await sealedColumns(db)).slice(
        0,
        { everything: 0, half: 1, nothing: 99 }[left],
      )) {
        const value = sql.ref(column);
        const { rows } = await sql<{ value: string }>`select ${value} as value from ${sql.table(table)}`.execute(db);
        for (const { value: old } of rows) {
          if (old === null) continue;
          await sql`update ${sql.table(table)} set ${value} = ${seal.rewrap(old)} where ${value} = ${old}`.execute(db);
        }
      }
      const { added, kid } = await rotateSecrets(db, file);
      assert.deepEqual([added, kid], [false, left]);
      assert.deepEqual([...(await rememberedKids(db)).keys()], [left]);
    }
    assert.equal(kids().length, 4);
    assert.equal(await holderAt(service, site), before);
  });

  it('stops at a value it cannot open, and keeps every key', async () => {
    const { service, file, db, kids } = await started();
    await using _ = service;
    const [old] = kids();
    await db
      .updateTable('sites')
      .set({ signing_key_sealed: `${old}:AAAA.BBBB` })
      .execute();
    await assert.rejects(rotateSecrets(db, file));
    assert.ok((await rememberedKids(db)).has(old!));
    assert.deepEqual(kids().slice(1), [old]);
  });
});

describe('sealed columns', () => {
  it('are all that hold sealed values', async () => {
    const { service, site, kids } = await started();
    await using _ = service;
    await holderAt(service, site);
    const named = new Set((await sealedColumns(service.stores.db)).map(({ column }) => column));
    assert.ok(named.has('pairwise_secret_sealed'));
    for (const { name, columns } of await ownTables(service.stores.db)) {
      for (const { name: column } of columns.filter((candidate) => !named.has(candidate.name))) {
        const found =
          await sql`select 1 from ${sql.table(name)} where cast(${sql.ref(column)} as text) like ${`${kids()[0]}:%`}`.execute(
            service.stores.db,
          );
        assert.equal(found.rows.length, 0, `${name}.${column}`);
      }
    }
  });
});
