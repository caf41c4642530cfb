import { type CredentialFormat, issueMembershipSdJwt, presentSdJwt, type Signer } from '../src/profile/index.ts';
import {
  daysLater,
  expectedAudience,
  expectedNonce,
  frozenAt,
  membershipClaims,
  orchard,
} from '../test/factories/index.ts';
import {
  disclosed,
  type SelectiveKit,
  selectiveSuites,
  signedBy,
  type SuiteKit,
  wholeSuites,
} from '../test/factories/suites.ts';
import { plainMembership, presented, signed } from './signed.ts';

/** A format that wallets hold: how its issuer makes a membership, and how a member's wallet shows it. */
export interface Format {
  readonly name: string;
  /** The DID that a gate takes. */
  readonly issuer: string;
  /** One of the two that the limits on speed are about; the others are measured with fewer runs. */
  readonly isMain: boolean;
  /** Of what one verification takes as long as a hundred do elsewhere. */
  readonly isSlow: boolean;
  readonly issue: (member: Signer) => Promise<object | string>;
  /** What is posted as `vp_token`. */
  readonly show: (credential: object | string, member: Signer) => Promise<string>;
}

const model: CredentialFormat = 'vcdm2-eddsa-rdfc-2022';

/** VCDM 1.1 and 2.0 as our profile writes them, signed by a co-op with a `did:key`: nothing is fetched. */
const main = (name: string, format: CredentialFormat): Format => ({
  ...{ name, issuer: orchard.controller, isMain: true, isSlow: false },
  issue: async (member) =>
    signed(format, await plainMembership(format, member), orchard, { proofPurpose: 'assertionMethod' }),
  show: (credential, member) => presented(format, credential, member),
});

/** By another suite; the wallet signs its presentation by `eddsa-rdfc-2022` all the same. */
const bySuite = (kit: SuiteKit): Format => ({
  ...{ name: kit.name, issuer: kit.controller, isMain: false, isSlow: false },
  issue: async (member) => signedBy(kit.signing(), await plainMembership(model, member, kit.controller)),
  show: (credential, member) => presented(model, credential, member),
});

const bySelectiveSuite = (kit: SelectiveKit): Format => ({
  ...bySuite(kit),
  isSlow: kit.name === 'bbs-2023',
  issue: async (member) => {
    const base = await signedBy(kit.signing(), await plainMembership(model, member, kit.controller));
    return disclosed(kit, base, ['/credentialSubject/membershipClass']);
  },
});

const sdJwt: Format = {
  ...{ name: 'SD-JWT VC', issuer: orchard.controller, isMain: false, isSlow: false },
  issue: ({ controller: holderDid }) =>
    issueMembershipSdJwt({
      issuer: { did: orchard.controller, keyPair: orchard },
      holderDid,
      claims: { ...membershipClaims, memberOf: { id: orchard.controller, name: 'Orchard' } },
      validFrom: daysLater(-30),
      validUntil: daysLater(300),
    }),
  show: async (credential, holder) => {
    const shown = { holder, credential: String(credential), nonce: expectedNonce, audience: expectedAudience };
    return JSON.stringify([await presentSdJwt({ ...shown, created: frozenAt })]);
  },
};

const others = ['eddsa-jcs-2022', 'ecdsa-rdfc-2019 P-256', 'ecdsa-jcs-2019 P-256', 'ecdsa-rdfc-2019 P-384'];

export const benchFormats: readonly Format[] = [
  main('VCDM 1.1 Ed25519Signature2020', 'vcdm1.1-ed25519-2020'),
  main('VCDM 2.0 eddsa-rdfc-2022', model),
  ...wholeSuites.filter(({ name }) => others.includes(name)).map(bySuite),
  ...selectiveSuites.map(bySelectiveSuite),
  sdJwt,
];

export const mainFormats = benchFormats.filter(({ isMain }) => isMain);
