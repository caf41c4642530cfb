import { parsePolicy } from '@coop-credentials/core';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { harvestDid, meadowDid } from '../../../core/test/factories/index.ts';
import { judgeIssuers, type IssuerStanding } from '../../src/changes/judge-issuers.ts';
import { loungePolicy } from '../bed/policy.ts';

const type = 'CoopMembershipCredential';
const requirement = (issuers: object, ofType = type) => ({ type: ofType, issuers });
const allowing = (...ids: string[]) => ({ allow: ids.map((id) => ({ id, name: 'A co-op' })) });

/** Judges one membership by Harvest Co-op under alternatives, each a list of requirements. */
function judge(accept: readonly (readonly object[])[], standing?: IssuerStanding) {
  const alternatives = accept.map((require) => ({ require }));
  const parsed = parsePolicy({ id: 'p', ...loungePolicy({ accept: alternatives }) });
  assert.ok(parsed.ok);
  const credentials = [{ type, issuer: { id: harvestDid } }];
  return judgeIssuers(parsed.policy, { credentials }, standing && (() => standing));
}

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
      assert.equal(judge([[requirement({ ...allowing(harvestDid), whenSuspended })]], 'suspended'), verdict));
  }
});
