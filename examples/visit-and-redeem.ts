/**
 * A site, a member and a verifier, all at once: opens a request, answers it as a wallet does, collects the result and
 * uses its discount. The second use is refused.
 *
 * Needs a running verifier and a site of it (`coop-verifier site add`), whose key and address it takes:
 * `SITE_KEY=… SITE_URL=https://shop.example npx node --conditions=@coop-credentials/source examples/visit-and-redeem.ts`
 */
import { didKeySigner, generateKeyPair, signingKeyFrom, signPresentation } from '@coop-credentials/core/profile';
import { issueMembership } from './issue-a-membership.ts';

const { VERIFIER = 'http://localhost:4100', SITE_KEY = '', SITE_URL = '' } = process.env;

async function site<T>(method: string, path: string, body: object): Promise<T> {
  const response = await fetch(`${VERIFIER}/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${SITE_KEY}`, 'Coop-Site-Url': SITE_URL, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as T & { code?: string; detail?: string };
  if (!response.ok) throw new Error(`${method} ${path}: ${answer.code}. ${answer.detail ?? ''}`);
  return answer;
}

const member = didKeySigner(await signingKeyFrom(await generateKeyPair()));
const { credential, coOp } = await issueMembership(member.controller);

// The site says whose members it welcomes, and how often: here, once in thirty days.
await site('PUT', '/policies/example-offer', {
  purpose: 'Ten per cent off',
  accept: [
    { require: [{ type: 'CoopMembershipCredential', issuers: { allow: [{ id: coOp.did, name: coOp.name }] } }] },
  ],
  identify: 'membership',
  limit: { count: 1, per: 'P30D' },
});
const request = await site<{ id: string; links: { sameDevice: { app: string } } }>('POST', '/presentation-requests', {
  policy: 'example-offer',
  subject: crypto.randomUUID(), // who asks, in the site's own records: of this request only
  returnUrl: `${SITE_URL}/basket`,
});

// The wallet reads the link, signs a presentation for this very request, and is told where to go back to.
const link = new URL(request.links.sameDevice.app);
const signed = await (await fetch(link.searchParams.get('request_uri')!)).text();
const asked = JSON.parse(Buffer.from(signed.split('.')[1]!, 'base64url').toString()) as Record<string, string> & {
  dcql_query: { credentials: { id: string }[] };
};
const presentation = await signPresentation({
  holder: member,
  credentials: [credential],
  challenge: asked['nonce']!,
  domain: asked['client_id']!,
  created: new Date(),
});
const answered = await fetch(asked['response_uri']!, {
  method: 'POST',
  body: new URLSearchParams({
    vp_token: JSON.stringify({ [asked.dcql_query.credentials[0]!.id]: [presentation] }),
    state: asked['state']!,
  }),
});
const { redirect_uri } = (await answered.json()) as { redirect_uri: string };

// The member's browser is back with the code, and the site collects: only this is evidence.
const responseCode = new URLSearchParams(new URL(redirect_uri).hash.slice(1)).get('response_code');
const { state, verification } = await site<{ state: string; verification: { id: string; state: string } }>(
  'POST',
  `/presentation-requests/${request.id}/collect`,
  { responseCode },
);
console.log(`${state}, ${verification.state}: verification ${verification.id}`);

const use = (order: string) =>
  site<{ id: string; remaining: number }>('POST', '/redemptions', {
    ...{ verificationId: verification.id, idempotencyKey: order, ttl: 900 },
  });
const reserved = await use('order 1');
await site('POST', `/redemptions/${reserved.id}/commit`, {});
console.log(`order 1 has the discount, ${reserved.remaining} left`);
console.log(await use('order 2').then(String, (refusal: Error) => `order 2 has not: ${refusal.message}`));
