import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import type { VerificationError } from '../../../src/index.ts';
import { sdJwtLimits } from '../../../src/parse/limits.ts';
import { disclose } from '../../../src/proofs/sd-jwt/disclose.ts';
import { parseSdJwt } from '../../../src/proofs/sd-jwt/parse-sd-jwt.ts';
import { encoded, handMade, openPayload, sha256, shownSdJwt, type HandMade } from '../../factories/index.ts';
import { judge, wordFor } from '../../gate.ts';

const wordOf = async (change: HandMade) => wordFor(judge(await handMade(change)));
/** The code of what is wrong, and its detail. */
const faultOf = async (change: HandMade) => {
  const { problem } = await judge(await handMade(change));
  return [problem?.code, problem?.detail];
};
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

  for (const [why, disclosure, detail] of [
    ['is no array', { salt: 'a' }, 'it is no array'],
    ['has no value', ['salt'], 'it has too many or too few members'],
    ['has four members', ['salt', 'a', 'b', 'c'], 'it has too many or too few members'],
    ['has a salt that is no text', [1, 'coopType', 'worker'], 'its salt is no text'],
    ['has a name that is no text', ['salt', 1, 'worker'], 'its name is none'],
    ['has the name `_sd`', ['salt', '_sd', ['worker']], 'its name is none'],
    ['has the name `...`', ['salt', '...', 'worker'], 'its name is none'],
    ['has the name `_sd_alg`', ['salt', '_sd_alg', 'sha-256'], 'its name is none'],
    ['is an item where a member should be', ['salt', 'worker'], 'an item stands where a member should'],
    ['says again what is said openly', ['salt', 'membershipClass', 'worker'], 'it says again what is said already'],
  ] as const) {
    it(`is refused where it ${why}, and says so`, async () =>
      assert.deepEqual(await faultOf(disclosing(disclosure)), ['disclosure_malformed', detail]));
  }

  for (const name of ['iss', 'nbf', 'exp', 'vct', 'vct#integrity', 'aka_vcts', 'status']) {
    it(`is refused where it discloses \`${name}\`, which every verifier must be told`, async () => {
      const { payload, disclosures } = disclosing(['salt', name, 'x']);
      const change = { payload: { ...payload, [name]: undefined }, disclosures };
      assert.deepEqual(await faultOf(change), ['disclosure_malformed', 'this claim is never disclosed']);
    });
  }

  it('may have any name further down, and say anything that is plain JSON', async () => {
    const text = encoded(['salt', 'status', { 'a#b': 'open' }]);
    const more = encoded(['salt', 'extra#part', 1]);
    const roles = [{ name: 'founder' }, { name: 'founder', since: 2019 }, null, 'member', ['a']];
    const payload = { _sd: [sha256(more)], other: { exp: { _sd: [] }, _sd: [sha256(text)] }, roles };
    assert.deepEqual(await claimsOf({ payload, disclosures: [text, more] }), {
      ...{ memberOf, membershipClass, 'extra#part': 1, roles },
      other: { exp: {}, status: { 'a#b': 'open' } },
    });
    const below = encoded(['salt', 'a', 1]);
    const within = { other: { exp: { _sd: [sha256(below)] } } };
    assert.deepEqual((await claimsOf({ payload: within, disclosures: [below] }))?.['other'], { exp: { a: 1 } });
  });

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
    for (const [change, detail] of [
      [{ payload: { _sd: [digest] }, disclosures: [text, text] }, 'it is there twice'],
      [{ payload: { _sd: [digest, digest] }, disclosures }, 'a digest is there twice'],
      [{ payload: { _sd: [digest], other: { _sd: [digest] } }, disclosures }, 'a digest is there twice'],
      [{ payload: { _sd: [digest], other: [{ '...': digest }] }, disclosures }, 'a member stands where an item should'],
      [{ payload: { _sd: ['a decoy'], other: [{ '...': 'a decoy' }] } }, 'a digest is there twice'],
      [{ payload: { _sd: ['a decoy', 'a decoy'] } }, 'a digest is there twice'],
    ] as const satisfies readonly (readonly [HandMade, string])[]) {
      assert.deepEqual(await faultOf(change), ['disclosure_malformed', detail], JSON.stringify(change));
    }
  });

  it('is refused where two of one name stand in one object', async () => {
    const [first, second] = [encoded(['a', 'coopType', 'worker']), encoded(['b', 'coopType', 'housing'])];
    const change = { payload: { _sd: [sha256(first), sha256(second)] }, disclosures: [first, second] };
    assert.deepEqual(await faultOf(change), ['disclosure_malformed', 'two have one name']);
  });

  it('is refused where the signed payload is not shaped for it', async () => {
    for (const [payload, detail] of [
      [{ _sd: 'x' }, 'its digests are no list'],
      [{ _sd: [1] }, 'a digest is no text'],
      [{ '...': 'x' }, 'a reserved name is used'],
      [{ roles: [{ '...': 1 }] }, 'a digest is no text'],
      [{ roles: [{ '...': 'x', more: 1 }] }, 'an item has more than its digest'],
      [{ memberOf: { ...memberOf, _sd_alg: 'sha-256' } }, 'a reserved name is used'],
    ] as const) {
      assert.deepEqual(await faultOf({ payload }), ['disclosure_malformed', detail], JSON.stringify(payload));
    }
    const item = encoded(['salt', 'coopType', 'worker']);
    const change = { payload: { roles: [{ '...': sha256(item) }] }, disclosures: [item] };
    assert.deepEqual(await faultOf(change), ['disclosure_malformed', 'a member stands where an item should']);
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
    for (const name of ['md5', 'sha-1', 'SHA-256', 7, null, 'toString', ['sha-256']]) {
      const fault = await faultOf({ payload: { _sd_alg: name } });
      assert.deepEqual(fault, ['disclosure_malformed', 'its digests are of an unknown kind'], JSON.stringify(name));
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

  /** What `disclose` makes of a payload, each level of which is a disclosure of its own. */
  const nested = (levels: number, wrap: (digest: string) => unknown) => {
    const disclosures = [encoded(['salt', 1])];
    for (let level = 0; level < levels; level += 1)
      disclosures.unshift(encoded(['salt', wrap(sha256(disclosures[0]!))]));
    const payload = { list: [{ '...': sha256(disclosures[0]!) }] };
    return () => disclose(payload, disclosures, { ...sdJwtLimits, depth: 10 });
  };
  const isTooDeep = ({ problem }: VerificationError) => {
    assert.deepEqual([problem.code, problem.params], ['document_too_deep', { max: 10 }]);
    return true;
  };

  it('are on depth also where disclosures stand in one another', () => {
    const inLists = (digest: string) => [{ '...': digest }];
    nested(9, inLists)();
    assert.throws(nested(10, inLists), isTooDeep);
    const inObjects = (digest: string) => ({ list: [{ '...': digest }] });
    nested(4, inObjects)();
    assert.throws(nested(5, inObjects), isTooDeep);
  });

  it('are on its length and the number of its disclosures, which may be that and no more', async () => {
    const shown = await shownSdJwt();
    const disclosures = shown.split('~').length - 2;
    parseSdJwt(shown, { ...sdJwtLimits, bytes: shown.length, items: disclosures });
    for (const [name, code, most] of [
      ['bytes', 'body_too_large', shown.length - 1],
      ['items', 'document_too_many_items', disclosures - 1],
    ] as const) {
      assert.throws(
        () => parseSdJwt(shown, { ...sdJwtLimits, [name]: most }),
        ({ problem }: VerificationError) => problem.code === code && problem.params?.['max'] === most,
      );
    }
  });

  it('are not all: what has no tilde is none', () => {
    const isNone = ({ problem }: VerificationError) => problem.detail === 'it does not end in a tilde or a key binding';
    assert.throws(() => parseSdJwt('a.b.c', sdJwtLimits), isNone);
  });
});
