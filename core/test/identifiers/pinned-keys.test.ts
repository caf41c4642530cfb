import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { fingerprint } from '../../src/identifiers/fingerprint.ts';
import { createKeyPins, type UnpinnedKey } from '../../src/identifiers/pinned-keys.ts';
import type { DidDocument, VerificationMethod } from '../../src/ports.ts';
import { didDocument } from '../../src/profile/index.ts';
import { harvest, harvestDid, meadow, thief } from '../factories/index.ts';

const printOf = ({ publicKey: bytes }: typeof harvest) => fingerprint({ type: 'Ed25519', bytes });
const ours = await printOf(harvest);
const accepted = didDocument(harvestDid, [harvest]);
const [stranger, another] = didDocument(harvestDid, [
  { ...thief, id: `${harvestDid}#stranger` },
  { ...meadow, id: `${harvestDid}#another` },
]).verificationMethod as unknown as readonly [VerificationMethod, VerificationMethod];

/** What the document reads as under these pins, and what was told of it. */
async function found(change: Partial<DidDocument>, pins: readonly string[] = [ours]) {
  const told: UnpinnedKey[] = [];
  const pin = createKeyPins({
    pinnedKeys: new Map([[harvestDid, pins]]),
    onUnpinnedKey: (key) => void told.push(key),
  });
  const { unpinned } = await pin({ ...accepted, ...change });
  return { unpinned, told };
}

describe('The pinned keys of an issuer', () => {
  it('are all that its document has, however their fingerprints are written', async () => {
    for (const written of [ours, ours.toLowerCase(), ours.replaceAll(' ', ''), ` ${ours.replaceAll(' ', '\n')} `]) {
      assert.deepEqual(await found({}, [written]), { unpinned: [], told: [] });
    }
    assert.deepEqual((await found({}, [])).unpinned, [harvest.id]);
  });

  it('are not those of anybody whose keys are not pinned', async () => {
    const pin = createKeyPins({ pinnedKeys: new Map([[meadow.controller, []]]) });
    assert.equal(await pin(accepted), accepted);
  });

  it('leave out a key wherever the document has it', async () => {
    const verificationMethod = [...accepted.verificationMethod!, stranger];
    for (const change of [
      { verificationMethod },
      { verificationMethod: [...accepted.verificationMethod!, { ...stranger, id: '#stranger' }] },
      { assertionMethod: [harvest.id, stranger] },
      { authentication: [harvest.id, stranger] },
      { verificationMethod: undefined, authentication: undefined, assertionMethod: [stranger] },
      { verificationMethod: undefined, assertionMethod: undefined, authentication: [stranger] },
    ]) {
      const { unpinned, told } = await found(change);
      assert.deepEqual(unpinned, [stranger.id], JSON.stringify(change));
      assert.deepEqual(told, [{ did: harvestDid, key: stranger.id, fingerprint: await printOf(thief) }]);
    }
  });

  it('say nothing of a key that cannot be read: it is refused anyway', async () => {
    const unreadable = { ...stranger, publicKeyMultibase: '' };
    assert.deepEqual(await found({ assertionMethod: [unreadable] }), { unpinned: [], told: [] });
  });

  it('tell each other key once, and are kept to where nobody listens', async () => {
    const document = { ...accepted, assertionMethod: [harvest.id, stranger, another] };
    const told: string[] = [];
    const pinnedKeys = new Map([[harvestDid, [ours]]]);
    const pin = createKeyPins({ pinnedKeys, onUnpinnedKey: ({ key }) => void told.push(key) });
    for (let times = 0; times < 2; times += 1) {
      assert.deepEqual((await pin(document)).unpinned, [stranger.id, another.id]);
    }
    assert.deepEqual(told, [stranger.id, another.id]);
    assert.deepEqual((await createKeyPins({ pinnedKeys })(document)).unpinned, [stranger.id, another.id]);
  });
});
