import { encode } from 'base58-universal';
import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { toJwk, toMultibase } from '../../src/identifiers/ed25519-public-key.ts';
import { resolveKey } from '../../src/identifiers/resolve-key.ts';
import { type DidDocument, type DidResolver } from '../../src/ports.ts';
import { didDocument } from '../../src/profile/index.ts';
import { frozenAt, harvest, harvestDid, holder, meadow, resolveDid, secondsLater } from '../factories/index.ts';

const accepted = didDocument(harvestDid, [harvest]);
const method = accepted.verificationMethod![0]!;
const ed25519 = { type: 'Ed25519', bytes: harvest.publicKey };

/** Resolves Harvest's key out of its accepted document with these changes. */
function keyOf(changes: Partial<DidDocument>, purpose: 'authentication' | 'assertionMethod' = 'assertionMethod') {
  const document = { ...accepted, ...changes };
  return resolveKey(harvest.id, { purpose, now: frozenAt, resolveDid: async () => document });
}
const withMethod = (changes: object) => keyOf({ verificationMethod: [{ ...method, ...changes }] });

describe('resolveKey', () => {
  it('finds the key that its controller lists', async () => {
    const key = await keyOf({});
    assert.deepEqual(key, { id: harvest.id, controller: harvestDid, publicKey: ed25519 });
  });

  const encodings: Readonly<Record<string, object>> = {
    'a Multikey': { type: 'Multikey' },
    'a JsonWebKey': { type: 'JsonWebKey', publicKeyMultibase: undefined, publicKeyJwk: toJwk(harvest.publicKey) },
    'a JsonWebKey2020': { type: 'JsonWebKey2020', publicKeyJwk: toJwk(harvest.publicKey) },
    'an Ed25519VerificationKey2018': {
      type: 'Ed25519VerificationKey2018',
      publicKeyBase58: encode(harvest.publicKey),
    },
    'an address relative to the document': { id: '#key-1' },
  };
  for (const [what, changes] of Object.entries(encodings)) {
    it(`reads ${what}`, async () => assert.deepEqual((await withMethod(changes)).publicKey, ed25519));
  }

  it('finds a key embedded under its purpose', async () => {
    const key = await keyOf({ verificationMethod: [], authentication: [], assertionMethod: [method] });
    assert.deepEqual(key.publicKey, ed25519);
  });

  it('takes a purpose listed by an address relative to the document', async () => {
    assert.deepEqual((await keyOf({ assertionMethod: ['#key-1'] })).publicKey, ed25519);
  });

  it('refuses a key listed for another purpose only', async () => {
    await assert.rejects(keyOf({ assertionMethod: [] }), { code: 'key_not_authorized' });
    await assert.rejects(keyOf({ authentication: undefined }, 'authentication'), { code: 'key_not_authorized' });
    await assert.rejects(
      keyOf({ authentication: [], assertionMethod: [method], verificationMethod: [] }, 'authentication'),
      {
        code: 'key_not_authorized',
      },
    );
  });

  it('refuses a key beside which another is listed', async () => {
    const other = { ...method, id: `${harvestDid}#other` };
    for (const listed of [other, other.id, '#other']) {
      const document = { verificationMethod: [method, other], assertionMethod: [listed] };
      await assert.rejects(keyOf(document), { code: 'key_not_authorized' }, JSON.stringify(listed));
    }
  });

  it('refuses a key that is not pinned', () =>
    assert.rejects(keyOf({ unpinned: [harvest.id] }), { code: 'key_not_pinned' }));

  it('reads a Multikey of every kind', async () => {
    const publicKeyMultibase = 'zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169';
    assert.equal((await withMethod({ type: 'Multikey', publicKeyMultibase })).publicKey.type, 'P-256');
  });

  it('refuses a key that says another controls it', async () => {
    await assert.rejects(withMethod({ controller: meadow.controller }), { code: 'key_not_authorized' });
  });

  const ended: Readonly<Record<string, object>> = {
    'revoked now': { revoked: frozenAt.toISOString() },
    'expired a second ago': { expires: secondsLater(-1).toISOString() },
    'revoked at a time that cannot be read': { revoked: 'yesterday' },
  };
  for (const [what, changes] of Object.entries(ended)) {
    it(`refuses a key ${what}`, () => assert.rejects(withMethod(changes), { code: 'key_revoked' }));
  }

  it('takes a key that ends later', async () => {
    assert.ok(await withMethod({ expires: secondsLater(1).toISOString() }));
  });

  const unreadable: Readonly<Record<string, object>> = {
    'of a type that we do not read': { type: 'EcdsaSecp256k1VerificationKey2019' },
    'of another curve': { publicKeyMultibase: 'zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169' },
    'of the type of 2018 and the form of 2020': { type: 'Ed25519VerificationKey2018' },
    'that says nothing': { publicKeyMultibase: undefined },
    'in another base': { publicKeyMultibase: `u${toMultibase(harvest.publicKey).slice(1)}` },
    'that is a JWK of another curve': {
      type: 'JsonWebKey',
      publicKeyJwk: { kty: 'OKP', crv: 'X25519', x: 'A'.repeat(43) },
    },
  };
  for (const [what, changes] of Object.entries(unreadable)) {
    it(`refuses a key ${what}`, () => assert.rejects(withMethod(changes), { code: 'key_type_unsupported' }));
  }

  const options = { purpose: 'assertionMethod', now: frozenAt, resolveDid } as const;

  it('refuses a key of a did:key under any fragment but its own', async () => {
    assert.ok(await resolveKey(holder.id, options));
    await assert.rejects(resolveKey(`${holder.controller}#key-1`, options), { code: 'key_not_found' });
    await assert.rejects(resolveKey(`${holder.controller}#${harvest.id.split('#')[1]}`, options), {
      code: 'key_not_found',
    });
  });

  it('refuses an address without a fragment, or with two, and looks nothing up for it', async () => {
    const unasked = { ...options, resolveDid: () => assert.fail('the DID was looked up') };
    for (const id of [harvestDid, `${harvestDid}#`, `${harvest.id}#x`, '']) {
      await assert.rejects(resolveKey(id, unasked), { code: 'key_not_found' }, id);
    }
  });

  it('looks an unknown key up in a fresh document, once', async () => {
    const asked: (boolean | undefined)[] = [];
    const rotating: DidResolver = async (_did, { refresh } = {}) => {
      asked.push(refresh);
      return refresh ? accepted : { ...accepted, verificationMethod: [], assertionMethod: [] };
    };
    assert.ok(await resolveKey(harvest.id, { ...options, resolveDid: rotating }));
    assert.deepEqual(asked, [undefined, true]);
    await assert.rejects(resolveKey(`${harvestDid}#other`, { ...options, resolveDid: rotating }), {
      code: 'key_not_found',
    });
    assert.equal(asked.length, 4);
  });
});
