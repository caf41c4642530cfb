import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createDidResolver, createVerifier, findIssuer, type UnpinnedKey } from '../../src/index.ts';
import { didDocument, didSigner, signingKeyFromSeed, type Signer } from '../../src/profile/index.ts';
import { fakeFetch, frozenAt, harvest, harvestDid, issuedCredential, ports, presentation } from '../factories/index.ts';
import { expected, wordFor } from '../gate.ts';

const url = 'https://harvest.example/.well-known/did.json';
const MINUTE = 60_000;
const newKey = didSigner(await signingKeyFromSeed(new Uint8Array(32).fill(71)), harvestDid, 'key-2');

/** Harvest's website with these keys, and a verifier with a clock of its own. */
function world(keys: readonly Signer[], pins?: readonly string[]) {
  const documents = new Map<string, unknown>([[url, didDocument(harvestDid, keys)]]);
  const fetchJson = fakeFetch(documents);
  const told: UnpinnedKey[] = [];
  let now = frozenAt;
  const clock = () => now;
  const resolveDid = createDidResolver({
    ...{ fetchJson, clock },
    ...(pins && { pinnedKeys: new Map([[harvestDid, pins]]), onUnpinnedKey: (found) => void told.push(found) }),
  });
  const verifier = createVerifier({ ...ports({ fetchJson }), resolveDid });
  return {
    ...{ told, calls: fetchJson.calls },
    publish: (published: readonly Signer[]) => documents.set(url, didDocument(harvestDid, published)),
    down: () => documents.clear(),
    wait: (ms: number) => (now = new Date(now.getTime() + ms)),
    /** In one word: what a gate says of a membership that Harvest signed by that key, shown now. */
    wordBy: async (issuer: Signer) =>
      wordFor(
        verifier.verifyPresentation(
          { bare: await presentation({ credentials: [await issuedCredential({ issuer })], created: now }) },
          { ...expected, now },
        ),
      ),
  };
}

const fingerprintOf = async (key: Signer): Promise<string> => {
  const fetchJson = fakeFetch(new Map([[url, didDocument(harvestDid, [key])]]));
  return (await findIssuer(harvestDid, ports({ fetchJson }))).keys[0]!.fingerprint;
};

describe('an issuer that changes its keys', () => {
  it('is known by the new one at once', async () => {
    const { wordBy, publish, wait, calls } = world([harvest]);
    assert.equal(await wordBy(harvest), 'accepted');
    publish([harvest, newKey]);
    wait(MINUTE);
    assert.equal(await wordBy(newKey), 'accepted');
    assert.equal(calls.length, 2);
  });

  it('is refused by the old one within the hour, though its signature is remembered', async () => {
    const { wordBy, publish, wait } = world([harvest]);
    assert.equal(await wordBy(harvest), 'accepted');
    publish([newKey]);
    wait(60 * MINUTE - 1);
    assert.equal(await wordBy(harvest), 'accepted', 'its document is believed for an hour');
    wait(1);
    assert.equal(await wordBy(harvest), 'key_not_found');
  });

  it('is refused by the old one as soon as the new one was seen', async () => {
    const { wordBy, publish, wait } = world([harvest]);
    assert.equal(await wordBy(harvest), 'accepted');
    publish([newKey]);
    wait(MINUTE);
    assert.equal(await wordBy(newKey), 'accepted');
    assert.equal(await wordBy(harvest), 'key_not_found');
  });

  it('is refused by another key under the old one’s name, though a signature is remembered', async () => {
    const { wordBy, publish, wait } = world([harvest]);
    assert.equal(await wordBy(harvest), 'accepted');
    publish([{ ...newKey, id: harvest.id }]);
    wait(60 * MINUTE);
    assert.equal(await wordBy(harvest), 'signature_invalid');
  });

  it('is undecided once the hour is over and its website is down', async () => {
    const { wordBy, down, wait } = world([harvest]);
    assert.equal(await wordBy(harvest), 'accepted');
    down();
    wait(60 * MINUTE);
    assert.equal(await wordBy(harvest), 'did_unresolvable');
  });
});

const pin = await fingerprintOf(harvest);

describe('an issuer whose keys are pinned', () => {
  it('is known by the pinned key, however its fingerprint is spelled', async () => {
    for (const spelling of [pin, pin.toLowerCase().replaceAll(' ', '')]) {
      const { wordBy, told } = world([harvest], [spelling]);
      assert.equal(await wordBy(harvest), 'accepted');
      assert.deepEqual(told, []);
    }
  });

  it('is refused by any other, and who runs the verifier is told once', async () => {
    const { wordBy, told } = world([harvest, newKey], [pin]);
    assert.equal(await wordBy(newKey), 'key_not_pinned');
    assert.equal(await wordBy(newKey), 'key_not_pinned');
    assert.equal(await wordBy(harvest), 'accepted');
    assert.deepEqual(told, [{ did: harvestDid, key: newKey.id, fingerprint: await fingerprintOf(newKey) }]);
  });

  it('is refused by another key under the pinned one’s name', async () => {
    const { wordBy, told } = world([{ ...newKey, id: harvest.id }], [pin]);
    assert.equal(await wordBy({ ...newKey, id: harvest.id }), 'key_not_pinned');
    assert.equal(told.length, 1);
  });

  it('accepts nothing by an empty list of pins', async () => {
    assert.equal(await world([harvest], []).wordBy(harvest), 'key_not_pinned');
  });
});
