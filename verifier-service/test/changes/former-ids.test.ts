import { parsePolicy, type RecognitionEntry } from '@coop-credentials/core';
import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { frozenAt, frozenClock, harvestDid, meadowDid } from '../../../core/test/factories/index.ts';
import { entryOf, viewOf } from '../../../core/test/factories/recognition.ts';
import { judgeIssuers, standingBy } from '../../src/changes/judge-issuers.ts';
import { loungePolicy } from '../bed/policy.ts';

const type = 'CoopMembershipCredential';
const at = (milliseconds: number) => new Date(frozenAt.getTime() + milliseconds).toISOString();
const bothAllowed = [harvestDid, meadowDid].map((id) => ({ id, name: 'A co-op' }));

/** Judges a membership that Harvest issued, which the list calls Meadow now. */
function judge(issuers: object, changes: Partial<RecognitionEntry> = {}) {
  const view = viewOf([entryOf({ id: meadowDid, name: 'Meadow', formerIds: [harvestDid], ...changes })]);
  const accept = [{ require: [{ type, issuers: { lists: ['one'], ...issuers } }] }];
  const parsed = parsePolicy({ id: 'p', ...loungePolicy({ accept }) });
  assert.ok(parsed.ok);
  const credentials = [{ type, issuer: { id: harvestDid } }];
  return judgeIssuers(
    parsed.policy,
    { credentials, createdAt: frozenAt.getTime() },
    standingBy(() => view, frozenClock),
  );
}
const state = (name: 'suspended' | 'compromised', since = at(-1)) => ({ status: { state: name, since } }) as const;

describe('a live grant by a DID that the issuer had before', () => {
  it('ends with what the site denies of that co-op, or once its keys were in wrong hands', () => {
    assert.deepEqual(judge({ allow: bothAllowed }), { verdict: 'accepted' });
    assert.deepEqual(judge({ allow: bothAllowed, deny: [{ id: meadowDid }] }), {
      verdict: 'ended',
      problem: 'issuer_denied',
    });
    const robbed = { verdict: 'ended', problem: 'issuer_compromised' };
    assert.deepEqual(judge({ allow: bothAllowed }, state('compromised')), robbed);
    assert.deepEqual(judge({ whenUnrecognised: 'keep' }, state('compromised')), robbed);
  });

  it('is treated as under the DID of today where it was shown before that', () => {
    const later = state('compromised', at(1));
    assert.equal(judge({ allow: bothAllowed }, later).verdict, 'accepted');
    assert.equal(judge({ allow: bothAllowed, whenSuspended: 'end' }, later).verdict, 'suspended');
  });

  it('outlives no recognition that ended because the co-op is suspended, or robbed, besides', () => {
    const unrecognised = { verdict: 'ended', problem: 'issuer_not_recognised' };
    for (const changes of [{}, state('suspended'), state('compromised', at(1))]) {
      assert.deepEqual(judge({}, changes), unrecognised);
      assert.deepEqual(judge({ whenSuspended: 'end' }, changes), unrecognised);
      assert.equal(judge({ whenUnrecognised: 'keep' }, changes).verdict, 'accepted');
    }
    assert.deepEqual(judge({ whenUnrecognised: 'keep', whenSuspended: 'end' }, state('suspended')), {
      verdict: 'suspended',
      problem: 'issuer_suspended',
    });
  });
});
