import { before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createVerifier, type DocumentExpectations } from '../src/index.ts';
import {
  curveTokenKey,
  daysLater,
  encoded,
  expectedAudience,
  expectedNonce,
  handMade,
  harvest,
  harvestTokenKey,
  issuedSdJwt,
  meadow,
  orchard,
  ports,
  shownSdJwt,
  type HandMade,
} from './factories/index.ts';
import { verifier, wordFor } from './gate.ts';
import { certificate, type Certified } from './proofs/sd-jwt/certificates.ts';

const wordOf = (token: string, expected: DocumentExpectations = {}) =>
  wordFor(verifier.verifyDocument(token, expected));
const outcomes = async (token: string) =>
  Object.fromEntries(
    (await verifier.verifyDocument(token)).checks.map(({ check, outcome, credential }) => [
      `${check} ${credential}`,
      outcome,
    ]),
  );

describe('verifyDocument, of an SD-JWT VC', () => {
  it('takes a credential alone, and says what a gate would ask besides', async () => {
    const token = await issuedSdJwt();
    assert.equal(await wordOf(token), 'accepted');
    assert.deepEqual(await outcomes(token), {
      ...{
        'proof 0': 'passed',
        'holder-binding 0': 'not-applicable',
        'validity-period 0': 'passed',
        'status 0': 'passed',
      },
      ...{ 'issuer-recognition 0': 'not-applicable', 'membership-authority 0': 'not-applicable' },
      ...{ 'schema 0': 'passed', 'disclosure 0': 'passed' },
    });
  });

  it('takes a presentation of any time, and gives out no claims', async () => {
    const result = await verifier.verifyDocument(await shownSdJwt({ created: daysLater(-20) }));
    assert.equal(result.outcome, 'accepted');
    assert.equal(result.provesHolder, true);
    assert.match(result.holder ?? '', /^did:jwk:/);
    assert.deepEqual([result.claimsTrusted, result.credentials], [false, []]);
  });

  it('holds a nonce and an audience against the key binding, which there must be then', async () => {
    const token = await shownSdJwt();
    assert.equal(await wordOf(token, { expectedNonce, expectedAudience }), 'accepted');
    assert.equal(await wordOf(token, { expectedNonce: 'another' }), 'nonce_mismatch');
    assert.equal(await wordOf(token, { expectedAudience: 'another' }), 'audience_mismatch');
    assert.equal(await wordOf(await issuedSdJwt(), { expectedNonce }), 'key_binding_missing');
  });

  it('refuses what a gate refuses of the token itself', async () => {
    for (const [change, code] of [
      [{ binding: { sd_hash: 'x' } }, 'sd_hash_mismatch'],
      [{ bindingHeader: { typ: 'JWT' } }, 'token_type_wrong'],
      [{ payload: { exp: 1 } }, 'credential_expired'],
      [{ payload: { membershipClass: 'owner' } }, 'schema_mismatch'],
      [{ header: { kid: meadow.id } }, 'issuer_key_mismatch'],
      [{ disclosures: [encoded(['salt', 'name', 'x'])] }, 'disclosure_not_signed'],
      [{ payload: { vct: undefined } }, 'credential_malformed'],
    ] as const satisfies readonly (readonly [HandMade, string])[]) {
      assert.equal(await wordOf(await handMade(change)), code);
    }
  });

  it('reads nothing that is no SD-JWT', async () => {
    const token = await issuedSdJwt();
    assert.equal(await wordOf(token.slice(0, token.indexOf('~'))), 'credential_malformed', 'a token of another kind');
    const [header, payload, signature] = token.slice(0, token.indexOf('~')).split('.');
    const list = encoded(['a']);
    for (const text of [
      ...['~', 'a.b.c~', token.replace('.', '=.'), `x${token}`, `${list}.${payload}.${signature}~`],
      ...[`${header}.${list}.${signature}~`, `${header}.${payload}.~`, `${header}~`, `${header}.${payload}~`],
      ...[`.${payload}.${signature}~`, `${header}..${signature}~`, `${header}.${payload}.${signature}.${signature}~`],
    ]) {
      assert.equal(await wordOf(text), 'token_malformed', text.slice(0, 20));
    }
    assert.equal(await wordOf(`${token.slice(0, -1)}~${'x'.repeat(300_000)}`), 'body_too_large');
  });

  it('knows no key of an issuer with a web address and no certificate', async () =>
    assert.equal(await wordOf(await handMade({ payload: { iss: 'https://harvest.example' } })), 'issuer_key_unknown'));
});

describe('verifyDocument, of an SD-JWT VC with a certificate', () => {
  let leaf: Certified;
  let root: Certified;
  before(async () => {
    root = await certificate({ name: 'root', ca: true });
    leaf = await certificate({ name: 'leaf', by: root, names: [{ type: 'dns', value: 'issuer.example' }] });
  });
  const wordUnder = async (trustedRoots: string[], by: Certified, iss: string | undefined, kid = 'a') => {
    const token = await handMade({ issuerKey: by.tokenKey, payload: { iss }, header: { kid, x5c: [by.der] } });
    return wordFor(createVerifier(ports(), { trustedRoots }).verifyDocument(token));
  };

  it('takes an issuer with a web address by its host', async () => {
    assert.equal(await wordUnder([root.pem], leaf, 'https://issuer.example'), 'accepted');
    assert.equal(await wordUnder([root.pem], leaf, 'https://other.example'), 'certificate_name_wrong');
    assert.equal(await wordUnder([root.pem], leaf, undefined), 'accepted');
    const web = 'https://issuer.example';
    assert.equal(await wordUnder([root.pem], leaf, web, `${web}#key-1`), 'accepted', 'a kid of no DID says nothing');
  });

  it('takes a pinned leaf that names nobody for whoever pinned it, and never for a DID', async () => {
    const nameless = await certificate({ name: 'nameless' });
    assert.equal(await wordUnder([nameless.pem], nameless, 'https://issuer.example'), 'accepted');
    assert.equal(await wordUnder([nameless.pem], nameless, 'did:web:issuer.example'), 'certificate_name_wrong');
  });

  it('takes no other nameless certificate, and no other issuer for one that has a name', async () => {
    const nameless = await certificate({ name: 'nameless', by: root });
    assert.equal(await wordUnder([root.pem], nameless, 'https://issuer.example'), 'certificate_name_wrong');
    assert.equal(await wordUnder([leaf.pem], leaf, 'https://other.example'), 'certificate_name_wrong');
    assert.equal(await wordUnder([root.pem], nameless, undefined), 'credential_malformed');
  });
});

describe('verifyProofs, of an SD-JWT', () => {
  const words = async (token: string) =>
    (await verifier.verifyProofs(token)).map((found) => ('problem' in found ? found.problem.code : found.outcome));

  it('looks at the signatures and digests alone', async () => {
    assert.deepEqual(await words(await issuedSdJwt()), ['passed', 'passed']);
    assert.deepEqual(await words(await shownSdJwt()), ['passed', 'passed', 'passed', 'passed']);
    const over = await handMade({ payload: { exp: 1, iss: meadow.controller } });
    assert.deepEqual(await words(over), ['passed', 'passed', 'passed', 'passed']);
    const certified = await certificate({ name: 'nobody' });
    const token = await handMade({ issuerKey: certified.tokenKey, header: { kid: undefined, x5c: [certified.der] } });
    assert.deepEqual((await words(token))[0], 'passed');
  });

  it('takes the key that the token states, in each way to state one', async () => {
    assert.equal((await words(await handMade({ header: { kid: '#key-1' } })))[0], 'passed');
    const sign = (signed: string) => orchard.sign({ data: Buffer.from(signed) });
    const byOrchard = { payload: { iss: orchard.controller }, issuerKey: { ...harvestTokenKey, sign } };
    assert.equal((await words(await handMade({ ...byOrchard, header: { kid: undefined } })))[0], 'passed');
    const { tokenKey, der } = await certificate({ name: 'nobody' });
    const certified = await handMade({ issuerKey: tokenKey, header: { kid: 'key-1', x5c: [der] } });
    assert.equal((await words(certified))[0], 'passed', 'a kid of no DID says nothing');
    for (const payload of [{ iss: undefined }, { iss: 7 }, { iss: [harvest.controller] }]) {
      const [found] = await verifier.verifyProofs(await handMade({ payload, header: { kid: '#key-1' } }));
      assert.equal(found && 'problem' in found && found.problem.detail, 'it names no key', JSON.stringify(payload));
    }
  });

  it('says which of them does not hold', async () => {
    assert.equal((await words(await handMade({ issuerKey: curveTokenKey('P-256') })))[0], 'algorithm_not_allowed');
    assert.equal(
      (await words(await handMade({ disclosures: [encoded(['a', 'b', 'c'])] })))[1],
      'disclosure_not_signed',
    );
    assert.equal((await words(await handMade({ binding: { sd_hash: 'x' } })))[3], 'sd_hash_mismatch');
    assert.equal((await words(await handMade({ header: { kid: undefined } })))[0], 'token_malformed');
    assert.equal((await words(await handMade({ header: { kid: 'did:web:away.example#1' } })))[0], 'did_unresolvable');
  });
});
