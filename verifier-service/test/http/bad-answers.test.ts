import { describe, it } from 'mocha';
import { strict as assert } from 'node:assert';
import { issuedCredential } from '../../../core/test/factories/index.ts';
import type { Answer } from '../bed/site-client.ts';
import { send } from '../bed/site-client.ts';
import { startTestService, type TestService } from '../bed/service.ts';
import { answer, makeToken, post, readRequest, type ReadRequest } from '../bed/wallet.ts';

interface Asked {
  readonly request: ReadRequest;
  readonly service: TestService;
  /** The presentation of an answer that would be accepted. */
  readonly presentation: Record<string, unknown>;
  readonly token: (presentation: unknown) => string;
}

type Case = readonly [what: string, status: number, code: string, (asked: Asked) => Promise<Answer>];

const raw =
  (body: string, type = 'application/x-www-form-urlencoded') =>
  ({ request }: Asked) =>
    send(request.responseUri, { method: 'POST', headers: { 'Content-Type': type }, body });
const tokenText =
  (text: string) =>
  ({ request }: Asked) =>
    post(request, text);
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what is broken here has any shape
const changed = (change: (presentation: Record<string, any>) => unknown) => (asked: Asked) =>
  post(asked.request, asked.token(change(structuredClone(asked.presentation))));

/** Each changes one thing in an answer that would be accepted. */
const cases: readonly Case[] = [
  ['truncated JSON', 400, 'json_invalid', tokenText('{"q":[{"@context":')],
  ['another content type', 415, 'content_type_unsupported', raw('{}', 'application/json')],
  ['no content type', 415, 'content_type_unsupported', raw('vp_token=1', '')],
  ['a body of 1 MB', 413, 'body_too_large', raw(`vp_token=${'x'.repeat(1_000_000)}`)],
  ['a presentation of 20 KiB', 413, 'body_too_large', changed((vp) => ({ ...vp, pad: 'x'.repeat(20_000) }))],
  ['a depth of 5,000', 400, 'document_too_deep', tokenText(`{"q":${'['.repeat(5_000)}${']'.repeat(5_000)}}`)],
  ['a million items', 413, 'body_too_large', raw(`vp_token=${encodeURIComponent(`{"q":[${'0,'.repeat(999_999)}0]}`)}`)],
  ['a hundred items', 400, 'document_too_many_items', changed((vp) => ({ ...vp, type: Array(100).fill('X') }))],
  ['a __proto__ key', 400, 'document_key_forbidden', tokenText('{"q":[{"__proto__":{"holder":"did:example:1"}}]}')],
  [
    'a nested context',
    422,
    'context_nested',
    changed((vp) => ({
      ...vp,
      verifiableCredential: [{ ...vp['verifiableCredential'][0], credentialSubject: { '@context': {}, id: 'x' } }],
    })),
  ],
  [
    'an unknown suite',
    422,
    'suite_unsupported',
    changed((vp) => ({ ...vp, proof: { ...vp['proof'], cryptosuite: 'rot13-2026' } })),
  ],
  ['no proof', 422, 'proof_missing', changed(({ proof: _, ...vp }) => vp)],
  [
    'three proofs',
    422,
    'too_many_proofs',
    changed((vp) => ({ ...vp, proof: [vp['proof'], vp['proof'], vp['proof']] })),
  ],
  [
    'two proofs, one invalid',
    422,
    'too_many_proofs',
    changed((vp) => ({ ...vp, proof: [vp['proof'], { ...vp['proof'], proofValue: 'z1' }] })),
  ],
  [
    'an altered presentation',
    422,
    'signature_invalid',
    changed((vp) => ({ ...vp, proof: { ...vp['proof'], created: '2026-06-01T12:00:01Z' } })),
  ],
  ['no token', 400, 'presentation_missing', raw('state=1')],
  ['a token twice', 400, 'response_malformed', raw('vp_token=%7B%7D&vp_token=%7B%7D')],
  [
    'somebody else’s state',
    400,
    'state_mismatch',
    ({ request, token, presentation }) => post({ ...request, state: 'other' }, token(presentation)),
  ],
  [
    'a handle that was guessed',
    404,
    'request_unknown',
    ({ request, token, presentation }) =>
      post({ ...request, responseUri: `${request.responseUri}x` }, token(presentation)),
  ],
  [
    'another nonce',
    422,
    'nonce_mismatch',
    async ({ request, service }) =>
      post(request, await makeToken(request, { nonce: 'other', created: service.clock() })),
  ],
  [
    'another audience',
    422,
    'audience_mismatch',
    async ({ request, service }) =>
      post(
        request,
        await makeToken(request, { audience: 'redirect_uri:https://other.example', created: service.clock() }),
      ),
  ],
];

describe('a bad answer', () => {
  for (const [what, status, code, postIt] of cases) {
    it(`with ${what} is refused as ${code}, and the real answer is still accepted`, async () => {
      await using service = await startTestService();
      const site = await service.addSite();
      await site.putPolicy();
      const opened = await site.open();
      const link = opened.links.sameDevice.app;
      const request = await readRequest(link);
      const tokenValue = JSON.parse(await makeToken(request, { created: service.clock() })) as Record<string, [object]>;
      const [query = '', [presentation] = [{}]] = Object.entries(tokenValue)[0] ?? [];
      const asked = {
        request,
        service,
        presentation: { ...presentation },
        token: (vp: unknown) => JSON.stringify({ [query]: [vp] }),
      };

      const started = performance.now();
      const refused = await postIt(asked);
      console.log(`      ${Math.round(performance.now() - started)} ms`);

      assert.deepEqual([refused.status, refused.body.code], [status, code]);
      assert.equal(refused.headers.get('content-type'), 'application/problem+json; charset=utf-8');
      assert.equal((await site.call('GET', `/presentation-requests/${opened.id}`)).body.state, 'open');
      assert.equal((await answer(link, { created: service.clock() })).status, 200);
    });
  }

  it('with a credential of two proofs, one invalid, closes the request as rejected: its holder’s proof holds', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    const { links, id } = await site.open();
    const { proof, ...rest } = await issuedCredential();
    const credential = { ...rest, proof: [proof, { ...proof, created: '2026-05-31T12:00:00Z' }] };
    assert.equal((await answer(links.crossDevice.app, { credential, created: service.clock() })).status, 200);
    const { body } = await site.collect(id);
    assert.deepEqual([body.state, body.problem.code], ['rejected', 'signature_invalid']);
  });

  it('that another member’s wallet signs closes the request as rejected, with the reason', async () => {
    await using service = await startTestService();
    const site = await service.addSite();
    await site.putPolicy();
    const { links, id } = await site.open();
    const credential = await issuedCredential({
      holderDid: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
    });
    assert.equal((await answer(links.crossDevice.app, { credential, created: service.clock() })).status, 200);
    const { body } = await site.collect(id);
    assert.deepEqual([body.state, body.problem.code, body.verification], ['rejected', 'subject_mismatch', undefined]);
  });
});
