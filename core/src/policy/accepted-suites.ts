import type { Policy } from './policy-schema.ts';

/** Suites that sign a whole document. That of 2018 is left out: it is read for a wallet that asks nobody. */
const whole = ['eddsa-rdfc-2022', 'ecdsa-rdfc-2019', 'eddsa-jcs-2022', 'ecdsa-jcs-2019'] as const;

const named = (names: readonly string[]) => names.map((cryptosuite) => ({ cryptosuite }));

/** What a presentation may be signed by, as VCALM names it: the older suite stands among the cryptosuites. */
export const presentationCryptosuites = named(['Ed25519Signature2020', ...whole]);

/** What a credential may be signed by under a policy, as VCALM names it. */
export const acceptedCryptosuites = (policy: Pick<Policy, 'bbs'>): readonly { readonly cryptosuite: string }[] =>
  named(['Ed25519Signature2020', ...dataIntegrity(policy)]);

/** The same as OpenID4VP has it in `vp_formats_supported` (1.0 §B.1.3.2.4). */
export const acceptedProofs = (policy: Pick<Policy, 'bbs'>) => ({
  proof_type_values: ['Ed25519Signature2020', 'DataIntegrityProof'],
  cryptosuite_values: dataIntegrity(policy),
});

const dataIntegrity = ({ bbs }: Pick<Policy, 'bbs'>): readonly string[] => [
  ...whole,
  'ecdsa-sd-2023',
  ...(bbs === 'allow' ? ['bbs-2023'] : []),
];
