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

const issuersOf = (issuers: object) => requiring({ issuers }).accept[0]!.require[0]!;
const byList = issuersOf({ lists: ['autumn'] });
const listing =
  (changes: Partial<RecognitionEntry>, more: Parameters<typeof viewOf>[1] = {}): RecognitionLists =>
  (name) =>
    name === 'autumn' ? viewOf([entryOf(changes)], more) : undefined;
const at = (lists: RecognitionLists, requirement = byList, now = frozenAt) =>
  wordOf(checkIssuerRecognition({ credential }, { requirement, lists, now }));
const since = '2026-04-01T00:00:00Z';

describe('an issuer on a recognition list', () => {
  it('is accepted, by its name on the list, with the sentence why', () => {
    assert.equal(at(listing({})), 'passed');
    const { digest } = viewOf([entryOf()]);
    assert.deepEqual(recogniseIssuer(harvestDid, byList.issuers, { now: frozenAt, lists: listing({}) }), {
      standing: 'recognised',
      name: 'Harvest Housing Co-op',
      reason: 'Recognised by Autumn Federation since 2026-03-01, decision 14, evidence: .coop domain, register number.',
      firstId: harvestDid,
      onBehalfOf: [],
      listedBy: { list: 'autumn', seq: 1, digest },
    });
  });

  it('is refused by its standing, each with its own code', () => {
    const forTickets = {
      recognizedTo: [
        { type: 'RecognizedAction', action: 'issue', credentialTypes: ['CoopTicketCredential'], onBehalfOf: [] },
      ],
    } as const;
    for (const [code, changes] of [
      ['issuer_suspended', { status: { state: 'suspended', since } }],
      ['issuer_recognition_ended', { status: { state: 'ended', since } }],
      ['issuer_compromised', { status: { state: 'compromised', since } }],
      ['issuer_not_recognised', { validFrom: '2026-07-01T00:00:00Z' }],
      ['issuer_not_for_this_type', forTickets as never],
    ] as const) {
      assert.equal(at(listing(changes)), code);
    }
    assert.equal(at(listing({ validUntil: '2026-05-31T00:00:00Z' })), 'issuer_recognition_ended');
    assert.equal(at(listing({ id: meadowDid })), 'issuer_not_recognised');
    const asSite = { type: 'RecognizedAction', action: 'verify', origins: ['https://harvest.example'] } as const;
    const recognizedTo = [{ ...asSite, origins: [...asSite.origins] }];
    assert.equal(at(listing({ recognizedTo })), 'issuer_not_recognised');
  });

  it('is accepted for each type that it is listed for', () => {
    const types = ['CoopTicketCredential', 'CoopMembershipCredential'] as const;
    const recognizedTo = [{ type: 'RecognizedAction', action: 'issue', credentialTypes: [...types], onBehalfOf: [] }];
    const lists = listing({ recognizedTo } as Partial<RecognitionEntry>);
    const standing = (type: string) =>
      recogniseIssuer(harvestDid, byList.issuers, { now: frozenAt, lists, type }).standing;
    for (const type of types) assert.equal(standing(type), 'recognised', type);
    assert.equal(standing('CoopReceiptCredential'), 'other-type');
  });

  it('is known by its first DID, by whichever list that tells it', () => {
    const first = 'did:web:first.example';
    const lists: RecognitionLists = (name) =>
      ({ one: viewOf([entryOf()]), two: viewOf([entryOf({ formerIds: [first, 'did:web:second.example'] })]) })[name];
    const found = recogniseIssuer(harvestDid, issuersOf({ lists: ['one', 'two'] }).issuers, { now: frozenAt, lists });
    assert.equal(found.standing === 'recognised' && found.firstId, first);
  });

  it('is taken while the list is stale, and undecided once it has expired, whoever it is', () => {
    assert.equal(at(listing({}), byList, daysLater(6)), 'passed');
    assert.equal(at(listing({}), byList, daysLater(8)), 'list_expired');
    assert.equal(at(listing({ id: meadowDid }), byList, daysLater(8)), 'list_expired');
    assert.equal(at(listing({ status: { state: 'suspended', since } }), byList, daysLater(8)), 'issuer_suspended');
    assert.equal(at(listing({}, { validUntil: '2026-06-02T00:00:00Z' }), byList, daysLater(1)), 'list_expired');
    assert.equal(
      at(() => 'unavailable'),
      'list_unavailable',
    );
  });

  it('is recognised by any list that the site names, and by no other', () => {
    const suspended = viewOf([entryOf({ status: { state: 'suspended', since } })]);
    const lists: RecognitionLists = (name) => ({ one: suspended, two: viewOf([entryOf()]) })[name];
    assert.equal(at(lists, issuersOf({ lists: ['one', 'two'] })), 'passed');
    assert.equal(at(lists, issuersOf({ lists: ['one'] })), 'issuer_suspended');
    assert.equal(at(lists, issuersOf({ lists: ['three'] })), 'issuer_not_recognised');
    assert.equal(at(lists, issuersOf({ lists: ['three'], allow: [] })), 'issuer_not_recognised');
  });

  it('is refused where the site denies it, also by a DID that it had before', () => {
    const deny = (id: string) => issuersOf({ lists: ['autumn'], deny: [{ id, reason: 'a dispute' }] });
    assert.equal(at(listing({}), deny(harvestDid)), 'issuer_denied');
    assert.equal(at(listing({ formerIds: [meadowDid] }), deny(meadowDid)), 'issuer_denied');
    assert.equal(at(listing({}), deny(meadowDid)), 'passed');
  });

  it('is taken at the site’s own word where the federation suspended it, but never with a key in wrong hands', () => {
    const allow = [{ id: harvestDid, name: 'Harvest' }];
    const own = issuersOf({ lists: ['autumn'], allow });
    assert.equal(at(listing({ status: { state: 'suspended', since } }), own), 'passed');
    assert.equal(at(listing({ status: { state: 'compromised', since } }), own), 'issuer_compromised');
  });

  it('is not taken with a key in wrong hands either where a list knew its DID as a site', () => {
    const recognizedTo: RecognitionEntry['recognizedTo'] = [
      { type: 'RecognizedAction', action: 'verify', origins: ['https://harvest.example'] },
    ];
    const allow = [{ id: harvestDid, name: 'Harvest' }];
    const own = issuersOf({ lists: ['autumn'], allow });
    assert.equal(at(listing({ recognizedTo }), own), 'passed');
    assert.equal(at(listing({ recognizedTo, status: { state: 'compromised', since } }), own), 'issuer_compromised');
  });

  it('keeps its members’ pseudonyms over a move, by the first DID that it had', () => {
    const recognition = recogniseIssuer(harvestDid, byList.issuers, {
      now: frozenAt,
      lists: listing({ formerIds: ['did:web:first.example', 'did:web:second.example'] }),
    });
    assert.equal(recognition.standing === 'recognised' && recognition.firstId, 'did:web:first.example');
  });
});

describe('a co-op that vouches for others', () => {
  const vouching = (
    onBehalfOf: string[],
    changes: Partial<RecognitionEntry> = {},
    more: Parameters<typeof viewOf>[1] = {},
  ) =>
    listing(
      {
        recognizedTo: [
          { type: 'RecognizedAction', action: 'issue', credentialTypes: ['CoopMembershipCredential'], onBehalfOf },
        ],
        ...changes,
      },
      more,
    );
  const memberOf = { id: meadowDid, type: 'Organization', name: 'Meadow' };
  const check = (lists: RecognitionLists, requirement = byList) =>
    wordOf(
      checkMembershipAuthority({ credential: credentialClaiming({ memberOf }) }, { requirement, lists, now: frozenAt }),
    );

  it('does so for those that the list names, and no others', () => {
    assert.equal(check(vouching([meadowDid])), 'passed');
    assert.equal(check(vouching(['did:web:other.example'])), 'issuer_not_for_this_coop');
    assert.equal(check(vouching([])), 'issuer_not_for_this_coop');
  });

  it('does not where it is not recognised itself, nor for one that the site denies', () => {
    assert.equal(check(vouching([meadowDid], { status: { state: 'suspended', since } })), 'issuer_not_for_this_coop');
    const denying = issuersOf({ lists: ['autumn'], deny: [{ id: meadowDid }] });
    assert.equal(check(vouching([meadowDid]), denying), 'issuer_denied');
  });

  it('does not for one that is suspended, whose key is in wrong hands, or that the site denies by a DID that it had before', () => {
    const harvest = entryOf({
      recognizedTo: [
        {
          type: 'RecognizedAction',
          action: 'issue',
          credentialTypes: ['CoopMembershipCredential'],
          onBehalfOf: [meadowDid],
        },
      ],
    });
    const former = 'did:web:old-meadow.example';
    const beside = (changes: Partial<RecognitionEntry>): RecognitionLists => {
      const meadow = entryOf({ id: meadowDid, name: 'Meadow', formerIds: [former], ...changes });
      return () => viewOf([harvest, meadow]);
    };
    assert.equal(check(beside({})), 'passed');
    assert.equal(check(beside({ status: { state: 'ended', since } })), 'passed');
    assert.equal(check(beside({ status: { state: 'suspended', since } })), 'issuer_suspended');
    assert.equal(check(beside({ status: { state: 'compromised', since } })), 'issuer_compromised');
    const denying = issuersOf({ lists: ['autumn'], deny: [{ id: former }] });
    assert.equal(check(beside({}), denying), 'issuer_denied');
  });

  it('may do so where the site allows it by itself as well', () => {
    const own = issuersOf({ lists: ['autumn'], allow: [{ id: harvestDid, name: 'Harvest' }] });
    assert.equal(check(vouching([meadowDid]), own), 'passed');
    assert.equal(
      check(() => undefined, own),
      'issuer_not_for_this_coop',
    );
  });

  it('is undecided where the list that would say so is not to be had', () => {
    const own = issuersOf({ lists: ['autumn'], allow: [{ id: harvestDid, name: 'Harvest' }] });
    assert.equal(
      check(() => 'unavailable', own),
      'list_unavailable',
    );
    assert.equal(check(vouching([meadowDid], {}, { issued: daysLater(-8) }), own), 'list_expired');
    const lists: RecognitionLists = (name) => (name === 'autumn' ? 'unavailable' : viewOf([entryOf()]));
    assert.equal(check(lists, issuersOf({ lists: ['autumn', 'spring'] })), 'list_unavailable');
  });
});
