import { after, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { holder, membershipClaims } from '../../core/test/factories/index.ts';
import { newId, newToken } from '../src/secrets/tokens.ts';
import { suiteLogs, unfit } from './bed/suite-logs.ts';

/** After every test of this run, whatever it was: their logs hold no key, no token, no claim and no presentation. */
after(function wholeSuite() {
  const fixtures = [holder.controller, String(membershipClaims.membershipId)];
  assert.deepEqual(unfit(suiteLogs), []);
  assert.deepEqual(
    suiteLogs.filter((line) => fixtures.some((fixture) => line.includes(fixture))),
    [],
  );
});

describe('the suite’s logs are searched at the end', () => {
  it('for tokens, keys in DIDs, JWTs, signatures and the words of a presentation', () => {
    for (const secret of [
      newToken(),
      holder.controller,
      'eyJhbGciOiJFZERTQSJ9',
      `z${'3'.repeat(80)}`,
      '"proofValue"',
    ]) {
      assert.equal(unfit([`{"error":"${secret}"}`]).length > 0, true, secret);
    }
  });

  it('but ids may be in them, and the names of classes', () => {
    const lines = ['at NotCommittedOrRolledBackAssertingExecutor.run', '/v1/redemptions/rd_k0SOca0oXeyJ1Q6opAltw'];
    assert.deepEqual(unfit(lines), []);
    assert.deepEqual(unfit([JSON.stringify({ path: `/v1/verifications/${newId('vf')}/recheck` })]), []);
  });
});
