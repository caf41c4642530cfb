import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import {
  curveTokenKey,
  didJwk,
  expectedNonce,
  frozenAt,
  handMade,
  shownSdJwt,
  type HandMade,
} from '../../factories/index.ts';
import { judge, wordFor } from '../../gate.ts';
import { requiring } from '../../policy/policies.ts';
import { stockLibrary, stockPresentation, type Frame } from './stock-library.ts';

/** Whether `@sd-jwt/sd-jwt-vc` 0.19 says that it holds, asked as its documentation asks. */
async function stockTakes(token: string, keyBindingNonce: string | undefined = expectedNonce): Promise<boolean> {
  const currentDate = frozenAt.getTime() / 1_000;
  try {
    await stockLibrary().verify(token, { currentDate, ...(keyBindingNonce && { keyBindingNonce }) });
    return true;
  } catch {
    return false;
  }
}

describe('An SD-JWT VC of another maker', () => {
  it('is accepted with everything disclosed, at every depth', async () => {
    const payload = { coopType: 'worker', roles: ['founder', 'member'] };
    const frame = {
      _sd: ['memberOf', 'membershipClass', 'coopType'],
      memberOf: { _sd: ['name'] },
      roles: { _sd: [1] },
    } as unknown as Frame;
    const show = { memberOf: { name: true }, membershipClass: true, coopType: true, roles: { 1: true } };
    const result = await judge(await stockPresentation(payload, frame, { show }));
    assert.equal(result.outcome, 'accepted', JSON.stringify(result.problem));
    assert.deepEqual(result.credentials[0]?.claims['roles'], ['founder', 'member']);
    assert.equal((result.credentials[0]?.claims['memberOf'] as { name: string }).name, 'Harvest Co-op');
  });

  it('is accepted with decoys, and with claims kept back', async () => {
    const frame = { _sd: ['coopType'], _sd_decoy: 3 } as unknown as Frame;
    const result = await judge(await stockPresentation({ coopType: 'worker' }, frame));
    assert.equal(result.outcome, 'accepted', JSON.stringify(result.problem));
    assert.equal(result.credentials[0]?.claims['coopType'], undefined);
  });

  it('is accepted with a holder’s key of P-256', async () => {
    const holderKey = curveTokenKey('P-256');
    const { kty, crv, x, y } = holderKey.jwk;
    const payload = { cnf: { jwk: holderKey.jwk }, sub: undefined };
    const library = stockLibrary(undefined, holderKey);
    const result = await judge(await stockPresentation(payload, undefined, { library }));
    assert.equal(result.holder, didJwk({ kty, crv, x, y }));
  });
});

describe('An SD-JWT VC of ours', () => {
  it('is verified by another maker', async () => assert.equal(await stockTakes(await shownSdJwt()), true));
});

/** What a caller of the stock library would let in (each was accepted by it and has a code of ours). */
describe('What the stock library leaves to its caller', () => {
  const hour = 3_600;
  const now = frozenAt.getTime() / 1_000;
  for (const [what, change, code] of [
    ['an answer made for somebody else', { binding: { aud: 'https://other.example' } }, 'audience_mismatch'],
    ['an answer that was made a year ago', { binding: { iat: now - 365 * 24 * hour } }, 'proof_too_old'],
    ['an algorithm that is not of the key', { header: { alg: 'ES384' } }, 'algorithm_not_allowed'],
    ['a token that is of another type', { header: { typ: 'JWT' } }, 'token_type_wrong'],
    ['no type of credential', { payload: { vct: undefined } }, 'credential_malformed'],
  ] as const satisfies readonly (readonly [string, HandMade, string])[]) {
    it(`is ${what}`, async () => {
      const token = await handMade(change);
      assert.equal(await stockTakes(token), true, 'then this trap is gone');
      assert.equal(await wordFor(judge(token)), code);
    });
  }

  it('is a credential without its holder, where no nonce is named', async () => {
    const shown = await shownSdJwt();
    const stolen = shown.slice(0, shown.lastIndexOf('~') + 1);
    assert.equal(await stockTakes(stolen, ''), true, 'then this trap is gone');
    assert.equal(await wordFor(judge(stolen, { policy: requiring({}) })), 'key_binding_missing');
  });
});
