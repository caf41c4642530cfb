import {
  type CredentialFormat,
  type CredentialStatus,
  issueMembershipCredential,
  type MembershipClaims,
  type SignedCredential,
  type Signer,
} from '../../src/profile/index.ts';
import { daysLater } from './clock.ts';
import { harvest, holder } from './keys.ts';

export const formats = ['vcdm1.1-ed25519-2020', 'vcdm2-eddsa-rdfc-2022'] as const satisfies CredentialFormat[];

export interface CredentialOverrides {
  readonly format?: CredentialFormat;
  readonly issuer?: Signer;
  readonly holderDid?: string;
  readonly claims?: Partial<MembershipClaims>;
  readonly validFrom?: Date;
  readonly validUntil?: Date;
  readonly created?: Date;
  readonly id?: string;
  readonly status?: readonly CredentialStatus[];
}

export const membershipClaims: MembershipClaims = {
  memberOf: { id: harvest.controller, name: 'Harvest Co-op', url: 'https://harvest.example/' },
  membershipClass: 'worker',
  coopType: 'multi-stakeholder',
  memberSince: '2019',
  membershipId: 'm_8d1f0c6a',
};

/**
 * An accepted membership credential: Harvest Co-op's, for `holder`, valid now. Override to break one thing.
 * Another `issuer` names itself as the co-op, unless `claims` says otherwise.
 */
export function issuedCredential(overrides: CredentialOverrides = {}): Promise<SignedCredential> {
  const { issuer = harvest, format = 'vcdm2-eddsa-rdfc-2022', claims, ...rest } = overrides;
  return issueMembershipCredential({
    holderDid: holder.controller,
    validFrom: daysLater(-30),
    validUntil: daysLater(300),
    created: daysLater(-30),
    ...rest,
    issuer: { did: issuer.controller, keyPair: issuer },
    claims: { ...membershipClaims, memberOf: { id: issuer.controller, name: 'Harvest Co-op' }, ...claims },
    format,
  });
}
