import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { createHmac } from 'node:crypto';
import { createVerifier } from '../../../src/index.ts';
import {
  curveTokenKey,
  dairy,
  decoded,
  didJwk,
  encoded,
  fakeFetch,
  handMade,
  harvest,
  harvestTokenKey,
  meadow,
  orchard,
  ports,
  shownSdJwt,
  type HandMade,
} from '../../factories/index.ts';
import { expected, judge, wordFor } from '../../gate.ts';
import { requiring } from '../../policy/policies.ts';

const wordOf = async (change: HandMade) => wordFor(judge(await handMade(change)));

/** A gate that takes members of this issuer, and what its membership says. */
const issuedBy = (did: string) => ({
  policy: requiring({ issuers: { allow: [{ id: did, name: 'Some co-op' }] } }),
  payload: { iss: did, memberOf: { id: did, type: 'Organization', name: 'Some co-op' } },
});

describe('The issuer’s signature of an SD-JWT VC', () => {
  it('is read under the former name of its type, and under no other', async () => {
    assert.equal(await wordOf({ header: { typ: 'vc+sd-jwt' } }), 'accepted');
    for (const typ of ['JWT', 'kb+jwt', 'vc+jwt', 'DC+SD-JWT', undefined, ['dc+sd-jwt']]) {
      assert.equal(await wordOf({ header: { typ } }), 'token_type_wrong', String(typ));
    }
  });

  it('does not hold once anything signed is changed, though the holder signs over the change', async () => {
    const [token = '', ...rest] = (await shownSdJwt()).split('~');
    const [header, payload, signature] = token.split('.');
    for (const laidOver of [{ exp: 4_000_000_000 }, { nbf: 0 }, { sub: meadow.controller }, { further: true }]) {
      const changed = encoded({ ...decoded(payload), ...laidOver });
      const credential = [`${header}.${changed}.${signature}`, ...rest.slice(0, -1), ''].join('~');
      assert.equal(
        await wordFor(judge(await shownSdJwt({ credential }))),
        'signature_invalid',
        JSON.stringify(laidOver),
      );
    }
  });

  it('is refused under an algorithm that is not of the key, `none` and secrets among them', async () => {
    for (const alg of ['none', 'ES256', 'HS256', 'RS256', 'eddsa', undefined]) {
      assert.equal(await wordOf({ header: { alg } }), 'algorithm_not_allowed', String(alg));
    }
    const secret = Buffer.from(String(harvestTokenKey.jwk['x']), 'base64url');
    const sign = (signed: string) => createHmac('sha256', secret).update(signed).digest();
    assert.equal(await wordOf({ issuerKey: { ...harvestTokenKey, alg: 'HS256', sign } }), 'algorithm_not_allowed');
    assert.equal(await wordOf({ header: { crit: ['exp'] } }), 'algorithm_not_allowed');
  });

  it('is taken under the fully specified name of the same algorithm', async () =>
    assert.equal(await wordOf({ header: { alg: 'Ed25519' } }), 'accepted'));

  it('is refused by a key of somebody else, whatever the header says', async () => {
    assert.equal(await wordOf({ header: { kid: meadow.id } }), 'issuer_key_mismatch');
    assert.equal(await wordOf({ header: { kid: orchard.id } }), 'issuer_key_mismatch');
    assert.equal(await wordOf({ header: { kid: `${harvest.controller}#key-2` } }), 'key_not_found');
    assert.equal(await wordOf({ header: { kid: undefined } }), 'key_not_found');
    const issuerKey = curveTokenKey('P-256');
    assert.equal(await wordOf({ issuerKey, header: { jwk: issuerKey.jwk } }), 'algorithm_not_allowed');
    const jku = 'https://harvest.example/keys';
    assert.equal(await wordOf({ issuerKey, header: { kid: undefined, jku } }), 'key_not_found');
  });

  it('is verified by a kid that is relative to the issuer', async () =>
    assert.equal(await wordOf({ header: { kid: '#key-1' } }), 'accepted'));

  it('is verified by did:key and did:jwk, with and without a kid', async () => {
    for (const [coop, kid] of [
      [orchard, orchard.id],
      [orchard, undefined],
      [dairy, dairy.id],
      [dairy, undefined],
    ] as const) {
      const { policy, payload } = issuedBy(coop.controller);
      const issuerKey = { ...harvestTokenKey, sign: (signed: string) => coop.sign({ data: Buffer.from(signed) }) };
      const shown = await handMade({ payload, header: { kid }, issuerKey });
      assert.equal(await wordFor(judge(shown, { policy })), 'accepted');
    }
  });

  it('is verified by keys of P-256 and P-384', async () => {
    for (const curve of ['P-256', 'P-384'] as const) {
      const issuerKey = curveTokenKey(curve);
      const { kty, crv, x, y } = issuerKey.jwk;
      const did = didJwk({ kty, crv, x, y });
      const { policy, payload } = issuedBy(did);
      const wordBy = async (change: HandMade) =>
        wordFor(judge(await handMade({ payload, header: { kid: `${did}#0` }, ...change }), { policy }));
      assert.equal(await wordBy({ issuerKey }), 'accepted');
      assert.equal(await wordBy({ issuerKey: curveTokenKey(curve) }), 'signature_invalid');
      assert.equal(await wordBy({ issuerKey, header: { kid: `${did}#0`, alg: 'EdDSA' } }), 'algorithm_not_allowed');
    }
  });

  it('is judged by the issuer’s document alone, whatever certificates stand beside its kid', async () =>
    assert.equal(await wordOf({ header: { x5c: ['no certificate'] } }), 'accepted'));

  it('is undecided while the issuer’s key cannot be looked up', async () => {
    const away = 'did:web:away.example';
    const { policy, payload } = issuedBy(away);
    const result = await judge(await handMade({ payload, header: { kid: `${away}#key-1` } }), { policy });
    assert.deepEqual([result.outcome, result.problem?.code], ['inconclusive', 'did_unresolvable']);
  });

  it('is not looked up for an issuer that the site does not take', async () => {
    const fetchJson = fakeFetch();
    const verifier = createVerifier(ports({ fetchJson }));
    const policy = requiring({ issuers: { allow: [{ id: meadow.controller, name: 'Meadow' }] } });
    const result = await verifier.verifyPresentation({ bare: await shownSdJwt() }, { ...expected, policy });
    assert.equal(result.problem?.code, 'issuer_not_recognised');
    assert.deepEqual(fetchJson.calls, []);
  });
});
