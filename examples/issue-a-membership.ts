/**
 * Issues a membership: what a co-op's own software does once a member's wallet has shown that it holds its key.
 *
 * `npx node --conditions=@coop-credentials/source examples/issue-a-membership.ts`
 */
import {
  didKeySigner,
  generateKeyPair,
  issueMembershipCredential,
  signingKeyFrom,
} from '@coop-credentials/core/profile';

/** @param holderDid the member's, proven by their wallet */
export async function issueMembership(holderDid: string) {
  // A real co-op keeps its key, and publishes it under its domain (`did:web`); this one lives as long as the process.
  const keyPair = didKeySigner(await signingKeyFrom(await generateKeyPair()));
  const coOp = { did: keyPair.controller, name: 'Harvest Co-op' };
  const now = new Date();

  const credential = await issueMembershipCredential({
    issuer: { did: coOp.did, name: coOp.name, keyPair },
    holderDid,
    claims: {
      memberOf: { id: coOp.did, name: coOp.name },
      membershipClass: 'consumer',
      membershipId: crypto.randomUUID(), // random: it must say nothing about the member
    },
    validFrom: now,
    validUntil: new Date(now.getTime() + 365 * 24 * 60 * 60_000),
    format: 'vcdm2-eddsa-rdfc-2022',
  });
  return { credential, coOp };
}

if (import.meta.main) {
  const { credential } = await issueMembership(didKeySigner(await signingKeyFrom(await generateKeyPair())).controller);
  console.log(JSON.stringify(credential, null, 2));
}
