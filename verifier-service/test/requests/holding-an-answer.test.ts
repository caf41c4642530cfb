import { createVerifier, type Verifier } from '@coop-credentials/core';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { issuedCredential, meadow, ports } from '../../../core/test/factories/index.ts';
import { LEASE_FOR } from '../../src/requests/times.ts';
import type { Lease } from '../../src/store/answer-store.ts';
import { seconds } from '../bed/clock.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import type { SiteClient } from '../bed/site-client.ts';
import { answer, makeToken, post, readRequest } from '../bed/wallet.ts';

type Verify = Verifier['verifyPresentation'];

describe('the right to verify an answer', () => {
  let service: TestService;
  let site: SiteClient;
  /** Those that are being verified, in the order in which they came; each goes on when it is told to. */
  let waiting: (() => void)[];
  beforeEach(async () => {
    waiting = [];
    const { verifyPresentation } = createVerifier(ports({ clock: () => service.clock() }));
    const whenTold: Verify = async (...given) => {
      const result = await verifyPresentation(...given);
      await new Promise<void>((resolve) => waiting.push(resolve));
      return result;
    };
    service = await startTestService({ verifier: { verifyPresentation: whenTold } });
    site = await service.addSite();
    await site.putPolicy();
  });
  afterEach(() => service[Symbol.asyncDispose]());

  const isVerifying = async (count: number) => {
    while (waiting.length < count) await sleep(5);
  };
  const rowOf = (id: string) =>
    service.stores.db
      .selectFrom('requests')
      .select(['state', 'tries', 'lease_id', 'lease_until'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
  const show = (app: string) => answer(app, { created: service.clock() });

  /** As of a replica that stands still, or that its database does not hear: it renews nothing. */
  const renewNothing = () => {
    service.stores.answers.renew = () => Promise.reject(new Error('not heard'));
  };

  it('stays with who lives, however long that takes', async () => {
    const { id, links } = await site.open();
    const slow = show(links.crossDevice.app);
    await isVerifying(1);
    for (let count = 0; count < 2; count += 1) {
      service.pass(LEASE_FOR - 500);
      const renewedTo = service.clock().getTime() + LEASE_FOR;
      while (Number((await rowOf(id)).lease_until) < renewedTo) await sleep(20);
    }
    service.pass(LEASE_FOR - 500);
    assert.equal((await show(links.crossDevice.app)).body.code, 'answer_in_progress');
    waiting[0]!();
    assert.equal((await slow).status, 200);
    assert.equal((await site.collect(id)).body.verification.state, 'live');
  }).timeout(20_000);

  it('once taken over is nothing that its former holder could accept by', async () => {
    const { id, links } = await site.open();
    renewNothing();
    const former = show(links.crossDevice.app);
    await isVerifying(1);
    service.pass(LEASE_FOR);
    const next = show(links.crossDevice.app);
    await isVerifying(2);
    const before = await rowOf(id);

    waiting[0]!();
    const late = await former;
    assert.deepEqual([late.status, late.body.code], [409, 'answer_in_progress']);
    assert.deepEqual(await rowOf(id), before, 'nothing was written');
    assert.equal(await service.count('verifications'), 0);

    waiting[1]!();
    assert.equal((await next).status, 200);
    assert.equal(await service.count('verifications'), 1);
    assert.equal((await site.collect(id)).body.state, 'accepted');
  });

  it('once taken over is nothing that its former holder could refuse or reject by', async () => {
    const { id, links } = await site.open();
    renewNothing();
    const request = await readRequest(links.crossDevice.app);
    const wrong = { nonce: 'another', created: service.clock() };
    const foreign = { credential: await issuedCredential({ issuer: meadow }), created: service.clock() };
    const tokens = [await makeToken(request, wrong), await makeToken(request, foreign)];
    const former = [];
    for (const [index, token] of tokens.entries()) {
      former.push(post(request, token));
      await isVerifying(index + 1);
      service.pass(LEASE_FOR);
    }
    const last = show(links.crossDevice.app);
    await isVerifying(3);
    const before = await rowOf(id);

    waiting[0]!();
    waiting[1]!();
    assert.deepEqual(
      (await Promise.all(former)).map(({ body }) => body.code),
      ['nonce_mismatch', 'answer_in_progress'],
    );
    assert.deepEqual(await rowOf(id), before, 'no try counted, no lease given back');
    waiting[2]!();
    assert.equal((await last).status, 200);
    assert.equal((await site.collect(id)).body.state, 'accepted');
  });

  it('is given to one, and renewed by none but its holder', async () => {
    const { id } = await site.open();
    const { answers } = service.stores;
    const now = service.clock().getTime();
    const [one, other]: Lease[] = [
      { id: 'ls_one', requestId: id },
      { id: 'ls_other', requestId: id },
    ];
    assert.ok(await answers.lease(one!, now + seconds(3), 10, now));
    assert.ok(await answers.renew(one!, now + seconds(5)));
    assert.equal(await answers.renew(other!, now + seconds(50)), false);
    assert.equal(await answers.lease(other!, now + seconds(7), 10, now + seconds(4)), false, 'it was renewed');
    assert.ok(await answers.lease(other!, now + seconds(8), 10, now + seconds(5)));
    assert.equal(await answers.renew(one!, now + seconds(50)), false);
    await answers.release(one!, { countTry: true });
    const closing = { state: 'rejected', flow: 'cross-device', now } as const;
    assert.equal(await answers.close(one!, closing), undefined);
    const { state, tries, lease_id: holder, lease_until: until } = await rowOf(id);
    assert.deepEqual([state, tries, holder, Number(until)], ['open', 0, 'ls_other', now + seconds(8)]);
    assert.equal((await answers.close(other!, closing))?.state, 'rejected');
  });
});
