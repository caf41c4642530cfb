import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import type { Policy } from '../../src/index.ts';
import { checkCredentialCount } from '../../src/policy/check-credential-count.ts';
import { checkRequirement } from '../../src/policy/check-requirement.ts';
import { credential, credentialClaiming, credentialWith, wordOf } from '../checks/subjects.ts';
import { daysLater, frozenAt } from '../factories/index.ts';
import { policyWith, requiring } from './policies.ts';

const of = (policy: Policy, subject = credential) =>
  wordOf(
    checkRequirement({ credential: subject }, { policy, requirement: policy.accept[0]!.require[0]!, now: frozenAt }),
  );
const wanting = (values: readonly (string | number)[]) =>
  requiring({ claims: [{ path: ['membershipClass'], values }] });

describe('checkRequirement', () => {
  it('accepts what was asked for', () => {
    assert.equal(of(policyWith()), 'passed');
    assert.equal(of(wanting(['consumer', 'worker'])), 'passed');
  });

  it('refuses a credential of another type', () =>
    assert.equal(of(requiring({ type: 'CoopTicketCredential' })), 'credential_type_wrong'));

  it('refuses a value that the policy does not take', () =>
    assert.equal(of(wanting(['consumer'])), 'claim_not_accepted'));

  it('refuses a credential without a claim that the policy needs', () => {
    assert.equal(
      of(requiring({ claims: [{ path: ['coopType'] }] }), credentialClaiming({ coopType: undefined })),
      'claim_missing',
    );
  });

  it('says which claim', () => {
    const [asked, values] = [{ path: ['coopType'] }, { values: ['housing'] }];
    for (const [claim, subject] of [
      [{ ...asked, ...values }, credential],
      [asked, credentialClaiming({ coopType: undefined })],
    ] as const) {
      const policy = requiring({ claims: [claim] });
      const requirement = policy.accept[0]!.require[0]!;
      const found = checkRequirement({ credential: subject }, { policy, requirement, now: frozenAt });
      assert.deepEqual('problem' in found && found.problem.params, { claim: 'coopType' });
    }
  });

  it('asks a credential that is no membership for no member’s claims', () => {
    const ticket = credentialWith({
      types: ['VerifiableCredential', 'CoopTicketCredential'],
      subjects: [{ claims: {} }],
    });
    assert.equal(of(requiring({ type: 'CoopTicketCredential' }), ticket), 'passed');
  });

  it('says nothing where nothing is asked for', () => {
    const policy = policyWith();
    const requirement = policy.accept[0]!.require[0]!;
    const other = { credential: credentialWith({ types: [] }) };
    for (const asked of [{}, { policy }, { requirement }]) {
      assert.equal(wordOf(checkRequirement(other, { ...asked, now: frozenAt })), 'not-applicable');
    }
  });

  it('does not take a number for the same text', () => {
    const policy = requiring({ claims: [{ path: ['memberSince'], values: [2019] }] });
    assert.equal(of(policy), 'claim_not_accepted');
  });

  it('takes any of several values', () => {
    const policy = requiring({ claims: [{ path: ['roles', null], values: ['board'] }] });
    assert.equal(of(policy, credentialClaiming({ roles: ['staff', 'board'] })), 'passed');
    assert.equal(of(policy, credentialClaiming({ roles: ['staff'] })), 'claim_not_accepted');
    assert.equal(of(policy, credentialClaiming({ roles: [] })), 'claim_missing');
  });

  it('never falls back from a membership to a wallet', () => {
    const policy = policyWith({ identify: 'membership' });
    assert.equal(of(policy), 'passed');
    assert.equal(of(policy, credentialClaiming({ membershipId: undefined })), 'claim_missing');
  });

  it('refuses a credential issued longer ago than the policy takes, or at no known time', () => {
    const policy = requiring({ maxAge: 'P30D' });
    assert.equal(of(policy, credentialWith({ validFrom: daysLater(-30) })), 'passed');
    assert.equal(of(policy, credentialWith({ validFrom: daysLater(-31) })), 'credential_too_old');
    const { validFrom: _, ...undated } = credential;
    assert.equal(of(policy, undated), 'credential_too_old');
  });
});

describe('checkCredentialCount', () => {
  const count = (credentials: number) =>
    wordOf(checkCredentialCount({ credentials: Array<Record<string, unknown>>(credentials).fill({}) }));

  it('accepts one credential', () => assert.equal(count(1), 'passed'));
  it('refuses none', () => assert.equal(count(0), 'credential_missing'));
  it('refuses two', () => assert.equal(count(2), 'too_many_credentials'));
});
