import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { readMembershipBadge } from '../../src/open-badges/read-membership-badge.ts';
import type { JsonObject } from '../../src/parse/json-object.ts';
import { harvestDid, holder } from '../factories/index.ts';

const subject = {
  id: holder.controller,
  type: 'AchievementSubject',
  achievement: { id: 'https://harvest.example/membership', achievementType: 'Membership', name: 'Membership' },
  role: 'worker',
  licenseNumber: 'm_1',
  activityStartDate: '2019-03-01T00:00:00Z',
};
const badge = {
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: { id: harvestDid, name: 'Harvest Co-op' },
  credentialSubject: subject,
};
const claimsOf = (change: object) =>
  readMembershipBadge({ ...badge, credentialSubject: { ...subject, ...change } })['credentialSubject'];
const claims = {
  id: holder.controller,
  memberOf: { id: harvestDid, type: 'Organization', name: 'Harvest Co-op' },
  membershipClass: 'worker',
  membershipId: 'm_1',
  memberSince: '2019',
};

describe('readMembershipBadge', () => {
  it('says in the words of our profile what a badge of membership says', () => {
    const read = readMembershipBadge(badge);
    assert.deepEqual(read['type'], ['VerifiableCredential', 'OpenBadgeCredential', 'CoopMembershipCredential']);
    assert.deepEqual(read['credentialSubject'], claims);
    assert.deepEqual(readMembershipBadge({ ...badge, credentialSubject: [subject], note: null }), {
      ...read,
      note: null,
    });
  });

  it('says nothing that the badge does not', () => {
    const { memberSince: _, ...others } = claims;
    for (const activityStartDate of [undefined, 2019, ['2019']]) {
      assert.deepEqual(claimsOf({ activityStartDate }), others);
    }
  });

  it('gives no number that the badge has not', () => {
    const { membershipId: _, ...others } = claims;
    assert.deepEqual(claimsOf({ licenseNumber: undefined }), others);
  });

  it('takes the co-op from its creator, else from its issuer, and the id for a name where there is none', () => {
    const of = (creator: unknown, issuer: unknown = badge.issuer) => {
      const achievement = { ...subject.achievement, creator };
      const read = readMembershipBadge({ ...badge, issuer, credentialSubject: { ...subject, achievement } });
      return (read['credentialSubject'] as { memberOf: object }).memberOf;
    };
    const type = 'Organization';
    assert.deepEqual(of({ id: 'did:web:a.example', name: 'A' }), { id: 'did:web:a.example', type, name: 'A' });
    assert.deepEqual(of('did:web:a.example'), { id: 'did:web:a.example', type, name: 'Harvest Co-op' });
    assert.deepEqual(of(undefined, harvestDid), { id: harvestDid, type, name: harvestDid });
  });

  const others: Readonly<Record<string, JsonObject>> = {
    'a credential that is no badge': { ...badge, type: ['VerifiableCredential'] },
    'a badge of two subjects': { ...badge, credentialSubject: [subject, subject] },
    'a badge of a subject that is no object': { ...badge, credentialSubject: holder.controller },
    'a badge without a subject': { ...badge, credentialSubject: undefined },
    'a badge of another achievement': {
      ...badge,
      credentialSubject: { ...subject, achievement: { ...subject.achievement, achievementType: 'Badge' } },
    },
    'a badge whose achievement is a mere address': {
      ...badge,
      credentialSubject: { ...subject, achievement: subject.achievement.id },
    },
    'a badge whose achievement is there twice': { ...badge, evidence: [{ id: subject.achievement.id }] },
  };
  for (const [what, credential] of Object.entries(others)) {
    it(`leaves ${what} as it stands`, () => assert.equal(readMembershipBadge(credential), credential));
  }
});
