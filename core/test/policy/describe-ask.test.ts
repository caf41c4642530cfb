import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { describeAsk } from '../../src/index.ts';
import { harvestDid, meadowDid } from '../factories/index.ts';
import { policyWith, requiring, writtenPolicy, writtenRequirement } from './policies.ts';

describe('describeAsk', () => {
  it('says what for, what is looked at, for how long and whose members', () => {
    assert.deepEqual(describeAsk(policyWith({ grant: { for: 'P30D' } })), {
      purpose: "Open the members' lounge",
      claims: ['memberOf', 'membershipClass'],
      grantFor: 'P30D',
      issuers: [{ id: harvestDid, name: 'Harvest Co-op' }],
      lists: [],
    });
  });

  it('says so where memberships are told apart', () =>
    assert.ok(describeAsk(policyWith({ identify: 'membership' })).claims.includes('membershipId')));

  it('names each claim, co-op and list of several alternatives once', () => {
    const issuers = { allow: [{ id: meadowDid, name: 'Meadow' }], lists: ['federation'] };
    const claims = [{ path: ['coopType'], values: ['worker'] }];
    const accept = [...writtenPolicy.accept, { require: [{ ...writtenRequirement, issuers, claims }] }];
    const ask = describeAsk(policyWith({ accept }));
    assert.deepEqual(ask.claims, ['memberOf', 'membershipClass', 'coopType']);
    assert.deepEqual(
      ask.issuers.map(({ id }) => id),
      [harvestDid, meadowDid],
    );
    assert.deepEqual(ask.lists, ['federation']);
  });

  it('does not welcome a co-op that is denied', () => {
    const { allow } = writtenRequirement.issuers;
    assert.deepEqual(describeAsk(requiring({ issuers: { allow, deny: [{ id: harvestDid }] } })).issuers, []);
  });
});
