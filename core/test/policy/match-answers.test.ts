import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { policyQueries } from '../../src/policy/policy-queries.ts';
import { expectedAudience, expectedNonce, presentation, shownSdJwt } from '../factories/index.ts';
import { verifier, wordFor } from '../gate.ts';
import { policyWith, writtenPolicy, writtenRequirement } from './policies.ts';

const policy = policyWith();
const answer = (presentations: Record<string, readonly unknown[]>, under = policy) =>
  wordFor(
    verifier.verifyPresentation(
      { presentations: new Map(Object.entries(presentations)) },
      { expectedNonce, expectedAudience, policy: under },
    ),
  );

describe('An answer in several formats', () => {
  it('is taken in either, under the question of its format', async () => {
    assert.equal(await answer({ a0r0: [await presentation()] }), 'accepted');
    assert.equal(await answer({ 'a0r0-sd-jwt': [await shownSdJwt()] }), 'accepted');
  });

  it('is refused under a question of the other format', async () => {
    assert.equal(await answer({ a0r0: [await shownSdJwt()] }), 'presentation_malformed');
    assert.equal(await answer({ 'a0r0-sd-jwt': [await presentation()] }), 'presentation_malformed');
  });

  it('is refused with both at once, which nobody asked for', async () => {
    const both = { a0r0: [await presentation()], 'a0r0-sd-jwt': [await shownSdJwt()] };
    assert.equal(await answer(both), 'too_many_credentials');
  });

  it('meets requirements of one holder in both, where a wallet mixes them', async () => {
    const twice = policyWith({ accept: [{ require: [writtenRequirement, writtenRequirement] }] });
    const mixed = { a0r0: [await presentation()], 'a0r1-sd-jwt': [await shownSdJwt()] };
    assert.equal(await answer(mixed, twice), 'accepted');
  });

  it('is asked for in one format for each way to answer', () => {
    const twice = policyWith({ accept: [...writtenPolicy.accept, { require: [writtenRequirement] }] });
    assert.deepEqual(
      policyQueries(twice).map(({ id, format }) => [id, format]),
      ['a0r0', 'a1r0'].flatMap((id) => [
        [id, 'ldp_vc'],
        [`${id}-badge`, 'ldp_vc'],
        [`${id}-sd-jwt`, 'dc+sd-jwt'],
      ]),
    );
  });
});
