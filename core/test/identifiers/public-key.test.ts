import { strict as assert } from 'node:assert';
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type JsonWebKey } from 'node:crypto';
import { describe, it } from 'mocha';
import { createDidResolver } from '../../src/identifiers/did-resolver.ts';
import { keyObject } from '../../src/identifiers/key-object.ts';
import {
  fromBase58,
  fromJwk,
  fromMultibase,
  joseAlgorithms,
  toJwk,
  type KeyType,
} from '../../src/identifiers/public-key.ts';
import { resolveKey } from '../../src/identifiers/resolve-key.ts';
import { frozenAt, ports } from '../factories/index.ts';

/** Keys as the W3C's test vectors print them, by type. */
const published: readonly (readonly [KeyType, string])[] = [
  ['Ed25519', 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2'],
  ['P-256', 'zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP'],
  ['P-384', 'z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ'],
  [
    'BLS12-381',
    'zUC7DerdEmfZ8f4pFajXgGwJoMkV1ofMTmEG5UoNvnWiPiLuGKNeqgRpLH2TV4Xe5mJ2cXV76gRN7LFQwapF1VFu6x2yrr5ci1mXqC1WNUrnHnLgvfZfMH7h6xP6qsf9EKRQrPQ',
  ],
];
const resolveDid = createDidResolver(ports());

const curves = { 'P-256': 'prime256v1', 'P-384': 'secp384r1' } as const;
const jwkOf = (curve: keyof typeof curves): JsonWebKey =>
  generateKeyPairSync('ec', { namedCurve: curves[curve] }).privateKey.export({ format: 'jwk' });

describe('a public key', () => {
  for (const [type, multibase] of published) {
    it(`of ${type} is read from a did:key`, async () => {
      const did = `did:key:${multibase}`;
      const key = await resolveKey(`${did}#${multibase}`, { purpose: 'assertionMethod', resolveDid, now: frozenAt });
      assert.equal(key.controller, did);
      assert.equal(key.publicKey.type, type);
      assert.deepEqual(key.publicKey, fromMultibase(multibase));
    });
  }

  for (const curve of ['P-256', 'P-384'] as const) {
    const { d, ...jwk } = jwkOf(curve);

    it(`of ${curve} is read from a did:jwk, and verifies what its owner signed`, async () => {
      const did = `did:jwk:${Buffer.from(JSON.stringify({ ...jwk, use: 'sig' })).toString('base64url')}`;
      const options = { purpose: 'authentication', resolveDid, now: frozenAt } as const;
      const { publicKey } = await resolveKey(`${did}#0`, options);
      assert.deepEqual(toJwk(publicKey), { kty: 'EC', crv: curve, x: jwk.x, y: jwk.y });
      const signature = sign('sha256', Buffer.from('a'), createPrivateKey({ key: { ...jwk, d }, format: 'jwk' }));
      assert.ok(verify('sha256', Buffer.from('a'), keyObject(publicKey), signature));
    });

    const refused: Readonly<Record<string, object>> = {
      'with its private part': { d },
      'with a part of another private key': { p: 'AQAB' },
      'for encryption': { use: 'enc' },
      'for signing alone': { key_ops: ['sign'] },
      'for another algorithm': { alg: curve === 'P-256' ? 'ES384' : 'ES256' },
      'of a point beside the curve': { y: jwkOf(curve).y },
      'without a y': { y: undefined },
      'whose y has another length': { y: 'AAAA' },
      'of another type of key': { kty: 'OKP' },
      'of a curve we do not know': { crv: 'secp256k1' },
      'whose x is no text': { x: 7 },
      'whose x is written with padding': { x: `${jwk.x ?? ''}=` },
    };
    for (const [what, change] of Object.entries(refused)) {
      it(`of ${curve} ${what} is not read`, () => assert.equal(fromJwk({ ...jwk, ...change }), undefined));
    }

    it(`of ${curve} for its own algorithm is read`, () => {
      const [alg] = joseAlgorithms(curve);
      assert.equal(fromJwk({ ...jwk, alg, key_ops: ['verify'] })?.type, curve);
    });
  }

  it('is none where a multibase is of another base, another kind, or too long', () => {
    const [[, ed25519]] = published as [(typeof published)[0]];
    assert.equal(fromMultibase(`u${ed25519.slice(1)}`), undefined);
    assert.equal(fromMultibase(`${ed25519}1`), undefined);
    assert.equal(fromMultibase('z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc'), undefined, 'X25519');
    assert.equal(fromMultibase(`z${'1'.repeat(200)}`), undefined);
    assert.equal(fromMultibase('z0OIl'), undefined, 'not base58btc');
  });

  describe('of Ed25519 as a JWK', () => {
    const bytes = fromMultibase(published[0]![1])!.bytes;
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes).toString('base64url') };

    it('is read, by either name of its algorithm, and written', () => {
      for (const more of [{}, { alg: 'EdDSA' }, { alg: 'Ed25519' }]) {
        assert.deepEqual(fromJwk({ ...jwk, ...more }), { type: 'Ed25519', bytes });
      }
      assert.deepEqual(toJwk({ type: 'Ed25519', bytes }), jwk);
    });

    for (const change of [{ kty: 'EC' }, { alg: 'ES256' }, { x: [jwk.x] }, { x: `${jwk.x}=` }, { x: 'AAAA' }]) {
      it(`is none with ${JSON.stringify(change).slice(0, 30)}`, () =>
        assert.equal(fromJwk({ ...jwk, ...change }), undefined));
    }

    it('is an object', () => {
      for (const none of [null, undefined, 'x', 7]) assert.equal(fromJwk(none), undefined);
    });
  });

  it('of an elliptic curve is told from its mirror image, which has the same x', () => {
    const { bytes } = fromMultibase(published[1]![1])!;
    for (const sign of [2, 3]) {
      const point = { type: 'P-256', bytes: Uint8Array.of(sign, ...bytes.slice(1)) } as const;
      assert.deepEqual(fromJwk(toJwk(point)), point);
    }
  });

  it('of an elliptic curve is none where no point has that x', () => {
    const bytes = fromMultibase(published[1]![1])!.bytes;
    const x = Buffer.alloc(32, 0xff);
    assert.equal(
      fromJwk({ kty: 'EC', crv: 'P-256', x: x.toString('base64url'), y: x.toString('base64url') }),
      undefined,
    );
    assert.equal(bytes.length, 33);
  });

  it('in base58 without a type is an Ed25519 key of 32 bytes or none', () => {
    assert.equal(fromBase58('11111111111111111111111111111112')?.type, 'Ed25519');
    assert.equal(fromBase58('1111'), undefined);
  });

  for (const [type, multibase] of published.slice(0, 3)) {
    it(`of ${type} is the same key to Node as it is by its JWK`, () => {
      const publicKey = fromMultibase(multibase)!;
      const byJwk = createPublicKey({ key: { ...toJwk(publicKey) }, format: 'jwk' });
      assert.ok(keyObject(publicKey).equals(byJwk));
    });
  }

  it('of BLS12-381 has no form as JWK, nor one for Node', () => {
    const bls = fromMultibase(published[3]![1])!;
    assert.throws(() => keyObject(bls), { name: 'TypeError', message: 'Node knows no BLS12-381 keys' });
    assert.throws(() => toJwk(bls), { name: 'TypeError', message: 'BLS12-381 keys have no coordinates that we know' });
  });
});
