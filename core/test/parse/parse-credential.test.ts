import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { parseCredential } from '../../src/parse/parse-credential.ts';
import { harvestDid, holder, issuedCredential } from '../factories/index.ts';

const versionTwo = await issuedCredential();
const versionOne = await issuedCredential({ format: 'vcdm1.1-ed25519-2020' });
const malformed = (change: object) =>
  assert.throws(() => parseCredential({ ...versionTwo, ...change }), { code: 'credential_malformed' });

describe('parseCredential', () => {
  it('reads both versions of the data model alike', () => {
    for (const signed of [versionOne, versionTwo]) {
      const { types, issuer, validFrom, validUntil, subjects, status } = parseCredential(signed);
      assert.deepEqual(types, ['VerifiableCredential', 'CoopMembershipCredential']);
      assert.equal(issuer, harvestDid);
      assert.equal(validFrom?.toISOString(), '2026-05-02T12:00:00.000Z');
      assert.equal(validUntil?.toISOString(), '2027-03-28T12:00:00.000Z');
      assert.equal(subjects.length, 1);
      assert.equal(subjects[0]?.id, holder.controller);
      assert.equal(subjects[0]?.claims['membershipClass'], 'worker');
      assert.deepEqual(status, []);
    }
  });

  it('reads an issuer that is an object', () =>
    assert.equal(parseCredential({ ...versionTwo, issuer: { id: harvestDid, name: 'H' } }).issuer, harvestDid));

  it('reads one subject or several', () => {
    const { credentialSubject } = versionTwo;
    assert.equal(parseCredential({ ...versionTwo, credentialSubject: [credentialSubject, {}] }).subjects.length, 2);
  });

  it('reads the claims of a subject without an id, which then has none', () => {
    const { subjects } = parseCredential({ ...versionTwo, credentialSubject: { membershipClass: 'worker' } });
    assert.deepEqual(subjects, [{ claims: { membershipClass: 'worker' } }]);
  });

  it('counts the narrower period where both versions speak', () => {
    const both = { validFrom: '2026-01-01T00:00:00Z', issuanceDate: '2026-02-01T00:00:00Z' };
    const ends = { validUntil: '2026-09-01T00:00:00Z', expirationDate: '2026-08-01T00:00:00Z' };
    const { validFrom, validUntil } = parseCredential({ ...versionTwo, ...both, ...ends });
    assert.equal(validFrom?.toISOString(), '2026-02-01T00:00:00.000Z');
    assert.equal(validUntil?.toISOString(), '2026-08-01T00:00:00.000Z');
  });

  it('keeps every status entry, understood or not', () => {
    assert.deepEqual(parseCredential({ ...versionTwo, credentialStatus: { type: 'X' } }).status, [{ type: 'X' }]);
    assert.deepEqual(parseCredential({ ...versionTwo, credentialStatus: 'https://status.example/1' }).status.length, 1);
  });

  it('never reads a bound that it does not understand as open', () => {
    for (const validUntil of [null, '', 'never', ['2020-01-01T00:00:00Z'], [], 5, {}]) malformed({ validUntil });
    malformed({ expirationDate: '2020-01-01' });
  });

  it('refuses an issuer that is none or several', () => {
    for (const issuer of [undefined, null, '', 'harvest', [harvestDid], {}, { id: 5 }]) malformed({ issuer });
  });

  it('refuses an issuer in other characters than an address is written in', () => {
    for (const end of ['<svg/onload=alert(1)>', '\u202egnp.exe', 'a b', '"', '{}', '%zz', 'é', 'a\u0000']) {
      malformed({ issuer: `did:web:harvest.example:${end}` });
      malformed({ issuer: { id: `https://harvest.example/${end}` } });
    }
    malformed({ issuer: `did:web:${'a'.repeat(2_048)}` });
  });

  it('refuses a credential about nobody, or about what is no object', () => {
    for (const credentialSubject of [undefined, null, [], 'did:key:z6Mk', [[]], { id: 5 }])
      malformed({ credentialSubject });
  });

  it('refuses what does not call itself a credential', () => malformed({ type: ['CoopMembershipCredential'] }));

  it('names the member that is wrong and not its value', () => {
    assert.throws(
      () => parseCredential({ ...versionTwo, issuer: 'canary' }),
      (error: Error) => /issuer/.test(error.message) && !/canary/.test(error.message),
    );
  });
});
