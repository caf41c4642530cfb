import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { recogniseIssued, type Issued } from '../../src/policy/recognise-issued.ts';
import type { RecognitionLists } from '../../src/policy/recognise-issuer.ts';
import type { RecognitionEntry } from '../../src/recognition/list-shape.ts';
import { daysLater, frozenAt, harvestDid, meadowDid } from '../factories/index.ts';
import { entryOf, viewOf } from '../factories/recognition.ts';
import { requiring } from '../policy/policies.ts';

const since = '2026-04-01T00:00:00Z';
const suspended = { status: { state: 'suspended', since } } as const;
const harvest = (onBehalfOf: readonly string[], changes: Partial<RecognitionEntry> = {}) =>
  entryOf({
    recognizedTo: [
      {
        type: 'RecognizedAction',
        action: 'issue',
        credentialTypes: ['CoopMembershipCredential'],
        onBehalfOf: [...onBehalfOf],
      },
    ],
    ...changes,
  });
const meadow = (changes: Partial<RecognitionEntry> = {}) => entryOf({ id: meadowDid, name: 'Meadow', ...changes });
const listing =
  (...entries: RecognitionEntry[]): RecognitionLists =>
  () =>
    viewOf(entries);
const allow = [{ id: harvestDid, name: 'Harvest' }];

/** Who stands how, of a credential of Harvest's, which is a member of Meadow unless something else is known. */
function found(lists: RecognitionLists, policy: object = {}, known: Partial<Issued> = { vouchedFor: [meadowDid] }) {
  const { issuers } = requiring({ issuers: { lists: ['autumn'], ...policy } }).accept[0]!.require[0]!;
  const issued = { issuer: harvestDid, vouchedFor: known.vouchedFor };
  const findings = recogniseIssued(issued, issuers, { now: frozenAt, type: 'CoopMembershipCredential', lists });
  return findings.map(({ of, found: { standing } }) => `${of === meadowDid ? 'Meadow' : 'Harvest'} ${standing}`);
}

describe('whose word a credential is', () => {
  it('is the issuer’s alone where it speaks for itself', () => {
    for (const own of [{ vouchedFor: [] }, { vouchedFor: [harvestDid] }]) {
      assert.deepEqual(found(listing(harvest([meadowDid])), { deny: [{ id: meadowDid }] }, own), [
        'Harvest recognised',
      ]);
      assert.deepEqual(found(listing(harvest([], suspended)), {}, own), ['Harvest suspended']);
    }
  });

  it('is that of the co-op, too, that it vouches for', () => {
    const both = ['Harvest recognised', 'Harvest recognised'];
    assert.deepEqual(found(listing(harvest([meadowDid]))), both);
    assert.deepEqual(found(listing(harvest([]))), ['Harvest recognised', 'Harvest not-for-this-coop']);
    for (const state of ['suspended', 'compromised'] as const) {
      const lists = listing(harvest([meadowDid]), meadow({ status: { state, since } }));
      assert.deepEqual(found(lists), ['Harvest recognised', `Meadow ${state}`, 'Harvest recognised']);
    }
    assert.deepEqual(found(listing(harvest([meadowDid]), meadow({ status: { state: 'ended', since } }))), both);
    const denied = found(listing(harvest([meadowDid], suspended)), { deny: [{ id: meadowDid }] });
    assert.deepEqual(denied, ['Harvest suspended', 'Meadow denied', 'Harvest suspended']);
  });

  it('is refused with a co-op that one list suspends, whatever another one lacks or has ended', () => {
    const suspending = viewOf([harvest([meadowDid]), meadow(suspended)]);
    const ended = viewOf([meadow({ status: { state: 'ended', since } })]);
    const refused = ['Harvest recognised', 'Meadow suspended', 'Harvest recognised'];
    for (const other of ['unavailable', ended, undefined] as const) {
      for (const lists of [
        ['autumn', 'other'],
        ['other', 'autumn'],
      ]) {
        const all: RecognitionLists = (name) => (name === 'autumn' ? suspending : other);
        assert.deepEqual(found(all, { lists }), refused);
      }
    }
    const taking: RecognitionLists = (name) => (name === 'autumn' ? suspending : viewOf([meadow()]));
    assert.deepEqual(found(taking, { lists: ['autumn', 'other'] }), ['Harvest recognised', 'Harvest recognised']);
  });

  it('needs a list for vouching, whatever the site allows', () => {
    assert.deepEqual(found(listing(harvest([meadowDid], suspended)), { allow }), [
      'Harvest recognised',
      'Harvest suspended',
    ]);
    assert.deepEqual(found(listing(harvest([], suspended)), { allow }), [
      'Harvest recognised',
      'Harvest suspended',
      'Harvest not-for-this-coop',
    ]);
    assert.deepEqual(found(listing(meadow()), { allow }), [
      'Harvest recognised',
      'Harvest unknown',
      'Harvest not-for-this-coop',
    ]);
  });

  it('is undecided where the list that would say so is not there, or too old', () => {
    const beside = (other: ReturnType<RecognitionLists>): RecognitionLists => {
      return (name) => (name === 'spring' ? viewOf([harvest([])]) : other);
    };
    const old = viewOf([harvest([meadowDid])], { issued: daysLater(-8) });
    for (const other of ['unavailable', old] as const) {
      const seen = found(beside(other), { lists: ['spring', 'autumn'] });
      assert.deepEqual(seen, ['Harvest recognised', 'Harvest undecided']);
      assert.deepEqual(
        found(() => other, { allow }),
        seen,
      );
    }
  });

  it('may be any that the issuer vouches for where nobody knows any more', () => {
    const nobody = {};
    const compromised = meadow({ status: { state: 'compromised', since } });
    const listed = listing(harvest([meadowDid]), meadow());
    assert.deepEqual(found(listed, {}, nobody), ['Harvest recognised']);
    assert.deepEqual(found(listing(harvest([]), compromised), {}, nobody), ['Harvest recognised']);
    const those = listing(harvest([meadowDid]), compromised);
    assert.deepEqual(found(those, {}, nobody), ['Harvest recognised', 'Meadow compromised']);
    assert.deepEqual(found(listed, { deny: [{ id: meadowDid }] }, nobody), ['Harvest recognised', 'Meadow denied']);
    assert.deepEqual(found(listing(harvest([meadowDid], suspended), compromised), {}, nobody), ['Harvest suspended']);
  });
});
