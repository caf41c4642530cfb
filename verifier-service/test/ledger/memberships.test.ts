import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { daysLater, issuedCredential, thief as secondWallet } from '../../../core/test/factories/index.ts';
import { startTestService } from '../bed/service.ts';
import type { Answer } from '../bed/site-client.ts';
import { limited, reserve, visit } from '../bed/visit.ts';

const codeOf = ({ status, body }: Answer) => [status, body.code];

describe('a limit counts memberships, so that it is reached also', () => {
  const again = {
    'with a renewed credential': async () => ({
      credential: await issuedCredential({ validUntil: daysLater(600), created: daysLater(-1) }),
    }),
    'with a second wallet of the same membership': async () => ({
      credential: await issuedCredential({ holderDid: secondWallet.controller }),
      signer: secondWallet,
    }),
  };
  for (const [how, shown] of Object.entries(again)) {
    it(how, async () => {
      await using service = await startTestService();
      const site = await service.addSite();
      await site.putPolicy(limited({ count: 1, per: 'P30D' }));
      const first = await visit(service, site);
      await reserve(site, first, 'order-1');
      const second = await visit(service, site, await shown());
      assert.notEqual(second.id, first.id);
      assert.deepEqual([second.remaining, second.resetsAt], [0, '2026-07-01T12:00:00.000Z']);
      assert.deepEqual(codeOf(await reserve(site, second, 'order-2')), [409, 'limit_reached']);
      const read = await site.call('GET', `/verifications/${second.id}`);
      assert.deepEqual([read.body.remaining, read.body.resetsAt], [0, '2026-07-01T12:00:00.000Z']);
    });
  }

  it('under a new version of the policy', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy(limited({ count: 1, per: 'P30D' }));
    await reserve(site, await visit(service, site), 'order-1');
    await site.putPolicy({ ...limited({ count: 1, per: 'P30D' }), purpose: 'Another' });
    assert.deepEqual(codeOf(await reserve(site, await visit(service, site), 'order-2')), [409, 'limit_reached']);
  });

  it('but not by another member', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy(limited({ count: 1, per: 'P30D' }));
    await reserve(site, await visit(service, site), 'order-1');
    const credential = await issuedCredential({ claims: { membershipId: 'm_another' } });
    assert.equal((await reserve(site, await visit(service, site, { credential }), 'order-2')).status, 201);
  });
});

describe('resetting a limit', () => {
  it('gives a member a window of their own again, which old redemptions do not change', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy(limited({ count: 1, per: 'P30D' }));
    const verification = await visit(service, site);
    const { body } = await reserve(site, verification, 'order-1', null);

    const reset = await site.call('POST', '/limits/reset', { verificationId: verification.id });
    assert.deepEqual([reset.status, reset.body], [200, { remaining: 1 }]);
    assert.equal((await reserve(site, verification, 'order-2', null)).status, 201);
    assert.equal((await site.call('POST', `/redemptions/${body.id}/release`)).body.remaining, 0);
  });

  it('is for a site’s own members only', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    const other = await service.addSite('Other', 'https://other.example');
    await site.putPolicy(limited({ count: 1, per: 'P30D' }));
    const verification = await visit(service, site);
    const reset = (verificationId: unknown) => other.call('POST', '/limits/reset', { verificationId });
    assert.deepEqual(codeOf(await reset(verification.id)), [404, 'verification_unknown']);
    assert.deepEqual(codeOf(await reset("' or 1=1")), [422, 'body_invalid']);
  });
});
