import { describe, it } from 'mocha';
import { createHmac } from 'node:crypto';
import { strict as assert } from 'node:assert';
import { pairwiseHolder } from '../../src/index.ts';

const secret = new Uint8Array(32).fill(7);
const identity = { kind: 'membership', issuer: 'did:web:harvest.example', value: 'm_8d1f0c6a' } as const;

describe('pairwiseHolder', () => {
  it('is the HMAC-SHA-256 of the JCS array, in base64url', () => {
    const text = '["cc/1","membership","did:web:harvest.example","m_8d1f0c6a"]';
    assert.equal(pairwiseHolder(secret, identity), createHmac('sha256', secret).update(text).digest('base64url'));
    assert.match(pairwiseHolder(secret, identity), /^[\w-]{43}$/);
  });

  it('differs by site, by kind, by issuer and by value', () => {
    const ids = [
      pairwiseHolder(secret, identity),
      pairwiseHolder(new Uint8Array(32).fill(8), identity),
      pairwiseHolder(secret, { ...identity, kind: 'wallet' }),
      pairwiseHolder(secret, { ...identity, issuer: 'did:web:meadow.example' }),
      pairwiseHolder(secret, { ...identity, value: 'm_other' }),
    ];
    assert.equal(new Set(ids).size, ids.length);
  });

  it('cannot be made equal by moving text from one member to the next', () => {
    const moved = { kind: 'membership', issuer: 'did:web:harvest.example","m', value: '_8d1f0c6a' } as const;
    assert.notEqual(pairwiseHolder(secret, moved), pairwiseHolder(secret, identity));
  });

  it('refuses a short secret', () => assert.throws(() => pairwiseHolder(new Uint8Array(31), identity), TypeError));
});
