import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { evaluatePolicy, type JudgedAnswer } from '../../src/policy/evaluate-policy.ts';
import { policyQueries } from '../../src/policy/policy-queries.ts';
import { problem } from '../../src/problem.ts';
import { failed, inconclusive, named, notApplicable, passed } from '../../src/result.ts';
import { credential } from '../checks/subjects.ts';
import { holder } from '../factories/index.ts';
import { policyWith, writtenRequirement } from './policies.ts';

const policy = policyWith();
const checks = [named('proof', passed, 0), named('disclosure', notApplicable, 0)];
const answer: JudgedAnswer = {
  ...{ query: policyQueries(policy)[0]!, checks, credential },
  ...{ provenHolder: holder.controller },
};
const unsatisfied = problem('query_unsatisfied');

describe('evaluatePolicy', () => {
  it('accepts an answer in which everything holds, and says so', () =>
    assert.deepEqual(evaluatePolicy(policy, [answer]), {
      ...{ outcome: 'accepted', accept: 0, answers: [answer] },
      checks: [...checks, { check: 'policy', outcome: 'passed' }],
    }));

  const lacking: Readonly<Record<string, readonly JudgedAnswer[]>> = {
    'no holder who proved to be that': [{ ...answer, provenHolder: undefined }],
    'no credential': [{ ...answer, credential: undefined }],
    'no answer': [],
  };
  for (const [what, answers] of Object.entries(lacking)) {
    it(`refuses one with ${what}, though nothing failed`, () =>
      assert.deepEqual(evaluatePolicy(policy, answers), {
        ...{ outcome: 'rejected', problem: unsatisfied },
        checks: [...answers.flatMap((one) => one.checks), { check: 'policy', outcome: 'failed', problem: unsatisfied }],
      }));
  }

  describe('of two answers', () => {
    const ticket = { ...writtenRequirement, type: 'CoopTicketCredential' };
    const both = policyWith({ accept: [{ require: [writtenRequirement, ticket] }] });
    const queries = policyQueries(both).filter(({ shape, format }) => shape === 'own' && format === 'ldp_vc');
    const outcomeOf = (...holders: readonly Pick<JudgedAnswer, 'provenHolder' | 'holderKey'>[]) => {
      const answers = queries.map((query, index) => ({ ...answer, query, ...holders[index] }));
      const verdict = evaluatePolicy(both, answers);
      return 'problem' in verdict ? verdict.problem.code : verdict.outcome;
    };
    const [one, other] = [{ provenHolder: 'did:example:one' }, { provenHolder: 'did:example:other' }];

    it('asks for one holder: by one DID, or where each says its key by one key', () => {
      assert.equal(queries.length, 2);
      assert.equal(outcomeOf(one, one), 'accepted');
      assert.equal(outcomeOf({ ...one, holderKey: 'k' }, one), 'accepted');
      assert.equal(outcomeOf({ ...one, holderKey: 'k' }, { ...other, holderKey: 'k' }), 'accepted');
      assert.equal(outcomeOf({ ...one, holderKey: 'k' }, { ...other, holderKey: 'l' }), 'holders_differ');
      assert.equal(outcomeOf({ ...one, holderKey: 'k' }, other), 'holders_differ');
      assert.equal(outcomeOf(one, other), 'holders_differ');
    });

    it('asks nothing of the holder of one that nobody proved to hold', () =>
      assert.equal(outcomeOf(one, { provenHolder: undefined }), 'query_unsatisfied'));
  });

  it('tells what failed, and adds nothing of its own to it', () => {
    const found = [...checks, named('status', failed(problem('credential_revoked')), 0)];
    assert.deepEqual(evaluatePolicy(policy, [{ ...answer, checks: found }]), {
      ...{ outcome: 'rejected', problem: problem('credential_revoked'), checks: found },
    });
  });

  it('is undecided by what could not be found out, and adds nothing to that', () => {
    const found = [...checks, named('status', inconclusive(problem('status_unreachable')), 0)];
    assert.deepEqual(evaluatePolicy(policy, [{ ...answer, checks: found }]), {
      ...{ outcome: 'inconclusive', problem: problem('status_unreachable'), checks: found },
    });
  });
});
