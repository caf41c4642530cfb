import { strict as assert } from 'node:assert';
import { compileDcql, parsePolicy } from '@coop-credentials/core';
import { describe, it } from 'mocha';
import { answerableAlone, askedClaims, welcomeIssuers } from '../demo/wallet/page/asked-questions.ts';
import {
  issueMembershipSdJwt,
  didKeySigner,
  readIssuedSdJwt,
  signingKeyFromSeed,
} from '@coop-credentials/core/profile';
import { readCard, type Card, type WholeCard } from '../demo/wallet/page/card.ts';
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
const [membershipId, badgeId, tokenId] = query.credentials.map(({ id }) => id);

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
  return { id, addedAt: 0, credential: credential as unknown as WholeCard['credential'] };
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
  return { id, addedAt: 0, credential: credential as unknown as WholeCard['credential'] };
}

/** A card that shows only what is asked for. */
async function selectiveCard(id: string): Promise<Card> {
  const member = didKeySigner(await signingKeyFromSeed(new Uint8Array(32).fill(1)));
  const token = await issueMembershipSdJwt({
    issuer: { did: harvest, keyPair: { ...member, id: `${harvest}#key-1` } },
    holderDid: member.controller,
    claims: {
      memberOf: { id: harvest, name: 'Harvest Co-op' },
      membershipClass: 'worker',
      memberSince: '2019',
      membershipId: 'm_1',
    },
    alwaysShown: ['membershipClass'],
    validFrom: new Date('2026-01-01T00:00:00Z'),
    validUntil: new Date('2099-01-01T00:00:00Z'),
    status: { list: 'https://harvest.example/status/token', index: 1 },
  });
  const said = await readIssuedSdJwt(token);
  return { id, addedAt: 0, token, said: { ...said, claims: { ...said.claims, sub: own } } };
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

describe('a card that shows only what is asked', () => {
  it('says the same as one that is shown whole', async () => {
    const { coOp, coOpId, issuer, holder, kind, since, number, further, until, canBeTakenBack } = readCard(
      await selectiveCard('selective'),
    );
    assert.deepEqual([coOp, coOpId, issuer, holder], ['Harvest Co-op', harvest, harvest, own]);
    assert.deepEqual([kind, since, number, further], ['Worker member', '2019', 'm_1', []]);
    assert.deepEqual([until?.toISOString(), canBeTakenBack], ['2099-01-01T00:00:00.000Z', true]);
  });

  it('answers the question of its own kind, beside cards of the other, and shows what that asks for', async () => {
    const answers = matchCards([await selectiveCard('selective'), card('whole')], query, own);
    assert.deepEqual(
      answers.map(({ queryId, doubts }) => ({ queryId, doubts })),
      [
        { queryId: tokenId, doubts: [] },
        { queryId: membershipId, doubts: [] },
      ],
    );
    assert.deepEqual(
      answers.map(({ shown }) => shown?.filter((name) => /^member/.test(name)).toSorted()),
      [['memberOf', 'membershipClass'], undefined],
    );
  });

  it('keeps back all that may be kept back where a site asks for none of it', async () => {
    const question = { ...query.credentials.find(({ id }) => id === tokenId)!, claims: [] };
    const [answer] = matchCards([await selectiveCard('selective')], { credentials: [question] }, own);
    assert.deepEqual(
      answer?.shown?.filter((name) => /^member/.test(name)),
      ['membershipClass'],
    );
  });

  it('is none for a site that asks for the other kind alone', async () => {
    const question = query.credentials.find(({ id }) => id === membershipId)!;
    assert.deepEqual(matchCards([await selectiveCard('selective')], { credentials: [question] }, own), []);
  });

  for (const [why, changed] of Object.entries({
    'of another type': { meta: { vct_values: ['https://example.org/other'] } },
    'of another co-op': { claims: [{ path: ['iss'], values: [meadow] }] },
  })) {
    it(`is doubtful where one ${why} is asked for`, async () => {
      const question = { id: 'q', format: 'dc+sd-jwt', ...changed };
      const [answer] = matchCards([await selectiveCard('selective')], { credentials: [question] }, own);
      assert.deepEqual(answer?.doubts, ['Not what this site asked for']);
    });
  }
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

describe('the co-ops that a site welcomes', () => {
  it('are named by either kind of question', () => {
    const named = (id: string | undefined) =>
      welcomeIssuers({ credentials: query.credentials.filter((question) => question.id === id) });
    assert.deepEqual(new Set(named(tokenId)), new Set([harvest, meadow]));
    assert.deepEqual(new Set(named(membershipId)), new Set([harvest, meadow]));
  });
});

describe('what a site asks to see', () => {
  it('is said in the words of a membership, whichever kind of card is shown', () => {
    assert.deepEqual(askedClaims(query), ['memberOf', 'membershipClass']);
    for (const { id } of query.credentials) {
      const alone = { credentials: query.credentials.filter((question) => question.id === id) };
      assert.deepEqual(askedClaims(alone), ['memberOf', 'membershipClass'], id);
    }
  });
});
