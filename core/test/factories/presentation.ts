import {
  type CredentialFormat,
  type SignedPresentation,
  type Signer,
  signPresentation,
} from '../../src/profile/index.ts';
import { frozenAt } from './clock.ts';
import { issuedCredential } from './credential.ts';
import { holder } from './keys.ts';

export const expectedNonce = 'n-0S6_WzA2Mj-fixture-nonce';
export const expectedAudience = 'decentralized_identifier:did:web:verifier.example:sites:lounge';

export interface PresentationOverrides {
  readonly format?: CredentialFormat;
  readonly credentials?: readonly object[];
  readonly signer?: Signer;
  readonly challenge?: string;
  readonly domain?: string;
  readonly created?: Date;
}

/** An accepted presentation by `holder` of one accepted credential. Override to break one thing. */
export async function presentation(overrides: PresentationOverrides = {}): Promise<SignedPresentation> {
  const { format = 'vcdm2-eddsa-rdfc-2022', signer = holder } = overrides;
  return signPresentation({
    holder: signer,
    credentials: overrides.credentials ?? [await issuedCredential({ format })],
    challenge: overrides.challenge ?? expectedNonce,
    domain: overrides.domain ?? expectedAudience,
    created: overrides.created ?? frozenAt,
    format,
  });
}
