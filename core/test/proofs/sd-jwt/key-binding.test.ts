import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { VerificationError } from '../../../src/index.ts';
import { verifyJws } from '../../../src/proofs/sd-jwt/verify-jws.ts';
import {
  curveTokenKey,
  didJwk,
  ecdsa,
  encoded,
  expectedAudience,
  handMade,
  holder,
  holderTokenKey,
  shownSdJwt,
  thief,
  type HandMade,
  type TokenKey,
} from '../../factories/index.ts';
import { judge, wordFor } from '../../gate.ts';

const wordOf = async (change: HandMade) => wordFor(judge(await handMade(change)));

describe('The key binding of an SD-JWT VC', () => {
  it('is needed: who has seen a credential cannot show it', async () => {
    const shown = await shownSdJwt();
    assert.equal(await wordFor(judge(shown.slice(0, shown.lastIndexOf('~') + 1))), 'key_binding_missing');
  });

  it('is refused by any other key than the one that the issuer named', async () =>
    assert.equal(await wordFor(judge(await shownSdJwt({ holder: thief }))), 'signature_invalid'));

  it('is found not to hold, beside what else was found', async () => {
    for (const [shown, code] of [
      [await shownSdJwt({ holder: thief }), 'signature_invalid'],
      [await handMade({ binding: { sd_hash: 'x' } }), 'sd_hash_mismatch'],
      [await handMade({ payload: { cnf: undefined } }), 'holder_key_missing'],
    ] as const) {
      const result = await judge(shown);
      assert.deepEqual([result.outcome, result.problem?.code, result.holder], ['rejected', code, undefined]);
      assert.ok(result.checks.some((one) => one.outcome === 'failed' && one.problem.code === code));
    }
  });

  it('is refused where the issuer named none, or one that is none', async () => {
    assert.equal(await wordOf({ payload: { cnf: undefined } }), 'holder_key_missing');
    assert.equal(await wordOf({ payload: { cnf: { kid: holder.id } } }), 'holder_key_missing');
    const { jwk } = holderTokenKey;
    for (const change of [
      { d: 'AAAA' },
      { use: 'enc' },
      { key_ops: ['sign'] },
      { key_ops: 'verify' },
      { alg: 'ES256' },
      { x: `${String(jwk['x'])}=` },
      { kty: 'oct', k: 'AAAA' },
      { kty: 'EC', crv: 'P-256' },
      { crv: 'X25519' },
    ]) {
      const word = await wordOf({ payload: { cnf: { jwk: { ...jwk, ...change } } } });
      assert.equal(word, 'key_type_unsupported', JSON.stringify(change));
    }
  });

  it('is taken by keys of P-256 and P-384, by their own algorithm alone', async () => {
    for (const curve of ['P-256', 'P-384'] as const) {
      const holderKey = curveTokenKey(curve);
      const payload = { cnf: { jwk: holderKey.jwk }, sub: undefined };
      const result = await judge(await handMade({ payload, holderKey }));
      assert.equal(result.outcome, 'accepted');
      const { kty, crv, x, y } = holderKey.jwk;
      assert.equal(result.holder, didJwk({ kty, crv, x, y }));
      for (const alg of ['ES256', 'ES384', 'ES512', 'EdDSA', 'none'].filter((name) => name !== holderKey.alg)) {
        assert.equal(await wordOf({ payload, holderKey, bindingHeader: { alg } }), 'algorithm_not_allowed', alg);
      }
    }
  });

  it('is refused for a key that is no point of its curve', async () => {
    const { jwk, ...holderKey } = curveTokenKey('P-256');
    const off = { ...jwk, y: jwk['x'] };
    assert.equal(
      await wordOf({ payload: { cnf: { jwk: off } }, holderKey: { ...holderKey, jwk: off } }),
      'key_type_unsupported',
    );
  });

  it('is refused under `none`, and under a secret that is the public key', async () => {
    assert.equal(await wordOf({ bindingHeader: { alg: 'none' } }), 'algorithm_not_allowed');
    const secret = Buffer.from(String(holderTokenKey.jwk['x']), 'base64url');
    const sign = (signed: string) => createHmac('sha256', secret).update(signed).digest();
    assert.equal(await wordOf({ holderKey: { ...holderTokenKey, alg: 'HS256', sign } }), 'algorithm_not_allowed');
    assert.equal(await wordOf({ bindingHeader: { crit: ['b64'] } }), 'algorithm_not_allowed');
    assert.equal(await wordOf({ bindingHeader: { b64: false } }), 'algorithm_not_allowed');
  });

  it('is refused by a kind of key that tokens are not signed by', () => {
    const jws = { header: { alg: 'EdDSA' }, payload: {}, signed: 'a.b', signature: new Uint8Array(64) };
    assert.throws(
      () => verifyJws(jws, { type: 'BLS12-381', bytes: new Uint8Array(96) }),
      ({ code }: VerificationError) => code === 'algorithm_not_allowed',
    );
  });

  it('is a signature of the length and the spelling that JOSE says', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = publicKey.export({ format: 'jwk' }) as TokenKey['jwk'];
    const inDer = (signed: string) => sign('sha256', Buffer.from(signed), privateKey);
    const asJose = ecdsa('P-256', privateKey) as (signed: string) => Uint8Array;
    const payload = { cnf: { jwk }, sub: undefined };
    for (const [signs, word] of [
      [asJose, 'accepted'],
      [inDer, 'signature_invalid'],
      [(signed: string) => asJose(signed).subarray(1), 'signature_invalid'],
      [(signed: string) => Buffer.concat([asJose(signed), Buffer.of(0)]), 'signature_invalid'],
    ] as const) {
      assert.equal(await wordOf({ payload, holderKey: { alg: 'ES256', jwk, sign: signs } }), word);
    }
  });

  it('says what it is: no other token of the same key stands for it', async () => {
    for (const typ of ['JWT', 'dc+sd-jwt', 'KB+JWT', undefined, 7]) {
      assert.equal(await wordOf({ bindingHeader: { typ } }), 'token_type_wrong', String(typ));
    }
  });

  it('must say when it was made', async () => {
    for (const iat of [undefined, '1780315200', -1, 1.8e12, null]) {
      assert.equal(await wordOf({ binding: { iat } }), 'proof_time_missing', String(iat));
    }
  });

  it('is made for our client_id, and not for the second name that JSON-LD may use', async () => {
    const names = [expectedAudience, 'https://verifier.example/response'] as const;
    const shown = await handMade({ binding: { aud: names[1] } });
    assert.equal(await wordFor(judge(shown, { expectedAudience: names })), 'audience_mismatch');
    assert.equal(await wordFor(judge(await handMade(), { expectedAudience: names })), 'accepted');
  });

  it('is over all that is shown: a disclosure more or less needs another signature', async () => {
    const [token, first, ...rest] = (await shownSdJwt()).split('~');
    assert.equal(await wordFor(judge([token, ...rest].join('~'))), 'sd_hash_mismatch');
    assert.equal(await wordFor(judge([token, first, first, ...rest].join('~'))), 'sd_hash_mismatch');
    const other = encoded(['salt', 'membershipClass', 'resident']);
    assert.equal(await wordFor(judge([token, first, other, ...rest].join('~'))), 'sd_hash_mismatch');
  });
});
