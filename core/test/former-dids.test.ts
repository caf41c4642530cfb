import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createVerifier, pairwiseHolder } from '../src/index.ts';
import type { RecognitionEntry } from '../src/recognition/list-shape.ts';
import { harvest, issuedCredential, meadow, orchard, ports, presentation, thief } from './factories/index.ts';
import { entryOf, viewOf } from './factories/recognition.ts';
import { expected, wordFor } from './gate.ts';
import { requiring } from './policy/policies.ts';

/** A gate by lists, each by its name: its entries. */
const gateOf = (lists: Readonly<Record<string, readonly Partial<RecognitionEntry>[]>>, issuers: object = {}) => {
  const views = new Map(Object.entries(lists).map(([name, entries]) => [name, viewOf(entries.map(entryOf))]));
  const verifier = createVerifier(ports({ recognitionLists: (name) => views.get(name) }));
  const policy = requiring({ issuers: { lists: [...views.keys()], ...issuers } }, { identify: 'membership' });
  return (bare: object) => verifier.verifyPresentation({ bare }, { ...expected, policy });
};
const since = '2026-01-01T12:00:00Z';

describe('A gate for a co-op that had another DID', () => {
  const old = 'did:web:old-meadow.example';
  const voucher = {
    recognizedTo: [
      {
        type: 'RecognizedAction' as const,
        action: 'issue' as const,
        credentialTypes: ['CoopMembershipCredential' as const],
        onBehalfOf: [old, meadow.controller],
      },
    ],
  };
  const moved = { id: meadow.controller, name: 'Meadow', formerIds: [old] };
  const memberOf = (id: string) => issuedCredential({ claims: { memberOf: { id, name: 'Meadow' } } });

  it('lets nobody in under either where the federation suspended it, or the site denies it', async () => {
    const deny = [{ id: meadow.controller }];
    const paused = { ...moved, status: { state: 'suspended', since } } as const;
    for (const id of [old, meadow.controller]) {
      const shown = await presentation({ credentials: [await memberOf(id)] });
      assert.equal(await wordFor(gateOf({ one: [voucher, moved] })(shown)), 'accepted', id);
      assert.equal(await wordFor(gateOf({ one: [voucher, paused] })(shown)), 'issuer_suspended', id);
      assert.equal(await wordFor(gateOf({ one: [voucher, moved] }, { deny })(shown)), 'issuer_denied', id);
    }
  });

  it('takes no credential of either where its keys are in wrong hands, or the site denies it', async () => {
    const allow = [orchard, meadow].map(({ controller }) => ({ id: controller, name: 'Meadow' }));
    const deny = [{ id: meadow.controller }];
    const entry = { ...moved, formerIds: [orchard.controller] };
    const robbed = { ...entry, status: { state: 'compromised', since } } as const;
    for (const issuer of [orchard, meadow]) {
      const shown = await presentation({ credentials: [await issuedCredential({ issuer })] });
      assert.equal(await wordFor(gateOf({ one: [entry] }, { allow })(shown)), 'accepted');
      assert.equal(await wordFor(gateOf({ one: [robbed] }, { allow })(shown)), 'issuer_compromised');
      assert.equal(await wordFor(gateOf({ one: [entry] }, { allow, deny })(shown)), 'issuer_denied');
    }
  });
});

describe('A gate by several lists', () => {
  it('knows no two people by one pseudonym, whatever one list says of another’s co-op', async () => {
    const secret = new Uint8Array(32).fill(9);
    const claiming = { id: meadow.controller, name: 'Meadow', formerIds: [harvest.controller] };
    const allow = [{ id: harvest.controller, name: 'Harvest' }];
    for (const gate of [gateOf({ one: [{}], two: [claiming] }), gateOf({ two: [claiming] }, { allow })]) {
      const knownAs = async (shown: object) => {
        const { identity } = await gate(shown);
        return pairwiseHolder(secret, identity!);
      };
      const credentials = [await issuedCredential({ issuer: meadow, holderDid: thief.controller })];
      const other = await knownAs(await presentation({ signer: thief, credentials }));
      assert.notEqual(await knownAs(await presentation()), other);
    }
  });
});
