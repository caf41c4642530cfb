import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { checkSchema } from '../../src/checks/check-schema.ts';
import { harvestDid } from '../factories/index.ts';
import { credential, credentialClaiming, credentialWith, wordOf } from './subjects.ts';

const claiming = (change: object) => wordOf(checkSchema({ credential: credentialClaiming(change) }));
const coop = { id: harvestDid, type: 'Organization', name: 'Harvest' };
const of = (type: string, claims: object) =>
  wordOf(
    checkSchema({
      credential: credentialWith({
        types: ['VerifiableCredential', type],
        subjects: [{ claims: claims as Record<string, unknown> }],
      }),
    }),
  );

describe('checkSchema', () => {
  it('accepts the membership fixture', () => assert.equal(wordOf(checkSchema({ credential })), 'passed'));

  it('accepts a membership that says only what it must', () =>
    assert.equal(of('CoopMembershipCredential', { memberOf: coop, membershipClass: 'worker' }), 'passed'));

  it('refuses a membership without its co-op or its class', () => {
    assert.equal(claiming({ memberOf: undefined }), 'schema_mismatch');
    assert.equal(claiming({ membershipClass: undefined }), 'schema_mismatch');
  });

  it('refuses a class, a kind of co-op or a year that is none', () => {
    assert.equal(claiming({ membershipClass: 'emperor' }), 'schema_mismatch');
    assert.equal(claiming({ membershipClass: ['worker'] }), 'schema_mismatch');
    assert.equal(claiming({ coopType: 'resident' }), 'schema_mismatch');
    assert.equal(claiming({ memberSince: 'long ago' }), 'schema_mismatch');
  });

  it('refuses a co-op that is no organisation with a DID and a short plain name', () => {
    for (const change of [
      { id: 'https://harvest.example' },
      { type: 'Person' },
      { name: 'x'.repeat(301) },
      { name: '\u202Eevil' },
    ]) {
      assert.equal(claiming({ memberOf: { ...coop, ...change } }), 'schema_mismatch');
    }
  });

  it('refuses an address that a browser would run', () =>
    assert.equal(claiming({ memberOf: { ...coop, url: 'javascript:alert(1)' } }), 'schema_mismatch'));

  it('refuses a credential about two subjects or none, and says that that is wrong', () => {
    for (const subjects of [[...credential.subjects, ...credential.subjects], []]) {
      const found = checkSchema({ credential: { ...credential, subjects } });
      assert.equal(wordOf(found), 'schema_mismatch');
      assert.match(String('problem' in found && found.problem.detail), /one subject/);
    }
  });

  it('lets claims that the profile does not know through unread', () =>
    assert.equal(claiming({ shoeSize: 43 }), 'passed'));

  it('never repeats what the credential says', () => {
    const found = checkSchema({ credential: credentialClaiming({ membershipClass: 'canary' }) });
    assert.doesNotMatch(JSON.stringify(found), /canary/);
    assert.match(JSON.stringify(found), /membershipClass/);
  });

  it('accepts the other types of the profile', () => {
    assert.equal(of('CoopTicketCredential', { event: { name: 'Fair' }, ticketNumber: '7' }), 'passed');
    assert.equal(of('CoopReceiptCredential', { seller: coop, orderNumber: '1', orderDate: '2026-05-01' }), 'passed');
    const checked = { checkedBy: coop, checkMethod: 'in person', checkedAt: '2026-05-01' };
    assert.equal(of('CoopAttestationCredential', { attribute: 'over18', attributeValue: true, ...checked }), 'passed');
  });

  it('refuses the other types of the profile without what they must say', () => {
    assert.equal(of('CoopTicketCredential', { event: { name: 'Fair' } }), 'schema_mismatch');
    assert.equal(of('CoopReceiptCredential', { seller: coop, orderNumber: '1' }), 'schema_mismatch');
    assert.equal(of('CoopAttestationCredential', { attribute: 'over18' }), 'schema_mismatch');
  });

  it('is not applicable to credentials of other profiles', () =>
    assert.equal(of('UniversityDegree', {}), 'not-applicable'));
});
