import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { checkIssuerRecognition } from '../../src/checks/check-issuer-recognition.ts';
import { checkMembershipAuthority } from '../../src/checks/check-membership-authority.ts';
import { recogniseIssuer, type RecognitionLists } from '../../src/policy/recognise-issuer.ts';
import type { RecognitionEntry } from '../../src/recognition/list-shape.ts';
import { credential, credentialClaiming, wordOf } from '../checks/subjects.ts';
import { daysLater, frozenAt, harvestDid, meadowDid } from '../factories/index.ts';
import { entryOf, viewOf } from '../factories/recognition.ts';
import { requiring } from '../policy/policies.ts';

const requirementOf = (issuers: object) => requiring({ issuers }).accept[0]!.require[0]!;
/** Each list by its name: its entries. */
const listsOf =
  (lists: Readonly<Record<string, readonly Partial<RecognitionEntry>[]>>, more: Parameters<typeof viewOf>[1] = {}) =>
  (name: string): ReturnType<RecognitionLists> => {
    const entries = lists[name];
    return entries && viewOf(entries.map(entryOf), more);
  };
const since = '2026-04-01T00:00:00Z';
const suspended = { status: { state: 'suspended', since } } as const;
const compromised = { status: { state: 'compromised', since } } as const;
const asSite: Partial<RecognitionEntry> = {
  recognizedTo: [{ type: 'RecognizedAction', action: 'verify', origins: ['https://harvest.example'] }],
};

describe('an issuer under a DID that it had before', () => {
  // Of this credential, Harvest is the issuer: here it is what Meadow was called.
  const meadow = { id: meadowDid, name: 'Meadow', formerIds: [harvestDid] };
  const bothAllowed = [harvestDid, meadowDid].map((id) => ({ id, name: 'Meadow' }));
  const at = (lists: RecognitionLists, issuers: object, now = frozenAt) =>
    wordOf(checkIssuerRecognition({ credential }, { requirement: requirementOf(issuers), lists, now }));
  const moved = (changes: Partial<RecognitionEntry> = {}) => listsOf({ one: [{ ...meadow, ...changes }] });

  it('is refused where the site denies it by its DID of today, or by any other that it had', () => {
    const third = 'did:web:third.example';
    for (const id of [harvestDid, meadowDid, third]) {
      const issuers = { lists: ['one'], allow: bothAllowed, deny: [{ id }] };
      assert.equal(at(moved({ formerIds: [third, harvestDid] }), issuers), 'issuer_denied', id);
      assert.equal(at(moved({ formerIds: [third, harvestDid], ...asSite }), issuers), 'issuer_denied', id);
    }
    assert.equal(at(moved(), { lists: ['one'], allow: bothAllowed, deny: [{ id: third }] }), 'passed');
  });

  it('is refused while the keys of its DID of today are in wrong hands, whoever takes it otherwise', () => {
    assert.equal(at(moved(compromised), { lists: ['one'], allow: bothAllowed }), 'issuer_compromised');
    assert.equal(
      at(moved({ ...compromised, ...asSite }), { lists: ['one'], allow: bothAllowed }),
      'issuer_compromised',
    );
    const two = listsOf({ one: [{ ...meadow, ...compromised }], two: [{}] });
    assert.equal(at(two, { lists: ['two', 'one'] }), 'issuer_compromised');
    const unavailable: RecognitionLists = (name) => (name === 'two' ? 'unavailable' : two(name));
    assert.equal(at(unavailable, { lists: ['two', 'one'] }), 'issuer_compromised');
  });

  it('is taken at the word of the site, or of another list, where one suspended it', () => {
    assert.equal(at(moved(suspended), { lists: ['one'], allow: bothAllowed }), 'passed');
    const two = listsOf({ one: [{ ...meadow, ...suspended }], two: [{}] });
    assert.equal(at(two, { lists: ['one', 'two'] }), 'passed');
  });

  it('is recognised by no entry that says so, however that stands', () => {
    const byList = { lists: ['one'] };
    for (const [code, changes] of [
      ['issuer_not_recognised', {}],
      ['issuer_not_recognised', { validFrom: '2026-07-01T00:00:00Z' }],
      ['issuer_not_recognised', { status: { state: 'ended', since } }],
      ['issuer_not_recognised', { ...suspended, ...asSite }],
      ['issuer_suspended', suspended],
      ['issuer_compromised', compromised],
    ] as const) {
      assert.equal(at(moved(changes), byList), code);
    }
    assert.equal(at(moved(), byList, daysLater(8)), 'list_expired');
    assert.equal(at(moved(suspended), byList, daysLater(8)), 'issuer_suspended');
  });

  it('says where nobody recognises it besides, so that no grant outlives that', () => {
    const standing = (lists: RecognitionLists, issuers: object) =>
      recogniseIssuer(harvestDid, requirementOf(issuers).issuers, { now: frozenAt, lists });
    const byList = { lists: ['one', 'two'] };
    assert.deepEqual(standing(moved(suspended), byList), { standing: 'suspended', isUnrecognised: true });
    const robbed = { standing: 'compromised', since };
    assert.deepEqual(standing(moved(compromised), byList), { ...robbed, isUnrecognised: true });
    assert.deepEqual(standing(moved(compromised), { ...byList, allow: bothAllowed }), robbed);
    const ended = listsOf({ one: [{ ...meadow, ...suspended }], two: [{ status: { state: 'ended', since } }] });
    assert.deepEqual(standing(ended, byList), { standing: 'suspended', isUnrecognised: true });
    const both = listsOf({ one: [{ ...meadow, ...suspended }], two: [suspended] });
    assert.deepEqual(standing(both, byList), { standing: 'suspended' });
    const own = listsOf({
      one: [{ ...meadow, ...compromised }],
      two: [{ status: { state: 'compromised', since: '2026-03-05T00:00:00Z' } }],
    });
    assert.deepEqual(standing(own, byList), { ...robbed, since: '2026-03-05T00:00:00Z' });
  });
});

describe('a co-op that another one vouches for under a DID that it had before', () => {
  const former = 'did:web:old-meadow.example';
  const voucher: Partial<RecognitionEntry> = {
    recognizedTo: [
      {
        type: 'RecognizedAction',
        action: 'issue',
        credentialTypes: ['CoopMembershipCredential'],
        onBehalfOf: [former, meadowDid],
      },
    ],
  };
  const check = (
    changes: Partial<RecognitionEntry>,
    { deny = [], coop = former }: { deny?: string[]; coop?: string } = {},
  ) => {
    const meadow = { id: meadowDid, name: 'Meadow', formerIds: [former], ...changes };
    const issuers = { lists: ['one'], deny: deny.map((id) => ({ id })) };
    return wordOf(
      checkMembershipAuthority(
        { credential: credentialClaiming({ memberOf: { id: coop, type: 'Organization', name: 'Meadow' } }) },
        { requirement: requirementOf(issuers), lists: listsOf({ one: [voucher, meadow] }), now: frozenAt },
      ),
    );
  };

  it('is refused as under its DID of today: suspended by the federation, or denied by the site', () => {
    for (const coop of [former, meadowDid]) {
      assert.equal(check({}, { coop }), 'passed');
      assert.equal(check({ status: { state: 'ended', since } }, { coop }), 'passed');
      assert.equal(check(suspended, { coop }), 'issuer_suspended');
      for (const denied of [former, meadowDid]) assert.equal(check({}, { coop, deny: [denied] }), 'issuer_denied');
    }
  });

  it('is refused so also where the list that says so has expired', () => {
    const meadow = { id: meadowDid, name: 'Meadow', formerIds: [former], ...suspended };
    const lists: RecognitionLists = (name) =>
      name === 'two'
        ? viewOf([entryOf(voucher)], { issued: daysLater(7) })
        : viewOf([entryOf(meadow)], { validUntil: daysLater(1).toISOString() });
    const requirement = requirementOf({ lists: ['one', 'two'] });
    for (const id of [former, meadowDid]) {
      const of = credentialClaiming({ memberOf: { id, type: 'Organization', name: 'Meadow' } });
      const found = checkMembershipAuthority({ credential: of }, { requirement, lists, now: daysLater(8) });
      assert.equal(wordOf(found), 'issuer_suspended', id);
    }
  });
});

describe('the first DID of an issuer, which pseudonyms are made of', () => {
  const first = 'did:web:first.example';
  const meadow = { id: meadowDid, name: 'Meadow', formerIds: [first] };
  const firstId = (lists: Parameters<typeof listsOf>[0], issuers: object = {}, issuer = meadowDid) => {
    const policy = requirementOf({ lists: ['one', 'two'], ...issuers }).issuers;
    const found = recogniseIssuer(issuer, policy, { now: frozenAt, lists: listsOf(lists) });
    return found.standing === 'recognised' ? found.firstId : found.standing;
  };

  it('is one that it had before, where that is nobody’s any more', () => {
    assert.equal(firstId({ two: [meadow] }), first);
    assert.equal(firstId({ one: [meadow], two: [meadow] }), first);
    assert.equal(firstId({ two: [meadow], three: [{ id: first }] }), first);
  });

  it('is none that is somebody else’s: by another list, however they stand there, or in the site’s allow', () => {
    assert.equal(firstId({ one: [{ id: first }], two: [meadow] }), meadowDid);
    assert.equal(firstId({ one: [meadow], two: [{ id: first }] }), meadowDid);
    for (const changes of [suspended, compromised, asSite]) {
      assert.equal(firstId({ one: [{ id: first, ...changes }], two: [meadow] }), meadowDid);
    }
    assert.equal(firstId({ two: [meadow] }, { allow: [{ id: first, name: 'First' }] }), meadowDid);
    const own = { allow: [meadowDid, first].map((id) => ({ id, name: 'A co-op' })) };
    assert.equal(firstId({ two: [meadow] }, own), meadowDid);
  });

  it('is none that two co-ops say they had', () => {
    const lists = { one: [{ formerIds: [first] }], two: [meadow] };
    assert.equal(firstId(lists), meadowDid);
    assert.equal(firstId(lists, {}, harvestDid), harvestDid);
  });

  it('is what another list says, where one says somebody else’s', () => {
    const second = 'did:web:second.example';
    assert.equal(
      firstId({ one: [{ ...meadow, formerIds: [harvestDid] }], two: [{}, { ...meadow, formerIds: [second] }] }),
      second,
    );
  });
});
