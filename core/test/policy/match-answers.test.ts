import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import type { VerificationError } from '../../src/index.ts';
import { matchAnswers } from '../../src/policy/match-answers.ts';
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

  it('is refused in words that say why', async () => {
    const [vp, token] = [await presentation(), await shownSdJwt()];
    const [first] = vp.verifiableCredential;
    const several = policyWith({ accept: [{ require: [writtenRequirement, writtenRequirement] }] });
    const holding = (count: number) => ({ ...vp, verifiableCredential: Array(count).fill(first) as object[] });
    const by = (...answers: (readonly [string, readonly unknown[]])[]) => ({ presentations: new Map(answers) });
    for (const [input, under, code, said] of [
      [by(['a0r0-sd-jwt', [vp]]), policy, 'presentation_malformed', 'an SD-JWT is a text'],
      [by(['a0r0', [vp, vp]]), policy, 'presentation_malformed', 'more than one presentation for one question'],
      [
        { bare: vp },
        several,
        'presentation_malformed',
        'one presentation alone cannot say which of several questions it answers',
      ],
      [by(['a0r0', [vp]], ['a0r0-sd-jwt', [token]]), policy, 'too_many_credentials', 1],
      [by(['a0r0', [holding(4)]], ['a0r1', [vp]]), several, 'too_many_credentials', 4],
      [by(['other', [vp]]), policy, 'query_unknown', undefined],
      [by(['a0r0', []]), policy, 'presentation_missing', undefined],
    ] as const) {
      assert.throws(
        () => matchAnswers(input, under),
        ({ problem: { code: found, detail, params } }: VerificationError) => {
          assert.deepEqual([found, detail ?? params?.['max']], [code, said]);
          return true;
        },
      );
    }
    assert.equal(matchAnswers(by(['a0r0', [holding(3)]], ['a0r1', [vp]]), several).length, 2);
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
