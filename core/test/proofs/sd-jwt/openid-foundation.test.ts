import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import {
  expectedAudience,
  expectedNonce,
  frozenAt,
  handMade,
  holderTokenKey,
  shownSdJwt,
} from '../../factories/index.ts';
import { judge, wordFor } from '../../gate.ts';

const HOUR = 3_600;
const now = frozenAt.getTime() / 1_000;
const wordOf = async (token: Promise<string>) => wordFor(judge(await token));

/** Another character in the midst of the signature that ends there. */
function withSignatureChanged(token: string, end: number): string {
  const at = end - 10;
  return token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
}

/**
 * The modules of the OpenID Foundation's `oid4vp-1final-verifier-test-plan` for `sd_jwt_vc` that concern what is
 * verified, under their names there. What was done was done to an accepted presentation.
 */
describe('The conformance modules for verifiers of SD-JWT VC', () => {
  it('happy-flow: is accepted', async () => {
    assert.equal(await wordOf(shownSdJwt()), 'accepted');
    assert.equal(await wordOf(handMade()), 'accepted');
  });

  it('minimal-cnf-jwk: a key of its necessary members is enough, and further ones do no harm', async () => {
    assert.deepEqual(Object.keys(holderTokenKey.jwk), ['kty', 'crv', 'x']);
    assert.equal(await wordOf(handMade()), 'accepted');
    const jwk = { ...holderTokenKey.jwk, use: 'sig', alg: 'EdDSA', kid: '1', key_ops: ['verify'] };
    assert.equal(await wordOf(handMade({ payload: { cnf: { jwk } } })), 'accepted');
  });

  it('invalid-kb-jwt-signature', async () => {
    const token = await shownSdJwt();
    assert.equal(await wordFor(judge(withSignatureChanged(token, token.length))), 'signature_invalid');
  });

  it('invalid-credential-signature: also where the holder signs for it', async () => {
    const shown = await shownSdJwt();
    const changed = withSignatureChanged(shown, shown.indexOf('~'));
    assert.equal(await wordFor(judge(changed)), 'sd_hash_mismatch');

    const credential = changed.slice(0, changed.lastIndexOf('~') + 1);
    const result = await judge(await shownSdJwt({ credential }));
    assert.equal(result.problem?.code, 'signature_invalid');
    assert.equal(result.provesHolder, true, 'it closes the request');
  });

  it('invalid-sd-hash', async () =>
    assert.equal(await wordOf(handMade({ binding: { sd_hash: 'bm90IHRoZSBoYXNo' } })), 'sd_hash_mismatch'));

  it('invalid-kb-jwt-nonce', async () => {
    assert.equal(await wordOf(shownSdJwt({ nonce: `${expectedNonce}x` })), 'nonce_mismatch');
    assert.equal(await wordOf(handMade({ binding: { nonce: undefined } })), 'nonce_mismatch');
  });

  it('invalid-kb-jwt-aud: one name alone, and no list of names', async () => {
    assert.equal(await wordOf(shownSdJwt({ audience: `${expectedAudience}x` })), 'audience_mismatch');
    assert.equal(await wordOf(handMade({ binding: { aud: [expectedAudience] } })), 'audience_mismatch');
    assert.equal(await wordOf(handMade({ binding: { aud: undefined } })), 'audience_mismatch');
  });

  it('kb-jwt-iat-in-past', async () => {
    assert.equal(await wordOf(handMade({ binding: { iat: now - HOUR } })), 'proof_too_old');
    assert.equal(await wordOf(handMade({ binding: { iat: now - 299 } })), 'accepted');
  });

  it('kb-jwt-iat-in-future', async () => {
    assert.equal(await wordOf(handMade({ binding: { iat: now + HOUR } })), 'proof_from_future');
    assert.equal(await wordOf(handMade({ binding: { iat: now + 299 } })), 'accepted');
  });
});
