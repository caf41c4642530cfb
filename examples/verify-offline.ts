/**
 * Verifies without any network: the co-op's DID document lies at hand, and nothing may be fetched. The membership is an
 * SD-JWT VC, of which the member shows only what they are asked for.
 *
 * `npx node --conditions=@coop-credentials/source examples/verify-offline.ts`
 */
import { createDidResolver, createVerifier, parsePolicy, problem, VerificationError } from '@coop-credentials/core';
import {
  didDocument,
  didKeySigner,
  didSigner,
  generateKeyPair,
  issueMembershipSdJwt,
  presentSdJwt,
  signingKeyFrom,
} from '@coop-credentials/core/profile';

const newKey = async () => signingKeyFrom(await generateKeyPair());
const coOp = 'did:web:harvest.example';
const keyPair = didSigner(await newKey(), coOp);
const member = didKeySigner(await newKey());

const credential = await issueMembershipSdJwt({
  issuer: { did: coOp, keyPair },
  holderDid: member.controller,
  claims: {
    memberOf: { id: coOp, name: 'Harvest Co-op' },
    membershipClass: 'consumer',
    membershipId: crypto.randomUUID(),
  },
  validFrom: new Date(),
});

// What is known beforehand: here one co-op's document, as it published it when somebody last was online.
const published = new Map<string, unknown>([
  ['https://harvest.example/.well-known/did.json', didDocument(coOp, [keyPair])],
]);
const fetchJson = async (url: string): Promise<unknown> => {
  if (!published.has(url)) throw new VerificationError(problem('fetch_failed'));
  return published.get(url);
};
const clock = () => new Date();
const verifier = createVerifier({ clock, fetchJson, resolveDid: createDidResolver({ clock, fetchJson }) });

const allow = [{ id: coOp, name: 'Harvest Co-op' }];
const parsed = parsePolicy({
  id: 'market-stall',
  purpose: 'Buy at members’ prices',
  accept: [{ require: [{ type: 'CoopMembershipCredential', issuers: { allow } }] }],
});
if (!parsed.ok) throw new TypeError('The policy is wrong');

const question = { expectedNonce: crypto.randomUUID(), expectedAudience: 'https://stall.example' };
const shown = await presentSdJwt({
  holder: member,
  credential,
  show: ['memberOf', 'membershipClass'],
  nonce: question.expectedNonce,
  audience: question.expectedAudience,
});
const { outcome, credentials } = await verifier.verifyPresentation(
  { bare: shown },
  { ...question, policy: parsed.policy },
);

console.log(JSON.stringify({ outcome, shown: Object.keys(credentials[0]?.claims ?? {}).sort() }));
