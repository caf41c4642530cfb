import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { listLifetime } from '../../src/status/list-lifetime.ts';
import { daysLater, encoded, frozenAt, secondsLater } from '../factories/index.ts';

const lifetimeOf = (body: unknown) => listLifetime(body, frozenAt.getTime());
const withTtl = (ttl: unknown) => ({ credentialSubject: { ttl } });
const token = (payload: object) => `e30.${encoded(payload)}.AA`;
const [FIVE_MINUTES, DAY] = [300_000, 86_400_000];
const inSeconds = (date: Date) => date.getTime() / 1_000;

describe('For how long a status list is kept', () => {
  it('is what it says, as a number or as the text of one', () => {
    for (const ttl of [60_000, '60000', '6e4']) assert.equal(lifetimeOf(withTtl(ttl)), 60_000);
    for (const ttl of [60, '60']) assert.equal(lifetimeOf(token({ ttl })), 60_000);
  });

  it('is five minutes where it says nothing that is a time', () => {
    for (const ttl of [undefined, null, 0, -1, 'soon', '', true, [60_000], 'Infinity']) {
      assert.equal(lifetimeOf(withTtl(ttl)), FIVE_MINUTES, String(ttl));
      assert.equal(lifetimeOf(token({ ttl })), FIVE_MINUTES, String(ttl));
    }
    for (const body of [undefined, null, [], 7, {}, { credentialSubject: 'x' }, '', 'a.b.c', 'e30.bm8.AA']) {
      assert.equal(lifetimeOf(body), FIVE_MINUTES, JSON.stringify(body));
    }
  });

  it('is no longer than to its end, by either name of that', () => {
    const end = secondsLater(60).toISOString();
    for (const name of ['validUntil', 'expirationDate']) {
      assert.equal(lifetimeOf({ ...withTtl(DAY), [name]: end }), 60_000, name);
    }
    assert.equal(lifetimeOf(token({ ttl: 3_600, exp: inSeconds(secondsLater(60)) })), 60_000);
    assert.equal(lifetimeOf({ ...withTtl(DAY), validUntil: daysLater(-1).toISOString() }), 1_000, 'it is over');
  });

  it('is what it says where its end is none that can be read', () => {
    for (const validUntil of ['soon', frozenAt.getTime(), null, [secondsLater(60).toISOString()]]) {
      assert.equal(lifetimeOf({ ...withTtl(DAY), validUntil }), DAY, JSON.stringify(validUntil));
    }
  });
});
