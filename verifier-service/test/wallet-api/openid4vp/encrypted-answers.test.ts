import { EncryptJWT, FlattenedEncrypt, importJWK, SignJWT } from 'jose';
import { after, before, beforeEach, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createResponseKeys, type ResponseKey } from '../../../src/requests/response-keys.ts';
import { createSeal } from '../../../src/secrets/seal.ts';
import { noCertificates } from '../../../src/certificate/watch-certificate.ts';
import { openid4vpRouter } from '../../../src/wallet-api/openid4vp/router.ts';
import { encryptTo, withHead } from '../../bed/encrypt.ts';
import { askedHandle, fakeRequests, noLimit, serve, sites } from '../fake-requests.ts';

const presentation = { '@context': ['https://www.w3.org/2018/credentials/v1'], type: ['VerifiablePresentation'] };
const payload = { vp_token: { q0: [presentation] }, state: 'state-of-h1' };
const text = JSON.stringify(payload);

describe('an answer that was asked for encrypted', () => {
  const keys = createResponseKeys(createSeal([{ kid: 'k', key: randomBytes(32) }]));
  const keyOf = (token: string): ResponseKey => keys.open(token, keys.make(token));
  const responseKey = keyOf('h1');
  const jwk = responseKey.publicJwk;
  let fake: ReturnType<typeof fakeRequests>;
  let app: Awaited<ReturnType<typeof serve>>;

  before(async () => {
    fake = fakeRequests(askedHandle({ responseKey }));
    const limits = { limitPosts: noLimit, limitReads: noLimit, limitRequest: noLimit };
    app = await serve(
      openid4vpRouter({
        requests: fake.requests,
        sites,
        certificates: noCertificates,
        attest: () => undefined,
        ...limits,
      }),
    );
  });
  after(() => app.close());
  beforeEach(() => {
    fake.answers.length = 0;
    fake.declines.length = 0;
  });
  const post = async (fields: Record<string, string>) => {
    const response = await fetch(`${app.url}/response/h1`, { method: 'POST', body: new URLSearchParams(fields) });
    return { status: response.status, body: (await response.json()) as { code?: string; detail?: string } };
  };
  const taken = () => fake.answers.map(({ input, state }) => ({ input, state }));
  const read = { input: { presentations: new Map([['q0', [presentation]]]) }, state: 'state-of-h1' };

  for (const enc of ['A128GCM', 'A256GCM']) {
    it(`is read under ${enc}`, async () => {
      assert.deepEqual(await post({ response: await encryptTo(jwk, text, { enc }) }), { status: 200, body: {} });
      assert.deepEqual(taken(), [read]);
    });
  }

  for (const [what, answer, state] of [
    ['without a kid', () => encryptTo(jwk, text, { kid: undefined as never }), undefined],
    [
      'with a type and parties, as drafts want them',
      () => encryptTo(jwk, text, { typ: 'JWT', cty: 'json' }),
      undefined,
    ],
    ['with the state outside too', () => encryptTo(jwk, text), 'state-of-h1'],
    [
      'with the state outside alone',
      () => encryptTo(jwk, JSON.stringify({ vp_token: payload.vp_token })),
      'state-of-h1',
    ],
    [
      'whose vp_token is text',
      () => encryptTo(jwk, JSON.stringify({ ...payload, vp_token: JSON.stringify(payload.vp_token) })),
      undefined,
    ],
    [
      'with what a JWT and a presentation exchange say besides',
      () => encryptTo(jwk, JSON.stringify({ ...payload, iss: 'w', aud: 'v', exp: 1, presentation_submission: {} })),
      undefined,
    ],
  ] as const) {
    it(`is read ${what}`, async () => {
      const answered = await post({ response: await answer(), ...(state && { state }) });
      assert.deepEqual(answered, { status: 200, body: {} });
      assert.deepEqual(taken(), [read]);
    });
  }

  it('declines encrypted, and plain, as a wallet that cannot encrypt does', async () => {
    const declined = { error: 'access_denied', state: 'state-of-h1' };
    await post({ response: await encryptTo(jwk, JSON.stringify(declined)) });
    await post(declined);
    assert.deepEqual(
      fake.declines.map((decline) => (decline as { state: string }).state),
      ['state-of-h1', 'state-of-h1'],
    );
  });

  const alter = (jwe: string, part: number) => {
    const parts = jwe.split('.');
    const bytes = Buffer.from(parts[part]!, 'base64url');
    bytes[0]! ^= 1;
    parts[part] = bytes.toString('base64url');
    return parts.join('.');
  };
  const encrypted = () => encryptTo(jwk, text);
  const another = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  const signed = () => new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(randomBytes(32));
  const inner = (value: unknown) => encryptTo(jwk, typeof value === 'string' ? value : JSON.stringify(value));

  const refused: readonly (readonly [string, () => Promise<string>, string])[] = [
    ['to the key of another handle', () => encryptTo(keyOf('h2').publicJwk, text), 'response_key_wrong'],
    ['to another key under our kid', () => encryptTo({ ...another, kid: jwk.kid }, text), 'response_undecryptable'],
    ['to another key under none', () => encryptTo(another, text), 'response_undecryptable'],
    ['whose kid is no text', async () => withHead(await encrypted(), { kid: [jwk.kid] }), 'response_key_wrong'],
    ['under A192GCM', () => encryptTo(jwk, text, { enc: 'A192GCM' }), 'response_encryption_unsupported'],
    ['under A128CBC-HS256', () => encryptTo(jwk, text, { enc: 'A128CBC-HS256' }), 'response_encryption_unsupported'],
    ['with a wrapped key', () => encryptTo(jwk, text, { alg: 'ECDH-ES+A128KW' }), 'response_encryption_unsupported'],
    [
      'with a key where none belongs',
      async () => (await encrypted()).replace('..', '.AAAA.'),
      'response_undecryptable',
    ],
    ['by alg dir', async () => withHead(await encrypted(), { alg: 'dir' }), 'response_encryption_unsupported'],
    ['by no alg', async () => withHead(await encrypted(), { alg: undefined }), 'response_encryption_unsupported'],
    ['that is compressed', async () => withHead(await encrypted(), { zip: 'DEF' }), 'response_encryption_unsupported'],
    [
      'with a crit',
      async () => withHead(await encrypted(), { crit: ['exp'], exp: 1 }),
      'response_encryption_unsupported',
    ],
    ['whose head was altered', async () => withHead(await encrypted(), { typ: 'JWT' }), 'response_undecryptable'],
    [
      'whose point is not on the curve',
      async () => withHead(await encrypted(), { epk: { kty: 'EC', crv: 'P-256', x: jwk.x, y: jwk.x } }),
      'response_undecryptable',
    ],
    [
      'whose point is on another curve',
      async () =>
        withHead(await encrypted(), {
          epk: generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' }),
        }),
      'response_undecryptable',
    ],
    ['whose vector was altered', async () => alter(await encrypted(), 2), 'response_undecryptable'],
    ['whose ciphertext was altered', async () => alter(await encrypted(), 3), 'response_undecryptable'],
    ['whose tag was altered', async () => alter(await encrypted(), 4), 'response_undecryptable'],
    ['whose tag was cut', async () => (await encrypted()).slice(0, -4), 'response_undecryptable'],
    ['that is a signed JWT', signed, 'response_malformed'],
    ['that is no JWE', async () => 'answer', 'response_malformed'],
    ['whose head is no JSON', async () => (await encrypted()).replace(/^[^.]+/, 'AAAA'), 'response_malformed'],
    [
      'in JSON',
      async () =>
        JSON.stringify(
          await new FlattenedEncrypt(Buffer.from(text))
            .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A128GCM' })
            .encrypt(await importJWK(jwk, 'ECDH-ES')),
        ),
      'response_malformed',
    ],
    ['with a signed JWT inside', async () => inner(await signed()), 'json_invalid'],
    [
      'with a signed JWT inside, and said so',
      async () => encryptTo(jwk, await signed(), { cty: 'JWT' }),
      'response_malformed',
    ],
    ['with another JWE inside', async () => inner(await encrypted()), 'json_invalid'],
    ['with a response inside', async () => inner({ response: await encrypted() }), 'presentation_missing'],
    ['with a list inside', () => inner([payload]), 'response_malformed'],
    ['with nothing inside', () => inner('null'), 'response_malformed'],
    ['with a state that is no text', () => inner({ ...payload, state: { a: 1 } }), 'response_malformed'],
    ['with both an error and a vp_token', () => inner({ ...payload, error: 'access_denied' }), 'response_malformed'],
    ['without a vp_token', () => inner({ state: 'state-of-h1' }), 'presentation_missing'],
    ['with a key that is never a name', () => inner(text.replace('"q0"', '"__proto__"')), 'document_key_forbidden'],
    [
      'nested deeper than a presentation',
      () => inner('{"vp_token":' + '['.repeat(5_000) + ']'.repeat(5_000) + '}'),
      'document_too_deep',
    ],
    [
      'with a presentation that is too large',
      () => inner({ vp_token: { q0: ['x'.repeat(17_000)] } }),
      'body_too_large',
    ],
    ['longer than 64 KiB', () => inner({ ...payload, pad: 'x'.repeat(50_000) }), 'body_too_large'],
  ];
  for (const [what, answer, code] of refused) {
    it(`is refused ${what}`, async () => {
      const { status, body } = await post({ response: await answer() });
      assert.deepEqual([body.code, status >= 400 && status < 500], [code, true], JSON.stringify(body));
      assert.deepEqual(fake.answers, []);
    });
  }

  it('is refused plain', async () => {
    const { body } = await post({ vp_token: JSON.stringify(payload.vp_token), state: 'state-of-h1' });
    assert.equal(body.code, 'response_not_encrypted');
    assert.deepEqual(fake.answers, []);
  });

  it('is refused with a plain vp_token or another state beside it', async () => {
    const response = await encrypted();
    for (const more of [{ vp_token: '{}' }, { error: 'access_denied' }, { state: 'another' }] as Record<
      string,
      string
    >[]) {
      assert.equal((await post({ response, ...more })).body.code, 'response_malformed');
    }
    assert.deepEqual([fake.answers, fake.declines], [[], []]);
  });

  it('is read up to 64 KiB where SD-JWTs fill it', async () => {
    const token = `ey.${'A'.repeat(45_000)}.sig~`;
    const response = await encryptTo(jwk, JSON.stringify({ ...payload, vp_token: { q0: [token] } }));
    assert.ok(response.length > 60_000 && response.length < 65_536);
    assert.equal((await post({ response })).status, 200);
  });

  it('says nothing of why it could not be decrypted', async () => {
    const wrong = await post({ response: await encryptTo(another, text) });
    const altered = await post({ response: alter(await encrypted(), 3) });
    assert.deepEqual(wrong.body, altered.body);
    assert.ok(!JSON.stringify(wrong.body).includes('OperationError'));
  });

  it('asks for one key, and names what may encrypt to it', async () => {
    const object = await (await fetch(`${app.url}/request/h1`)).text();
    const claims = JSON.parse(Buffer.from(object.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;
    assert.equal(claims['response_mode'], 'direct_post.jwt');
    const { jwks, encrypted_response_enc_values_supported } = claims['client_metadata'] as Record<string, unknown>;
    assert.deepEqual(jwks, { keys: [jwk] });
    assert.ok(!JSON.stringify(jwks).includes('"d"'));
    assert.deepEqual(encrypted_response_enc_values_supported, ['A128GCM', 'A256GCM']);
  });

  it('is what a stock library makes of it', async () => {
    const response = await new EncryptJWT(payload)
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: jwk.kid })
      .encrypt(await importJWK(jwk, 'ECDH-ES'));
    assert.equal((await post({ response })).status, 200);
  });
});
