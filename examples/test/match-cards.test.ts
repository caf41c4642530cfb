import { strict as assert } from 'node:assert';
import { typeIri } from '@coop-credentials/core/profile';
import { describe, it } from 'mocha';
import type { Card } from '../demo/wallet/page/card.ts';
import { matchCards } from '../demo/wallet/page/match-cards.ts';
import type { DcqlQuery } from '../demo/wallet/page/request.ts';

const own = 'did:key:zOwn';
const harvest = 'did:web:harvest.example';
const meadow = 'did:web:meadow.example';

const query: DcqlQuery = {
  credentials: [
    {
      id: 'membership',
      format: 'ldp_vc',
      meta: { type_values: [[typeIri('CoopMembershipCredential')]] },
      claims: [{ path: ['issuer'], values: [harvest, meadow] }],
    },
  ],
};

interface Changes {
  readonly issuer?: string;
  readonly memberOf?: string;
  readonly holder?: string;
  readonly validUntil?: string;
}

function card(id: string, { issuer = harvest, memberOf = issuer, holder = own, validUntil }: Changes = {}): Card {
  const credential = {
    issuer,
    validUntil: validUntil ?? '2099-01-01T00:00:00Z',
    credentialSubject: { id: holder, memberOf: { id: memberOf } },
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
});
