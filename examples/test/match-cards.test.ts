import { strict as assert } from 'node:assert';
import { compileDcql, parsePolicy } from '@coop-credentials/core';
import { describe, it } from 'mocha';
import { answerableAlone, askedClaims } from '../demo/wallet/page/asked-questions.ts';
import { readCard, type Card } from '../demo/wallet/page/card.ts';
import { matchCards } from '../demo/wallet/page/match-cards.ts';
import type { DcqlQuery } from '../demo/wallet/page/request.ts';

const own = 'did:key:zOwn';
const harvest = 'did:web:harvest.example';
const meadow = 'did:web:meadow.example';

const policy = parsePolicy({
  id: 'members-lounge',
  purpose: 'Open the members’ lounge',
  accept: [
    {
      require: [
        {
          type: 'CoopMembershipCredential',
          issuers: { allow: [harvest, meadow].map((id) => ({ id, name: 'A co-op', reason: 'our neighbours' })) },
        },
      ],
    },
  ],
});
assert.ok(policy.ok);
/** As the verifier asks: a membership of our own type, or an Open Badge that is one. */
const query = compileDcql(policy.policy) as DcqlQuery;
const [membershipId, badgeId] = query.credentials.map(({ id }) => id);

interface Changes {
  readonly issuer?: string;
  readonly memberOf?: string;
  readonly holder?: string;
  readonly validUntil?: string;
}

function card(id: string, { issuer = harvest, memberOf = issuer, holder = own, validUntil }: Changes = {}): Card {
  const credential = {
    type: ['VerifiableCredential', 'CoopMembershipCredential'],
    issuer,
    validUntil: validUntil ?? '2099-01-01T00:00:00Z',
    credentialSubject: { id: holder, memberOf: { id: memberOf }, membershipClass: 'consumer' },
  };
  return { id, addedAt: 0, credential: credential as unknown as Card['credential'] };
}

function badge(id: string, achievementType = 'Membership'): Card {
  const credential = {
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: harvest, type: ['Profile'], name: 'Harvest Co-op' },
    validUntil: '2099-01-01T00:00:00Z',
    credentialSubject: {
      id: own,
      type: ['AchievementSubject'],
      role: 'worker',
      licenseNumber: 'm_1',
      activityStartDate: '2019-04-01',
      identifier: [{ type: 'IdentityObject', identityType: 'name', identityHash: 'Ana' }],
      achievement: { type: ['Achievement'], achievementType, name: 'Membership' },
    },
  };
  return { id, addedAt: 0, credential: credential as unknown as Card['credential'] };
}

const order = (...cards: Card[]) => matchCards(cards, query, own).map((answer) => answer.card.id);

describe('the wallet’s choice of a card', () => {
  it('is the first one added, where all may do', () => {
    assert.deepEqual(order(card('a'), card('b', { issuer: meadow })), ['a', 'b']);
  });

  for (const [why, changes] of Object.entries({
    'has ended': { validUntil: '2020-01-01T00:00:00Z' },
    'was issued to another wallet': { holder: 'did:key:zOther' },
    'is signed by another co-op': { memberOf: meadow },
    'is from a co-op that was not asked for': { issuer: 'did:web:pebble.example' },
  })) {
    it(`is never one that ${why}, even where it was added first`, () => {
      assert.deepEqual(order(card('bad', changes), card('good')), ['good', 'bad']);
      assert.equal(matchCards([card('bad', changes)], query, own)[0]?.doubts.length, 1);
    });
  }

  it('is a membership of our own type or an Open Badge, each for the question that it answers', () => {
    const answers = matchCards([badge('badge'), card('own')], query, own);
    assert.deepEqual(
      answers.map(({ queryId, doubts }) => ({ queryId, doubts })),
      [
        { queryId: badgeId, doubts: [] },
        { queryId: membershipId, doubts: [] },
      ],
    );
  });

  it('is never a badge for something other than a membership', () => {
    assert.deepEqual(order(badge('diploma', 'Diploma'), card('good')), ['good', 'diploma']);
  });
});

describe('a card that is an Open Badge', () => {
  it('says the same as a membership of our own type, and names what it says besides', () => {
    const { coOp, coOpId, kind, since, number, further } = readCard(badge('badge'));
    assert.deepEqual(
      { coOp, coOpId, kind, since, number, further },
      {
        coOp: 'Harvest Co-op',
        coOpId: harvest,
        kind: 'Worker member',
        since: '2019',
        number: 'm_1',
        further: ['identifier'],
      },
    );
  });
});

describe('the questions that one card answers', () => {
  const one = { id: 'one', format: 'ldp_vc' };
  const other = { id: 'other', format: 'ldp_vc' };
  const names = (sets?: DcqlQuery['credential_sets']) =>
    answerableAlone({ credentials: [one, other], ...(sets && { credential_sets: sets }) }).map(({ id }) => id);

  it('are each one of the options', () => {
    assert.deepEqual(names([{ options: [['one'], ['other']] }]), ['one', 'other']);
  });

  it('are none where the site wants two cards together', () => {
    assert.deepEqual(names(), []);
    assert.deepEqual(names([{ options: [['one', 'other']] }]), []);
    assert.deepEqual(names([{ options: [['one']] }, { options: [['other']] }]), []);
  });

  it('leave out what is not required', () => {
    assert.deepEqual(names([{ options: [['one']] }, { options: [['other']], required: false }]), ['one']);
  });

  it('are the wished-for ones where none is required', () => {
    assert.deepEqual(names([{ options: [['other']], required: false }]), ['other']);
  });
});

describe('what a site asks to see', () => {
  it('is said in the words of a membership, whichever kind of card is shown', () => {
    assert.deepEqual(askedClaims(query), ['memberOf', 'membershipClass']);
  });
});
