import { issue } from '@digitalbazaar/vc';
import {
  contextUrls,
  documentLoader,
  type CredentialFormat,
  type SignedCredential,
  type Signer,
} from '../../src/profile/index.ts';
import { signingSuite } from '../../src/profile/signing-suite.ts';
import { daysLater } from './clock.ts';
import { harvest, holder } from './keys.ts';

export interface BadgeOverrides {
  readonly format?: CredentialFormat;
  readonly contexts?: readonly string[];
  readonly types?: readonly string[];
  readonly issuer?: Signer;
  readonly subject?: Readonly<Record<string, unknown>>;
  readonly achievement?: Readonly<Record<string, unknown>>;
  /** Further members of the credential. */
  readonly rest?: Readonly<Record<string, unknown>>;
  readonly validFrom?: Date;
  readonly validUntil?: Date;
}

/** An accepted membership as an Open Badge, as wallets show it on a card. Override to break one thing. */
export function issuedBadge(overrides: BadgeOverrides = {}): Promise<SignedCredential> {
  const { format = 'vcdm2-eddsa-rdfc-2022', issuer = harvest, contexts = [] } = overrides;
  const { validFrom = daysLater(-30), validUntil = daysLater(300) } = overrides;
  const isFirst = format === 'vcdm1.1-ed25519-2020';
  const [from, until] = [validFrom, validUntil].map((date) => date.toISOString().replace(/\.\d{3}Z$/, 'Z'));
  const credential = {
    '@context': isFirst
      ? [contextUrls.credentialsV1, contextUrls.openBadges303, ...contexts, contextUrls.ed25519Signature2020]
      : [contextUrls.credentialsV2, contextUrls.openBadges303, ...contexts],
    id: 'urn:uuid:5f1d8a38-6c5e-4a1b-9d8e-2a7c3a0b9c11',
    type: overrides.types ?? ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Harvest Co-op membership',
    issuer: { id: issuer.controller, type: ['Profile'], name: 'Harvest Co-op', url: 'https://harvest.example/' },
    ...(isFirst ? { issuanceDate: from, expirationDate: until } : { validFrom: from, validUntil: until }),
    credentialSubject: {
      id: holder.controller,
      type: ['AchievementSubject'],
      role: 'worker',
      licenseNumber: 'm_8d1f0c6a',
      activityStartDate: '2019-04-01',
      achievement: {
        id: 'https://harvest.example/membership',
        type: ['Achievement'],
        achievementType: 'Membership',
        name: 'Membership',
        description: 'Membership of Harvest Co-op',
        criteria: { narrative: 'Holds a share' },
        ...overrides.achievement,
      },
      ...overrides.subject,
    },
    ...overrides.rest,
  };
  // Without the members that were overridden by nothing.
  const written = JSON.parse(JSON.stringify(credential)) as typeof credential;
  return issue({ credential: written, suite: signingSuite(format, issuer, daysLater(-30)), documentLoader }) as never;
}
