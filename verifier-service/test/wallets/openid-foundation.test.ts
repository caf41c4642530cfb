import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { deflateSync } from 'node:zlib';
import {
  frozenAt,
  harvest,
  harvestTokenKey,
  handMade,
  holderTokenKey,
  issuedSdJwt,
  revocable,
  revocationUrl,
  shownSdJwt,
  token,
  type HandMade,
} from '../../../core/test/factories/index.ts';
import { createAuthority, writeCertificate } from '../bed/certificates.ts';
import { postEncrypted } from '../bed/encrypt.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import { send, type Answer, type SiteClient } from '../bed/site-client.ts';
import { post, readRequest, responseCodeOf, type ReadRequest } from '../bed/wallet.ts';

/**
 * Every module of the OpenID Foundation's plans `oid4vp-1final-verifier-test-plan` and `…-haip-test-plan`, without that
 * prefix (conformance suite, November 2026). Each has a test below that begins with its name and does what it does: a
 * wallet over HTTP, a signed request by reference, an SD-JWT VC with one thing changed. Two concern mdocs alone, which
 * we do not ask for: their tests show that.
 *
 * The suite takes a refusal as a 4xx, or as a success whose page then says no (OpenID4VP 1.0 §8.2 leaves it open). Ours
 * is the latter where the answer is the holder's own, bound to this request: those tests say `rejects`.
 */
const modules = [
  'happy-flow',
  'minimal-cnf-jwk',
  'request-uri-method-post',
  'request-uri-fetched-twice',
  'invalid-session-transcript',
  'invalid-kb-jwt-signature',
  'invalid-credential-signature',
  'invalid-sd-hash',
  'invalid-kb-jwt-nonce',
  'invalid-kb-jwt-aud',
  'kb-jwt-iat-in-past',
  'kb-jwt-iat-in-future',
  'present-revoked-credential',
  'present-credential-without-status',
  'present-credential-on-identifier-list',
];

/** The variants of the plan that we serve; `x509_hash` with `direct_post.jwt` is HAIP's. */
const variants = [
  { clientIdPrefix: 'x509_hash', responseMode: 'direct_post.jwt' },
  { clientIdPrefix: 'x509_san_dns', responseMode: 'direct_post' },
] as const;

const HOUR = 3_600;
const lists = new Map<string, unknown>();

/** Another character in the midst of the signature that ends there. */
function withSignatureChanged(token: string, end: number): string {
  const at = end - 10;
  return token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
}

describe('The conformance modules for verifiers', () => {
  const folder = mkdtempSync(`${tmpdir()}/coop-verifier-oidf-`);
  let service: TestService;
  let site: SiteClient;

  before(async () => {
    const authority = await createAuthority(frozenAt.getTime());
    const { chain, key } = writeCertificate(folder, await authority.issue([{ type: 'dns', value: 'localhost' }]));
    service = await startTestService({ lists, environment: { X509_CHAIN: chain, X509_KEY: key } });
    site = await service.addSite();
    await site.putPolicy();
  });
  after(async () => {
    await service[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  const now = () => service.clock().getTime() / 1_000;
  /** What the member's wallet shows, every signature true, bound to this very request unless told otherwise. */
  const show = ({ nonce, clientId }: ReadRequest, change: HandMade = {}) =>
    handMade({ ...change, binding: { nonce, aud: clientId, iat: now(), ...change.binding } });
  const postShown = (request: ReadRequest, shown: string): Promise<Answer> => {
    const query = request.queries.find((id) => id.endsWith('-sd-jwt'));
    const vpToken = JSON.stringify({ [query!]: [shown] });
    return request.encryptTo ? postEncrypted(request, vpToken) : post(request, vpToken);
  };

  type Show = (request: ReadRequest) => Promise<string>;
  const forEachVariant = async (visit: (overrides: Readonly<Record<string, string>>) => Promise<void>) => {
    for (const variant of variants) await visit(variant);
  };
  const accepts = (shown: Show, overrides = {}) =>
    forEachVariant(async (variant) => {
      const { id, links } = await site.open({ ...variant, ...overrides });
      const request = await readRequest(links.sameDevice.app);
      const answered = await postShown(request, await shown(request));
      assert.equal(answered.status, 200, JSON.stringify(answered.body));
      assert.equal((await site.collect(id, responseCodeOf(answered))).body.state, 'accepted');
    });
  /** Refused at once: nothing is decided, and the true answer still counts. */
  const refuses = (code: string, shown: Show) =>
    forEachVariant(async (variant) => {
      const { id, links } = await site.open(variant);
      const request = await readRequest(links.sameDevice.app);
      const { status, body } = await postShown(request, await shown(request));
      assert.deepEqual([body.code, status >= 400 && status < 500], [code, true], JSON.stringify(body));
      assert.equal((await site.call('GET', `/presentation-requests/${id}`)).body.state, 'open');
      assert.equal((await postShown(request, await show(request))).status, 200);
    });
  /** The holder's own answer: a whole answer of §8.2, and the site says no. */
  const rejects = (code: string, shown: Show) =>
    forEachVariant(async (variant) => {
      const { id, links } = await site.open(variant);
      const request = await readRequest(links.sameDevice.app);
      const answered = await postShown(request, await shown(request));
      assert.deepEqual([answered.status, Object.keys(answered.body as object)], [200, ['redirect_uri']]);
      const { state, problem, verification } = (await site.collect(id, responseCodeOf(answered))).body;
      assert.deepEqual([state, problem.code, verification], ['rejected', code, undefined]);
    });

  it('happy-flow: is accepted', () => accepts(show));

  it('minimal-cnf-jwk: a key of its necessary members is enough', async () => {
    assert.deepEqual(Object.keys(holderTokenKey.jwk), ['kty', 'crv', 'x']);
    await accepts((request) => show(request, { payload: { cnf: { jwk: holderTokenKey.jwk } } }));
  });

  it('request-uri-method-post: the request repeats the nonce that the wallet posted, and is answered', () =>
    forEachVariant(async (variant) => {
      const { id, links } = await site.open({ ...variant, requestUriMethod: 'post' });
      const { searchParams } = new URL(links.crossDevice.app);
      assert.equal(searchParams.get('request_uri_method'), 'post');
      const fetched = new URLSearchParams({ wallet_nonce: 'w-1', wallet_metadata: '{"vp_formats_supported":{}}' });
      const object = await send(searchParams.get('request_uri')!, { method: 'POST', body: fetched });
      const claims = JSON.parse(Buffer.from(String(object.body).split('.')[1]!, 'base64url').toString());
      assert.equal(claims.wallet_nonce, 'w-1');
      const request = await readRequest(links.crossDevice.app);
      assert.deepEqual([claims.nonce, claims.client_id], [request.nonce, request.clientId]);
      assert.equal((await postShown(request, await show(request))).status, 200);
      assert.equal((await site.collect(id)).body.state, 'accepted');
    }));

  it('request-uri-fetched-twice: says the same again, and either copy is answered', () =>
    forEachVariant(async (variant) => {
      const { id, links } = await site.open(variant);
      const first = await readRequest(links.crossDevice.app);
      assert.deepEqual(await readRequest(links.crossDevice.app), first);
      assert.equal((await postShown(first, await show(first))).status, 200);
      assert.equal((await site.collect(id)).body.state, 'accepted');
    }));

  it('invalid-session-transcript: of mdocs, which are not asked for and not read', async () => {
    await refuses('token_malformed', async () => Buffer.from([0xa3, 0x67]).toString('base64url'));
  });

  it('invalid-kb-jwt-signature', () =>
    refuses('signature_invalid', async (request) => {
      const shown = await show(request);
      return withSignatureChanged(shown, shown.length);
    }));

  it('invalid-credential-signature: though the holder signs for it', () =>
    rejects('signature_invalid', async ({ nonce, clientId: audience }) => {
      const issued = await issuedSdJwt();
      const credential = withSignatureChanged(issued, issued.indexOf('~'));
      return shownSdJwt({ credential, nonce, audience, created: service.clock() });
    }));

  it('invalid-sd-hash', () =>
    refuses('sd_hash_mismatch', (request) => show(request, { binding: { sd_hash: 'bm90IHRoZSBoYXNo' } })));

  it('invalid-kb-jwt-nonce', () =>
    refuses('nonce_mismatch', (request) => show(request, { binding: { nonce: `${request.nonce}x` } })));

  it('invalid-kb-jwt-aud', () =>
    refuses('audience_mismatch', (request) => show(request, { binding: { aud: `${request.clientId}x` } })));

  it('kb-jwt-iat-in-past', () =>
    rejects('proof_too_old', (request) => show(request, { binding: { iat: now() - HOUR } })));

  it('kb-jwt-iat-in-future', () =>
    rejects('proof_from_future', (request) => show(request, { binding: { iat: now() + HOUR } })));

  it('present-revoked-credential: the list is fetched, and the site says no', async () => {
    const lst = deflateSync(Buffer.alloc(1_024, 0xff)).toString('base64url');
    const payload = { sub: revocationUrl, iat: now() - 60, exp: now() + HOUR, ttl: 60, status_list: { bits: 1, lst } };
    lists.set(revocationUrl, await token(harvestTokenKey, { typ: 'statuslist+jwt', kid: harvest.id }, payload));
    const fetched = service.listsFetched();
    await rejects('credential_revoked', async ({ nonce, clientId: audience }) =>
      shownSdJwt({ credential: await issuedSdJwt({ status: revocable }), nonce, audience, created: service.clock() }),
    );
    assert.ok(service.listsFetched() > fetched);
  });

  it('present-credential-without-status: is processed, and accepted unless the policy wants a status', async () => {
    await accepts((request) => show(request, { payload: { status: undefined } }));
    await site.putPolicy({ status: { required: true } });
    await rejects('status_required', show);
    await site.putPolicy();
  });

  it('present-credential-on-identifier-list: of mdocs; in an SD-JWT VC such a status is none that we know', async () => {
    const granted = await service.count('verifications');
    const status = { identifier_list: { id: 'AA', uri: revocationUrl } };
    const { links } = await site.open(variants[0]);
    const request = await readRequest(links.sameDevice.app);
    const { body } = await postShown(request, await show(request, { payload: { status } }));
    assert.equal(body.code, 'status_type_unsupported');
    assert.equal(await service.count('verifications'), granted);
  });

  it('are all here, under their names', function () {
    const titles = this.test?.parent?.tests.map(({ title }) => title.split(':')[0]) ?? [];
    assert.deepEqual(titles.toSorted(), [...modules, 'are all here, under their names'].toSorted());
  });
});
