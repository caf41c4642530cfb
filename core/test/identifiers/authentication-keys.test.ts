import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { authenticationKeys } from '../../src/identifiers/authentication-keys.ts';
import type { DidDocument } from '../../src/ports.ts';
import { didDocument } from '../../src/profile/index.ts';
import { frozenAt, harvest, harvestDid, meadowDid, secondsLater } from '../factories/index.ts';

const accepted = didDocument(harvestDid, [harvest]);
const method = accepted.verificationMethod![0]!;
const key = { type: 'Ed25519', bytes: harvest.publicKey };

const keysOf = (change: Partial<DidDocument>) => authenticationKeys({ ...accepted, ...change }, frozenAt);
const withMethod = (change: object) => keysOf({ verificationMethod: [{ ...method, ...change }] });

describe('The keys by which a DID proves to be itself', () => {
  it('are those that its document lists for it, by their address or in place', () => {
    assert.deepEqual(keysOf({}), [key]);
    assert.deepEqual(keysOf({ authentication: ['#key-1'] }), [key]);
    assert.deepEqual(withMethod({ id: '#key-1' }), [key]);
    assert.deepEqual(keysOf({ verificationMethod: undefined, authentication: [method] }), [key]);
    assert.deepEqual(withMethod({ expires: secondsLater(1).toISOString() }), [key]);
  });

  const none: Readonly<Record<string, () => readonly unknown[]>> = {
    'that it lists for credentials alone': () => keysOf({ authentication: [] }),
    'where it lists none': () => keysOf({ authentication: undefined }),
    'that is not there': () => keysOf({ authentication: [`${harvestDid}#other`] }),
    'that another controls': () => withMethod({ controller: meadowDid }),
    'that another controls, in place': () => keysOf({ authentication: [{ ...method, controller: meadowDid }] }),
    'that is revoked': () => withMethod({ revoked: frozenAt.toISOString() }),
    'that has expired': () => withMethod({ expires: frozenAt.toISOString() }),
    'that cannot be read': () => withMethod({ publicKeyMultibase: 'zabc' }),
  };
  for (const [what, keys] of Object.entries(none)) {
    it(`are none ${what}`, () => assert.deepEqual(keys(), []));
  }
});
