import { after, before, describe, it } from 'mocha';
import { decodeProtectedHeader } from 'jose';
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { frozenAt } from '../../../core/test/factories/index.ts';
import { createAuthority, writeCertificate } from '../bed/certificates.ts';
import { hours } from '../bed/clock.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import { send } from '../bed/site-client.ts';
import { answer } from '../bed/wallet.ts';

describe('a request that is asked under a certificate', () => {
  const folder = mkdtempSync(`${tmpdir()}/coop-verifier-x509-`);
  let service: TestService;
  before(async () => {
    const authority = await createAuthority(frozenAt.getTime());
    const notAfter = new Date(frozenAt.getTime() + hours(48));
    const leaf = await authority.issue([{ type: 'dns', value: 'localhost' }], { notAfter });
    const { chain, key } = writeCertificate(folder, leaf);
    service = await startTestService({ environment: { X509_CHAIN: chain, X509_KEY: key } });
  });
  after(async () => {
    await service[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });
  const uriIn = (link: string) => new URL(link).searchParams.get('request_uri')!;

  it('is signed by it, names it, and is accepted over that name and no other', async () => {
    const site = await service.addSite();
    await site.putPolicy();
    for (const [clientIdPrefix, named] of [
      ['x509_san_dns', /^x509_san_dns:localhost$/],
      ['x509_hash', /^x509_hash:[\w-]{43}$/],
    ] as const) {
      const { id, links } = await site.open({ clientIdPrefix });
      const { app } = links.crossDevice;
      assert.match(new URL(app).searchParams.get('client_id') ?? '', named);
      const { x5c = [], kid } = decodeProtectedHeader((await send(uriIn(app))).body as string);
      assert.deepEqual([x5c.length, kid], [2, undefined]);
      const audience = `decentralized_identifier:${site.site.did}`;
      const wrong = await answer(app, { created: service.clock(), audience });
      assert.equal(wrong.body.code, 'audience_mismatch');
      assert.equal((await answer(app, { created: service.clock() })).status, 200);
      assert.equal((await site.collect(id)).body.state, 'accepted');
    }
  });

  it('is not signed by another one once that which it names is gone', async () => {
    const site = await service.addSite();
    await site.putPolicy();
    const { id, links } = await site.open({ clientIdPrefix: 'x509_hash' });
    const { db } = service.stores;
    await db.updateTable('requests').set({ certificate_hash: 'former' }).where('id', '=', id).execute();
    const { status, body } = await send(uriIn(links.sameDevice.app));
    assert.deepEqual([status, body.code], [410, 'certificate_replaced']);
  });

  it('is not opened where there is none, or after its end', async () => {
    const body = { policy: 'members-lounge', subject: 's', returnUrl: 'https://lounge.example/club' };
    const site = await service.addSite();
    await site.putPolicy();
    service.pass(hours(49));
    await using without = await startTestService();
    const other = await without.addSite();
    await other.putPolicy();
    for (const clientIdPrefix of ['x509_san_dns', 'x509_hash']) {
      const ended = await site.call('POST', '/presentation-requests', { ...body, clientIdPrefix });
      assert.deepEqual([ended.status, ended.body.code], [503, 'certificate_ended']);
      const missing = await other.call('POST', '/presentation-requests', { ...body, clientIdPrefix });
      assert.deepEqual([missing.status, missing.body.code], [409, 'certificate_missing']);
    }
    assert.ok((await site.open()).id, 'other requests go on');
  });
});
