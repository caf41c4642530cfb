import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { loungePolicy } from '../bed/policy.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import type { SiteClient } from '../bed/site-client.ts';
import { visit } from '../bed/visit.ts';

describe('a text with U+0000, which PostgreSQL cannot store', () => {
  let service: TestService;
  let site: SiteClient;
  before(async () => {
    service = await startTestService();
    site = await service.addSite();
    await site.putPolicy();
  });
  after(() => service[Symbol.asyncDispose]());

  it('is refused in a body, which says where it stands, and accepted without', async () => {
    const { id } = await visit(service, site);
    const request = { policy: 'members-lounge', subject: 's_1', returnUrl: `${site.site.url}/lounge` };
    const redemption = { verificationId: id, idempotencyKey: 'order', ttl: 60 };
    const bodies = [
      ['POST', '/presentation-requests', request, { ...request, subject: 's\u0000' }, 'subject'],
      ['PUT', '/policies/other', loungePolicy(), loungePolicy({ purpose: 'Open\u0000' }), 'purpose'],
      ['POST', '/redemptions', redemption, { ...redemption, idempotencyKey: '\u0000' }, 'idempotencyKey'],
      ['POST', '/policies/check', { policy: { a: ['b'] } }, { policy: { a: ['b', '\u0000'] } }, 'policy.a.1'],
    ] as const;
    for (const [method, path, right, wrong, where] of bodies) {
      const { status, body } = await site.call(method, path, wrong);
      assert.deepEqual([path, status, body.code, body.problems[0].path], [path, 422, 'body_invalid', where]);
      assert.ok((await site.call(method, path, right)).status < 300, path);
    }
  });

  it('is refused in a path and in a query', async () => {
    for (const path of [
      '/verifications/vf_%00',
      '/policies/%00',
      '/holders/%00/export',
      '/redemptions/%00',
      '/presentation-requests/%00',
      '/verifications?cursor=%00',
      '/changes?cursor=%00',
    ]) {
      const { status, body } = await site.call('GET', path);
      assert.deepEqual([path, status, body.code], [path, 422, 'body_invalid']);
    }
    assert.equal((await site.call('GET', '/verifications?cursor=0')).status, 200);
  });
});
