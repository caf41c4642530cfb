import { afterEach, beforeEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { harvest, harvestDid, issuedSdJwt, shownSdJwt } from '../../../core/test/factories/index.ts';
import { issueStatusToken, type StatusTokenOptions } from '../../../core/src/profile/index.ts';
import { hours } from '../bed/clock.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import type { Answer, SiteClient } from '../bed/site-client.ts';
import { post, readRequest } from '../bed/wallet.ts';

const list = 'https://harvest.example/status/tokens';
const index = 42;

describe('taking back an SD-JWT VC', () => {
  let service: TestService;
  let site: SiteClient;
  const lists = new Map<string, unknown>();

  const publish = async (taken: Pick<StatusTokenOptions, 'revoked' | 'suspended'> = {}) => {
    const issuer = { did: harvestDid, keyPair: harvest };
    lists.set(list, await issueStatusToken({ issuer, url: list, issuedAt: service.clock(), ...taken }));
  };
  beforeEach(async () => {
    service = await startTestService({ lists });
    await publish();
    site = await service.addSite();
    await site.putPolicy();
  });
  afterEach(() => service[Symbol.asyncDispose]());

  async function show(): Promise<Answer> {
    const { id, links } = await site.open();
    const request = await readRequest(links.crossDevice.app);
    const credential = await issuedSdJwt({ status: { list, index } });
    const to = { nonce: request.nonce, audience: request.clientId, created: service.clock() };
    const answered = await post(request, JSON.stringify({ 'a0r0-sd-jwt': [await shownSdJwt({ credential, ...to })] }));
    return answered.status === 200 ? site.collect(id) : answered;
  }
  const nextLook = async () => {
    service.pass(hours(29));
    await service.recheck();
  };

  it('pauses what is suspended, lifts it, and ends what is revoked', async () => {
    const { id } = (await show()).body.verification;
    for (const [taken, state] of [
      [{}, 'live'],
      [{ suspended: [index] }, 'suspended'],
      [{ suspended: [index + 1] }, 'live'],
      [{ suspended: [index], revoked: [index] }, 'revoked'],
      [{}, 'revoked'],
    ] as const) {
      await publish(taken);
      await nextLook();
      assert.equal((await site.call('GET', `/verifications/${id}`)).body.state, state);
    }
    const { body } = await site.call('GET', '/changes');
    assert.deepEqual(
      body.changes.map(({ state }: { state: string }) => state),
      ['suspended', 'live', 'revoked'],
    );
  });

  it('refuses it when it is shown suspended or revoked', async () => {
    for (const [taken, code] of [
      [{ suspended: [index] }, 'credential_suspended'],
      [{ revoked: [index] }, 'credential_revoked'],
    ] as const) {
      await publish(taken);
      const { body } = await show();
      assert.deepEqual([body.state, body.problem.code, body.verification], ['rejected', code, undefined]);
      service.pass(hours(1));
    }
  });
});
