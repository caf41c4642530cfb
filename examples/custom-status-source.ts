/**
 * Status lists from a place of one's own, such as a mirror that several verifiers share: a source is a function, and the
 * core believes nothing of it that the issuer did not sign.
 *
 * `npx node --conditions=@coop-credentials/source examples/custom-status-source.ts`
 */
import {
  createGuardedFetch,
  createVerifier,
  problem,
  VerificationError,
  type StatusListSource,
} from '@coop-credentials/core';
import {
  didKeySigner,
  generateKeyPair,
  issueMembershipCredential,
  issueStatusList,
  signingKeyFrom,
} from '@coop-credentials/core/profile';

const newSigner = async () => didKeySigner(await signingKeyFrom(await generateKeyPair()));
const [coOp, mirror, member] = [await newSigner(), await newSigner(), await newSigner()];
const url = 'https://harvest.example/status/1';
const [format, validFrom, index] = ['vcdm2-eddsa-rdfc-2022', new Date(), 4_711] as const;

const credential = await issueMembershipCredential({
  issuer: { did: coOp.controller, keyPair: coOp },
  holderDid: member.controller,
  claims: { memberOf: { id: coOp.controller, name: 'Harvest Co-op' }, membershipClass: 'consumer' },
  status: [{ list: url, index, purpose: 'revocation' }],
  ...{ validFrom, format },
});

/** The list as whoever signs it would have it, with nobody taken back. */
const listBy = (signer: typeof coOp) =>
  issueStatusList({
    issuer: { did: signer.controller, keyPair: signer },
    ...{ url, purpose: 'revocation', taken: [], validFrom, format },
  });

/** A mirror: what it does not have cannot be reached, which never counts as “not taken back”. */
const mirrorOf =
  (lists: ReadonlyMap<string, unknown>): StatusListSource =>
  async (address) => {
    if (!lists.has(address)) throw new VerificationError(problem('fetch_failed'));
    return lists.get(address);
  };

async function verifyFrom(lists: ReadonlyMap<string, unknown>): Promise<string> {
  const ports = { clock: () => new Date(), fetchJson: createGuardedFetch(), fetchStatusList: mirrorOf(lists) };
  const { outcome, problem: found } = await createVerifier(ports).verifyDocument(credential);
  return found?.code ?? outcome;
}

console.log(
  JSON.stringify({
    mirrored: await verifyFrom(new Map([[url, await listBy(coOp)]])),
    missing: await verifyFrom(new Map()),
    forged: await verifyFrom(new Map([[url, await listBy(mirror)]])),
  }),
);
