import { parsePolicy } from '@coop-credentials/core';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { frozenAt, frozenClock, harvestDid, meadowDid } from '../../../core/test/factories/index.ts';
import { judgeIssuers, standingBy, type IssuerStanding } from '../../src/changes/judge-issuers.ts';
import { loungePolicy } from '../bed/policy.ts';

const type = 'CoopMembershipCredential';
const requirement = (issuers: object, ofType = type) => ({ type: ofType, issuers });
const allowing = (...ids: string[]) => ({ allow: ids.map((id) => ({ id, name: 'A co-op' })) });

/** Judges one membership by Harvest Co-op under alternatives, each a list of requirements. */
function found(accept: readonly (readonly object[])[], standing?: IssuerStanding) {
  const alternatives = accept.map((require) => ({ require }));
  const parsed = parsePolicy({ id: 'p', ...loungePolicy({ accept: alternatives }) });
  assert.ok(parsed.ok);
  const credentials = [{ type, issuer: { id: harvestDid } }];
  const createdAt = frozenAt.getTime();
  const standingOf = standing ? () => [standing] : standingBy(() => undefined, frozenClock);
  return judgeIssuers(parsed.policy, { credentials, createdAt }, standingOf);
}

const judge = (...given: Parameters<typeof found>) => found(...given).verdict;

describe('judgeIssuers', () => {
  it('accepts an issuer that the policy allows', () =>
    assert.equal(judge([[requirement(allowing(harvestDid))]]), 'accepted'));

  it('ends what it does not', () => assert.equal(judge([[requirement(allowing(meadowDid))]]), 'ended'));

  it('keeps it where the policy says so', () =>
    assert.equal(judge([[requirement({ ...allowing(meadowDid), whenUnrecognised: 'keep' })]]), 'accepted'));

  it('keeps nobody who is denied', () =>
    assert.equal(judge([[requirement({ deny: [{ id: harvestDid }], whenUnrecognised: 'keep' })]]), 'ended'));

  it('is content with any alternative, in whatever place it stands', () =>
    assert.equal(judge([[requirement(allowing(meadowDid))], [requirement(allowing(harvestDid))]]), 'accepted'));

  it('asks for all of an alternative', () =>
    assert.equal(
      judge([[requirement(allowing(harvestDid)), requirement(allowing(harvestDid), 'CoopTicketCredential')]]),
      'ended',
    ));

  for (const [whenSuspended, verdict] of [
    ['end', 'suspended'],
    ['keep', 'accepted'],
  ] as const) {
    it(`finds it ${verdict} under a suspended issuer where the policy says ${whenSuspended}`, () =>
      assert.equal(
        judge([[requirement({ ...allowing(harvestDid), whenSuspended })]], { standing: 'suspended' }),
        verdict,
      ));
  }

  const policy = (issuers: object = {}) => [[requirement({ ...allowing(harvestDid), ...issuers })]];
  const at = (milliseconds: number) => new Date(frozenAt.getTime() + milliseconds).toISOString();

  it('ends what was shown since the issuer’s key was in wrong hands, whatever the policy keeps', () => {
    for (const since of [at(-1), at(0)]) {
      const all = policy({ whenSuspended: 'keep', whenUnrecognised: 'keep' });
      assert.deepEqual(found(all, { standing: 'compromised', since }), {
        verdict: 'ended',
        problem: 'issuer_compromised',
      });
    }
  });

  it('treats what was shown before that as under a suspended issuer', () => {
    const compromised = { standing: 'compromised', since: at(1) } as const;
    assert.equal(judge(policy({ whenSuspended: 'keep' }), compromised), 'accepted');
    assert.equal(judge(policy({ whenSuspended: 'end' }), compromised), 'suspended');
  });

  it('says why it ends', () => {
    for (const [standing, problem] of [
      ['denied', 'issuer_denied'],
      ['ended', 'issuer_recognition_ended'],
      ['other-type', 'issuer_not_for_this_type'],
      ['unknown', 'issuer_not_recognised'],
    ] as const) {
      assert.deepEqual(found(policy(), { standing }), { verdict: 'ended', problem });
    }
    assert.equal(judge(policy({ whenUnrecognised: 'keep' }), { standing: 'ended' }), 'accepted');
  });

  it('ends nothing for the sake of a list that is too old, or not there', () => {
    assert.equal(judge(policy(), { standing: 'undecided' }), 'accepted');
  });
});
