import { problem, type VerificationResult } from '@coop-credentials/core';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { daysLater, holder, issuedCredential } from '../../../core/test/factories/index.ts';
import { minutes, seconds } from '../bed/clock.ts';
import { startTestService } from '../bed/service.ts';
import { answer, makeToken, post, readRequest } from '../bed/wallet.ts';

const undecided = (code: 'verification_timed_out' | 'did_unresolvable'): VerificationResult => ({
  outcome: 'inconclusive',
  provesHolder: false,
  checks: [],
  problem: problem(code),
  credentials: [],
  claimsTrusted: false,
});

describe('the end of a presentation request', () => {
  it('is final: an answer that was being verified when it came is too late', async () => {
    const { promise: verified, resolve: finish } = Promise.withResolvers<VerificationResult>();
    const { promise: started, resolve: onStart } = Promise.withResolvers<void>();
    const verifyPresentation = () => (onStart(), verified);
    await using service = await startTestService({ verifier: { verifyPresentation } });
    const site = await service.addSite();
    await site.putPolicy();
    const { id, links } = await site.open();
    service.pass(minutes(5) - seconds(1));
    const late = answer(links.crossDevice.app, { created: service.clock() });
    await started;
    service.pass(seconds(2));
    assert.equal((await site.call('GET', `/presentation-requests/${id}`)).body.state, 'expired');

    finish({ ...undecided('did_unresolvable'), outcome: 'rejected', provesHolder: true });
    assert.equal((await late).body.code, 'request_expired');
    assert.equal((await site.collect(id)).body.code, 'request_expired');
  });

  it('tells the site nothing through its policy before the right browser is back', async () => {
    for (const credential of [undefined, await issuedCredential({ validUntil: daysLater(-1) })]) {
      await using service = await startTestService();
      const site = await service.addSite();
      await site.putPolicy();
      const { links } = await site.open();
      const request = await readRequest(links.sameDevice.app);
      const options = { created: service.clock(), ...(credential && { credential }) };
      assert.equal((await post(request, await makeToken(request, options))).status, 200);
      assert.equal((await site.call('DELETE', '/policies/members-lounge')).body.code, 'policy_in_use');
    }
  });

  it('does not come from a fault of ours: the next answer is taken at once', async () => {
    const accepted = { ...undecided('did_unresolvable'), outcome: 'accepted', provesHolder: true } as const;
    let calls = 0;
    const verifyPresentation = async (): Promise<VerificationResult> => {
      calls += 1;
      // Accepted without an identity: what is stored of it cannot be made.
      return calls === 1 ? accepted : { ...accepted, outcome: 'rejected', problem: problem('credential_expired') };
    };
    await using service = await startTestService({ verifier: { verifyPresentation } });
    const site = await service.addSite();
    await site.putPolicy();
    const { links } = await site.open();
    assert.equal((await answer(links.crossDevice.app, { created: service.clock() })).body.code, 'internal_error');
    assert.equal((await answer(links.crossDevice.app, { created: service.clock() })).status, 200);
  });

  it('comes after ten answers by holders whose own web server does not answer', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    const { links } = await site.open();
    const post = (index: number) => {
      const controller = `did:web:x${index}.example`;
      const signer = { ...holder, id: `${controller}#key-1`, controller };
      return answer(links.crossDevice.app, { signer, created: service.clock() });
    };
    for (let tries = 0; tries < 10; tries += 1) {
      const { status, body } = await post(tries);
      assert.deepEqual([status, body.code], [503, 'did_unresolvable']);
    }
    assert.equal((await post(10)).body.code, 'too_many_tries');
  });

  it('comes after ten answers that used up the time of a verification', async () => {
    const verifier = { verifyPresentation: async () => undecided('verification_timed_out') };
    await using service = await startTestService({ verifier });
    const site = await service.addSite();
    await site.putPolicy();
    const { links } = await site.open();
    for (let tries = 0; tries < 10; tries += 1) {
      const { body } = await answer(links.crossDevice.app, { created: service.clock() });
      assert.equal(body.code, 'verification_timed_out');
    }
    assert.equal((await answer(links.crossDevice.app, { created: service.clock() })).body.code, 'too_many_tries');
  });
});
