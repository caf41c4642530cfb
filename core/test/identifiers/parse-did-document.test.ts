import { encode } from 'base58-universal';
import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { toJwk } from '../../src/identifiers/ed25519-public-key.ts';
import { parseDidDocument } from '../../src/identifiers/parse-did-document.ts';
import { resolveKey } from '../../src/identifiers/resolve-key.ts';
import { didDocument } from '../../src/profile/index.ts';
import { frozenAt, harvest, harvestDid } from '../factories/index.ts';

const accepted = didDocument(harvestDid, [harvest]);
const method = accepted.verificationMethod![0]!;
const size = (value: unknown) => JSON.stringify(value).length;

describe('parseDidDocument', () => {
  it('keeps what we read, and nothing else', () => {
    const service = Array.from({ length: 20_000 }, () => ({}));
    const kept = parseDidDocument(harvestDid, {
      ...accepted,
      service,
      verificationMethod: [{ ...method, service }],
      assertionMethod: [{ ...method, service }],
    });
    assert.deepEqual(Object.keys(kept).sort(), ['assertionMethod', 'authentication', 'id', 'verificationMethod']);
    assert.ok(size(kept) < 1_000);
  });

  it('keeps of a JWK the members of an Ed25519 key, and of another kind none', () => {
    const jwks = [
      { ...toJwk(harvest.publicKey), x5c: ['A'.repeat(9_000)] },
      { kty: 'RSA', n: 'A'.repeat(9_000), e: 'AQAB' },
      { ...toJwk(harvest.publicKey), d: 'a private key' },
    ];
    const verificationMethod = jwks.map((publicKeyJwk) => ({ ...method, publicKeyJwk }));
    const kept = parseDidDocument(harvestDid, { ...accepted, verificationMethod });
    const found = kept.verificationMethod?.map(({ publicKeyJwk }) => publicKeyJwk);
    assert.deepEqual(found, [toJwk(harvest.publicKey), {}, {}]);
  });

  it('keeps a key that it can read as it is written, and of any other that there is one', () => {
    const readable = encode(harvest.publicKey);
    const written = [
      { publicKeyBase58: readable },
      { publicKeyBase58: 'A'.repeat(9_000) },
      { publicKeyMultibase: 'A'.repeat(9_000) },
    ];
    const { id, type, controller } = method;
    const verificationMethod = written.map((key) => ({ id, type, controller, ...key }));
    const kept = parseDidDocument(harvestDid, { ...accepted, verificationMethod });
    assert.deepEqual(kept.verificationMethod, [
      { id, type, controller, publicKeyBase58: readable },
      { id, type, controller, publicKeyBase58: '' },
      { id, type, controller, publicKeyMultibase: '' },
    ]);
  });

  it('keeps 16 KiB, and not a character more', () => {
    const ofLength = (length: number) => {
      const bare = { id: harvestDid, authentication: ['#'] };
      return { ...bare, authentication: [`#${'x'.repeat(length - size(bare))}`] };
    };
    assert.ok(parseDidDocument(harvestDid, ofLength(16_384)));
    assert.throws(() => parseDidDocument(harvestDid, ofLength(16_385)), { code: 'did_document_invalid' });
  });

  it('still tells a key of another type from a missing one', async () => {
    const publicKeyMultibase = `z${'1'.repeat(9_000)}`;
    const kept = parseDidDocument(harvestDid, {
      ...accepted,
      verificationMethod: [{ ...method, publicKeyMultibase }],
    });
    assert.ok(size(kept) < 1_000);
    const resolving = resolveKey(harvest.id, {
      purpose: 'assertionMethod',
      now: frozenAt,
      resolveDid: async () => kept,
    });
    await assert.rejects(resolving, { code: 'key_type_unsupported' });
  });

  const numbered = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...method, id: `${harvestDid}#key-${index}` }));

  it('takes 32 keys', () => {
    assert.ok(parseDidDocument(harvestDid, { ...accepted, verificationMethod: numbered(32) }));
  });

  const refused: Readonly<Record<string, object>> = {
    'one key more': { verificationMethod: numbered(33) },
    'a purpose of one key more': { authentication: numbered(33) },
    'more than 16 KiB of what we read': { authentication: [{ ...method, id: `#${'x'.repeat(16_384)}` }] },
  };
  for (const [what, changes] of Object.entries(refused)) {
    it(`refuses ${what}`, () => {
      assert.throws(() => parseDidDocument(harvestDid, { ...accepted, ...changes }), { code: 'did_document_invalid' });
    });
  }
});
