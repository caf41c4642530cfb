import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { encoded, handMade, openPayload, sha256, shownSdJwt, type HandMade } from '../../factories/index.ts';
import { judge, wordFor } from '../../gate.ts';

const wordOf = async (change: HandMade) => wordFor(judge(await handMade(change)));
const claimsOf = async (change: HandMade) => (await judge(await handMade(change))).credentials[0]?.claims;

/** One disclosure more, and its digest in the payload. */
const disclosing = (disclosure: unknown): HandMade => {
  const text = encoded(disclosure);
  return { payload: { _sd: [sha256(text)], _sd_alg: 'sha-256' }, disclosures: [text] };
};
const { memberOf, membershipClass } = openPayload;

describe('A disclosure', () => {
  it('puts its claim in the place of its digest, or is kept back', async () => {
    const change = disclosing(['salt', 'coopType', 'worker']);
    assert.deepEqual(await claimsOf(change), { memberOf, membershipClass, coopType: 'worker' });
    assert.deepEqual(await claimsOf({ ...change, disclosures: [] }), { memberOf, membershipClass });
  });

  it('may be anywhere: within an object, within a list, within another', async () => {
    const name = encoded(['a', 'name', 'Harvest Co-op']);
    const whole = encoded(['b', 'memberOf', { id: memberOf.id, type: 'Organization', _sd: [sha256(name)] }]);
    const item = encoded(['c', 'member']);
    const payload = {
      memberOf: undefined,
      _sd: [sha256(whole)],
      roles: ['founder', { '...': sha256(item) }, { '...': sha256('a decoy') }],
    };
    assert.deepEqual(await claimsOf({ payload, disclosures: [item, whole, name] }), {
      membershipClass,
      memberOf: { id: memberOf.id, type: 'Organization', name: 'Harvest Co-op' },
      roles: ['founder', 'member'],
    });
    const orphan = { payload, disclosures: [item, name] };
    assert.equal(await wordOf(orphan), 'disclosure_not_signed', 'what it stands in is not there');
  });

  it('is refused where the issuer signed no digest of it', async () => {
    assert.equal(await wordOf({ disclosures: [encoded(['salt', 'coopType', 'worker'])] }), 'disclosure_not_signed');
    const shown = await shownSdJwt();
    const [token, first = '', ...rest] = shown.slice(0, shown.lastIndexOf('~')).split('~');
    const [, name, value] = JSON.parse(Buffer.from(first, 'base64url').toString()) as [string, string, unknown];
    const altered = encoded(['another salt', name, value]);
    const credential = [token, altered, ...rest, ''].join('~');
    const result = await judge(await shownSdJwt({ credential }));
    assert.deepEqual([result.problem?.code, result.provesHolder], ['disclosure_not_signed', true]);
  });

  for (const [why, disclosure] of [
    ['is no array', { salt: 'a' }],
    ['has no value', ['salt']],
    ['has four members', ['salt', 'a', 'b', 'c']],
    ['has a salt that is no text', [1, 'coopType', 'worker']],
    ['has a name that is no text', ['salt', 1, 'worker']],
    ['has the name `_sd`', ['salt', '_sd', ['worker']]],
    ['has the name `...`', ['salt', '...', 'worker']],
    ['has the name `_sd_alg`', ['salt', '_sd_alg', 'sha-256']],
    ['is an item where a member should be', ['salt', 'worker']],
    ['says again what is said openly', ['salt', 'membershipClass', 'worker']],
    ['discloses who issued it', ['salt', 'iss', 'did:web:meadow.example']],
    ['discloses when it ends', ['salt', 'exp', 4_000_000_000]],
    ['discloses its status', ['salt', 'status', {}]],
  ] as const) {
    it(`is refused where it ${why}`, async () =>
      assert.equal(await wordOf(disclosing(disclosure)), 'disclosure_malformed'));
  }

  it('is refused under a name of the language', async () =>
    assert.equal(await wordOf(disclosing(['salt', '__proto__', { admin: true }])), 'document_key_forbidden'));

  it('is refused where it is no base64url, or no JSON, though its digest is signed', async () => {
    for (const text of ['not base64url!', 'WyJh', Buffer.from('[1').toString('base64url'), '']) {
      const change = { payload: { _sd: [sha256(text)] }, disclosures: [text] };
      assert.equal(await wordOf(change), 'disclosure_malformed', text);
    }
  });

  it('is refused where it is there twice, or a digest is', async () => {
    const text = encoded(['salt', 'coopType', 'worker']);
    const digest = sha256(text);
    const disclosures = [text];
    for (const change of [
      { payload: { _sd: [digest] }, disclosures: [text, text] },
      { payload: { _sd: [digest, digest] }, disclosures },
      { payload: { _sd: [digest], other: { _sd: [digest] } }, disclosures },
      { payload: { _sd: [digest], other: [{ '...': digest }] }, disclosures },
      { payload: { _sd: ['a decoy', 'a decoy'] } },
    ]) {
      assert.equal(await wordOf(change), 'disclosure_malformed', JSON.stringify(change));
    }
  });

  it('is refused where two of one name stand in one object', async () => {
    const [first, second] = [encoded(['a', 'coopType', 'worker']), encoded(['b', 'coopType', 'housing'])];
    const change = { payload: { _sd: [sha256(first), sha256(second)] }, disclosures: [first, second] };
    assert.equal(await wordOf(change), 'disclosure_malformed');
  });

  it('is refused where the signed payload is not shaped for it', async () => {
    for (const payload of [
      { _sd: 'x' },
      { _sd: [1] },
      { '...': 'x' },
      { roles: [{ '...': 1 }] },
      { roles: [{ '...': 'x', more: 1 }] },
      { memberOf: { ...memberOf, _sd_alg: 'sha-256' } },
    ]) {
      assert.equal(await wordOf({ payload }), 'disclosure_malformed', JSON.stringify(payload));
    }
    const item = encoded(['salt', 'coopType', 'worker']);
    const change = { payload: { roles: [{ '...': sha256(item) }] }, disclosures: [item] };
    assert.equal(await wordOf(change), 'disclosure_malformed', 'a member where an item should be');
  });

  it('never says what the issuer must say to everybody, however deep', async () => {
    const text = encoded(['salt', 'jwk', openPayload.cnf.jwk]);
    const payload = { cnf: { ...openPayload.cnf, _sd: [sha256(text)] } };
    assert.equal(await wordOf({ payload, disclosures: [text] }), 'disclosure_not_signed');
  });

  it('is found by the hash that the issuer names, which is the key binding’s too, and by known ones alone', async () => {
    const text = encoded(['salt', 'coopType', 'worker']);
    for (const [name, hash] of [
      ['sha-384', 'sha384'],
      ['sha-512', 'sha512'],
    ] as const) {
      const digest = (of: string) => createHash(hash).update(of).digest('base64url');
      const change = { payload: { _sd: [digest(text)], _sd_alg: name }, disclosures: [text] };
      const shown = await handMade(change);
      assert.equal(await wordFor(judge(shown)), 'sd_hash_mismatch');
      const bound = { sd_hash: digest(shown.slice(0, shown.lastIndexOf('~') + 1)) };
      assert.equal(await wordOf({ ...change, binding: bound }), 'accepted', name);
    }
    for (const name of ['md5', 'sha-1', 'SHA-256', 7, null, 'toString']) {
      assert.equal(await wordOf({ payload: { _sd_alg: name } }), 'disclosure_malformed', String(name));
    }
  });
});

describe('The limits of an SD-JWT', () => {
  const lengthy = (length: number) => disclosing(['salt', 'portrait', 'x'.repeat(length)]);

  it('let a photograph through and refuse what is beyond 64 KiB, unread', async () => {
    assert.equal(await wordOf(lengthy(30_000)), 'accepted');
    assert.equal(await wordOf(lengthy(70_000)), 'body_too_large');
  });

  it('are on the count, the depth and the values of disclosures', async () => {
    const many = Array.from({ length: 65 }, (_, index) => encoded(['salt', `c${index}`, index]));
    assert.equal(await wordOf({ disclosures: many }), 'document_too_many_items');
    const deep = (depth: number): unknown => (depth === 0 ? 1 : [deep(depth - 1)]);
    assert.equal(await wordOf(disclosing(['salt', 'deep', deep(20)])), 'document_too_deep');
    const wide = Array.from({ length: 40 }, () => Array.from({ length: 40 }, () => 0));
    assert.equal(await wordOf(disclosing(['salt', 'wide', wide])), 'document_too_many_values');
  });

  it('are on depth also where disclosures stand in one another', async () => {
    const disclosures = [encoded(['salt', 'bottom', 1])];
    for (let level = 0; level < 30; level += 1) {
      disclosures.unshift(encoded(['salt', `level${level}`, { _sd: [sha256(disclosures[0]!)] }]));
    }
    assert.equal(await wordOf({ payload: { _sd: [sha256(disclosures[0]!)] }, disclosures }), 'document_too_deep');
  });
});
