/**
 * A policy of one's own: said in whole sentences, asked of a wallet as a query, and held against two members.
 *
 * `npx node --conditions=@coop-credentials/source examples/custom-policy.ts`
 */
import { compileDcql, createGuardedFetch, createVerifier, describePolicy, parsePolicy } from '@coop-credentials/core';
import {
  didKeySigner,
  generateKeyPair,
  issueMembershipCredential,
  signingKeyFrom,
  signPresentation,
} from '@coop-credentials/core/profile';

const newKey = async () => didKeySigner(await signingKeyFrom(await generateKeyPair()));
const coOp = await newKey();

// Workers of one co-op, members for less than two years; every other issuer is a stranger.
const parsed = parsePolicy({
  id: 'workshop',
  purpose: 'Book the workshop',
  accept: [
    {
      require: [
        {
          type: 'CoopMembershipCredential',
          issuers: { allow: [{ id: coOp.controller, name: 'Harvest Co-op' }] },
          claims: [{ path: ['membershipClass'], values: ['worker'] }],
          maxAge: 'P2Y',
        },
      ],
    },
  ],
  grant: { for: 'P7D' },
});
if (!parsed.ok) throw new TypeError(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
const { policy } = parsed;

/** How a member of that class fares. */
async function visit(membershipClass: 'worker' | 'consumer'): Promise<string> {
  const member = await newKey();
  const credential = await issueMembershipCredential({
    issuer: { did: coOp.controller, keyPair: coOp },
    holderDid: member.controller,
    claims: { memberOf: { id: coOp.controller, name: 'Harvest Co-op' }, membershipClass },
    validFrom: new Date(),
    format: 'vcdm2-eddsa-rdfc-2022',
  });
  const question = { expectedNonce: crypto.randomUUID(), expectedAudience: 'https://workshop.example' };
  const presentation = await signPresentation({
    holder: member,
    credentials: [credential],
    challenge: question.expectedNonce,
    domain: question.expectedAudience,
  });
  const verifier = createVerifier({ clock: () => new Date(), fetchJson: createGuardedFetch() });
  const { outcome, problem } = await verifier.verifyPresentation({ bare: presentation }, { ...question, policy });
  return problem?.code ?? outcome;
}

console.log(
  JSON.stringify({
    means: describePolicy(policy).summary,
    asks: compileDcql(policy).credentials.map(({ format }) => format),
    worker: await visit('worker'),
    consumer: await visit('consumer'),
  }),
);
