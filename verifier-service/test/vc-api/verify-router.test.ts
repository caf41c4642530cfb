import { after, before, describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import {
  expectedAudience,
  expectedNonce,
  issuedCredential,
  issuedSdJwt,
  presentation,
  revocable,
  shownSdJwt,
} from '../../../core/test/factories/index.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import type { VerdictBody } from '../../src/vc-api/verdict.ts';

describe('the VC-API', () => {
  let service: TestService;
  before(async () => {
    service = await startTestService({ environment: { INSECURE_VC_API: '1' } });
  });
  after(() => service[Symbol.asyncDispose]());

  const post = async (path: string, body: string, headers: Record<string, string> = {}) => {
    const init = { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } };
    const response = await fetch(`${service.url}${path}`, init);
    return { status: response.status, body: (await response.json()) as VerdictBody & { code?: string } };
  };
  const verify = async (kind: 'credential' | 'presentation', document: unknown, options?: unknown) => {
    const member = kind === 'credential' ? 'verifiableCredential' : 'verifiablePresentation';
    const { status, body } = await post(`/${kind}s/verify`, JSON.stringify({ [member]: document, options }));
    assert.equal(body.verified, status === 200);
    assert.equal(body.errors.length === 0, status === 200);
    return [status, body.problemDetails[0]?.code];
  };

  it('verifies a credential and a presentation, as objects and as tokens', async () => {
    assert.deepEqual(await verify('credential', await issuedCredential()), [200, undefined]);
    assert.deepEqual(await verify('credential', await issuedSdJwt()), [200, undefined]);
    assert.deepEqual(await verify('presentation', await presentation()), [200, undefined]);
    assert.deepEqual(await verify('presentation', await shownSdJwt()), [200, undefined]);
  });

  it('compares challenge and domain where they are given', async () => {
    const shown = await presentation();
    const right = { challenge: expectedNonce, domain: expectedAudience };
    assert.deepEqual(await verify('presentation', shown, right), [200, undefined]);
    assert.deepEqual(await verify('presentation', shown, { ...right, challenge: 'x' }), [422, 'nonce_mismatch']);
    assert.deepEqual(await verify('presentation', shown, { ...right, domain: 'x' }), [422, 'audience_mismatch']);
  });

  it('leaves the status alone where only other checks are named', async () => {
    const credential = await issuedCredential({ status: [revocable] });
    assert.deepEqual(await verify('credential', credential), [422, 'status_unreachable']);
    assert.deepEqual(await verify('credential', credential, { checks: ['proof'] }), [200, undefined]);
    assert.deepEqual(await verify('credential', credential, { checks: ['credentialStatus'] }), [
      422,
      'status_unreachable',
    ]);
    const over = await issuedCredential({ validUntil: new Date('2026-05-05') });
    assert.deepEqual(await verify('credential', over, { checks: ['proof'] }), [422, 'credential_expired']);
  });

  it('refuses what is altered, unsigned or of the other kind', async () => {
    const credential = await issuedCredential();
    assert.deepEqual(await verify('credential', { ...credential, issuer: 'did:web:x.example' }), [
      422,
      'signature_invalid',
    ]);
    const { proof: _, ...unsigned } = credential;
    assert.deepEqual(await verify('credential', unsigned), [422, 'proof_missing']);
    assert.deepEqual(await verify('credential', await presentation()), [422, 'credential_malformed']);
    assert.deepEqual(await verify('presentation', credential), [400, 'presentation_malformed']);
  });

  it('answers 400 or 422 to a credential that is anything else, and never 500', async () => {
    const { type, ...untyped } = await issuedCredential();
    const inside = (verifiableCredential: unknown) => ({ type: 'VerifiablePresentation', verifiableCredential });
    for (const document of [
      undefined,
      null,
      '',
      'text',
      'a~b',
      7,
      true,
      [],
      {},
      untyped,
      { ...untyped, type: 7, proof: type },
    ]) {
      const [status] = await verify('credential', document);
      assert.ok(status === 400 || status === 422, JSON.stringify(document));
    }
    for (const credential of [undefined, null, 'text', 7, [null], [[]], ['a~b'], {}]) {
      const shown = { ...(await presentation()), verifiableCredential: credential };
      for (const document of [inside(credential), shown]) {
        const [status] = await verify('presentation', document);
        assert.ok(status === 400 || status === 422, JSON.stringify(credential));
      }
    }
  });

  it('answers 400 or 422 to a body that is none or beyond the limit, and reads none that is far beyond', async () => {
    const large = (length: number) => JSON.stringify({ verifiableCredential: { name: 'x'.repeat(length) } });
    const bodies = [
      '',
      '{',
      '[]',
      'null',
      '"x"',
      '{"verifiableCredential":{},"options":7}',
      '{"__proto__":1}',
      large(300_000),
    ];
    for (const body of bodies) {
      const { status } = await post('/credentials/verify', body);
      assert.ok(status === 400 || status === 422, body.slice(0, 50));
    }
    assert.equal((await post('/credentials/verify', large(2_000_000))).status, 413);
  });

  it('answers 422, and writes it down, where verifying broke in a way that nobody foresaw', async () => {
    const verifyDocument = () => Promise.reject(new Error('secret words'));
    const environment = { INSECURE_VC_API: '1' };
    await using broken = await startTestService({ environment, verifier: { verifyDocument } });
    const init = { method: 'POST', body: JSON.stringify({ verifiableCredential: {} }) };
    const response = await fetch(`${broken.url}/credentials/verify`, init);
    const { problemDetails } = (await response.json()) as VerdictBody;
    assert.deepEqual([response.status, problemDetails[0]?.code], [422, 'verification_aborted']);
    assert.ok(broken.logged().includes('unexpected error') && !broken.logged().includes('secret words'));
  });

  it('is for sites with a key where it is not opened, and for this machine where it is', async () => {
    await using closed = await startTestService();
    const site = await closed.addSite();
    const body = JSON.stringify({ verifiableCredential: await issuedCredential() });
    const call = async (headers: Record<string, string>) =>
      (await fetch(`${closed.url}/credentials/verify`, { method: 'POST', body, headers })).status;
    assert.equal(await call({}), 401);
    assert.equal(await call({ authorization: `Bearer ${site.key}`, 'coop-site-url': site.site.url }), 200);
    const forwarded = await post('/credentials/verify', body, { 'x-forwarded-for': '203.0.113.7' });
    assert.deepEqual([forwarded.status, forwarded.body.code], [403, 'insecure_loopback_only']);
  });
});
