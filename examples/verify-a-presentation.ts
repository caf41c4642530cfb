/**
 * Verifies what a wallet presents at a gate, with `@coop-credentials/core` alone: no service, no database.
 *
 * `npx node --conditions=@coop-credentials/source examples/verify-a-presentation.ts`
 */
import { createDidResolver, createGuardedFetch, createVerifier, parsePolicy } from '@coop-credentials/core';
import { didKeySigner, generateKeyPair, signingKeyFrom, signPresentation } from '@coop-credentials/core/profile';
import { issueMembership } from './issue-a-membership.ts';

const member = didKeySigner(await signingKeyFrom(await generateKeyPair()));
const { credential, coOp } = await issueMembership(member.controller);

// The site: whose members it welcomes, and a question that is good for one answer.
const parsed = parsePolicy({
  id: 'members-lounge',
  purpose: 'Open the members’ lounge',
  accept: [
    { require: [{ type: 'CoopMembershipCredential', issuers: { allow: [{ id: coOp.did, name: coOp.name }] } }] },
  ],
});
if (!parsed.ok) throw new TypeError(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
const question = { expectedNonce: crypto.randomUUID(), expectedAudience: 'https://riverside.example' };

// The wallet: signs the answer to that question, and to no other.
const presentation = await signPresentation({
  holder: member,
  credentials: [credential],
  challenge: question.expectedNonce,
  domain: question.expectedAudience,
});

// The verifier: every check must pass. Here all keys are in the DIDs themselves, so nothing is fetched.
const clock = () => new Date();
const fetchJson = createGuardedFetch({});
const verifier = createVerifier({ clock, fetchJson, resolveDid: createDidResolver({ clock, fetchJson }) });
const result = await verifier.verifyPresentation({ bare: presentation }, { ...question, policy: parsed.policy });

console.log(result.outcome, result.credentials[0]?.reason ?? result.problem?.code);
