/**
 * Takes a membership back: a credential with a place in the co-op's status list, and the list before and after.
 *
 * `npx node --conditions=@coop-credentials/source examples/take-a-membership-back.ts`
 */
import { createGuardedFetch, createVerifier } from '@coop-credentials/core';
import {
  didKeySigner,
  generateKeyPair,
  issueMembershipCredential,
  issueStatusList,
  signingKeyFrom,
} from '@coop-credentials/core/profile';

const keyPair = didKeySigner(await signingKeyFrom(await generateKeyPair()));
const issuer = { did: keyPair.controller, keyPair };
const member = didKeySigner(await signingKeyFrom(await generateKeyPair())).controller;
const format = 'vcdm2-eddsa-rdfc-2022';
const validFrom = new Date();

// Where the co-op will publish its list, and this member's place in it: random, so that it tells nothing.
const url = 'https://harvest.example/status/1';
const index = crypto.getRandomValues(new Uint32Array(1))[0]! % 131_072;

const credential = await issueMembershipCredential({
  issuer,
  holderDid: member,
  claims: { memberOf: { id: issuer.did, name: 'Harvest Co-op' }, membershipClass: 'consumer' },
  status: [{ list: url, index, purpose: 'revocation' }],
  ...{ validFrom, format },
});

/** What a verifier finds while the co-op publishes a list with these places taken back. */
async function verifyWhile(taken: readonly number[]): Promise<string> {
  const list = await issueStatusList({ issuer, url, purpose: 'revocation', taken, validFrom, format });
  const verifier = createVerifier({
    clock: () => new Date(),
    fetchJson: createGuardedFetch(),
    // A real one: createStatusListSource({ fetchStatusList: createStatusListFetch(), clock }).
    fetchStatusList: async () => list,
  });
  const { outcome, problem } = await verifier.verifyDocument(credential);
  return problem?.code ?? outcome;
}

console.log(JSON.stringify({ before: await verifyWhile([]), after: await verifyWhile([index]) }));
