import { issue } from '@digitalbazaar/vc';
import { documentLoader } from '../contexts/context-store.ts';
import { type ClaimsByType, type MembershipClaims } from './claims.ts';
import { type CredentialFormat, credentialContext, statusContext } from './credential-format.ts';
import { signingSuite } from './signing-suite.ts';
import type { TakingBack } from './issue-status-list.ts';
import { type Signer } from './signing-key.ts';
import { type CredentialType } from './terms.ts';

/** A signed W3C credential, as a wallet stores it. */
export interface SignedCredential {
  readonly '@context': readonly string[];
  readonly type: readonly string[];
  readonly issuer: string | { readonly id: string };
  readonly credentialSubject: { readonly id?: string };
  readonly proof: object;
  readonly [property: string]: unknown;
}

export interface IssueOptions<T extends CredentialType> {
  readonly type: T;
  readonly issuer: {
    readonly did: string;
    readonly keyPair: Signer;
    /** Shown by wallets; no verifier believes it. */
    readonly name?: string;
  };
  /** The member's DID: without it, the credential opens no gate. */
  readonly holderDid: string;
  readonly claims: ClaimsByType[T];
  readonly validFrom: Date;
  readonly validUntil?: Date;
  readonly format: CredentialFormat;
  /** The credential's own id, a URL. None unless given: an id lets verifiers match their members. */
  readonly id?: string;
  /** Where the issuer can take it back: a place of its own in each list. */
  readonly status?: readonly CredentialStatus[];
  /** When the proof says it was made; now, unless given. */
  readonly created?: Date;
}

/** A credential's place in a status list: see `issueStatusList`. */
export interface CredentialStatus {
  readonly list: string;
  readonly index: number;
  readonly purpose: TakingBack;
}

/**
 * Issues a credential of the profile.
 *
 * The issuer's caller makes sure that the claims are true and that `holderDid` is the member's own:
 * a wallet proves it when it asks for the credential (OpenID4VCI 1.0 §8.2).
 */
export async function issueCredential<T extends CredentialType>(options: IssueOptions<T>): Promise<SignedCredential> {
  const { issuer, format, status = [], created = new Date() } = options;
  const credential = {
    '@context': [...credentialContext(format), ...(status.length > 0 ? statusContext(format) : [])],
    ...(options.id && { id: options.id }),
    type: ['VerifiableCredential', options.type],
    issuer: issuer.name ? { id: issuer.did, name: issuer.name } : issuer.did,
    ...validityPeriod(options),
    credentialSubject: { id: options.holderDid, ...typedClaims(options.claims) },
    ...(status.length > 0 && { credentialStatus: status.map((place) => statusEntry(place, format)) }),
  };
  return issue({ credential, suite: signingSuite(format, issuer.keyPair, created), documentLoader });
}

/** Issues a `CoopMembershipCredential`: `memberOf.id` is the issuer's own DID, or of a co-op it may speak for. */
export function issueMembershipCredential(
  options: Omit<IssueOptions<'CoopMembershipCredential'>, 'type'> & { readonly claims: MembershipClaims },
): Promise<SignedCredential> {
  return issueCredential({ ...options, type: 'CoopMembershipCredential' });
}

/** Bitstring Status List 1.0 §2.1, or Status List 2021 §4.1, which needs an id. */
function statusEntry({ list, index, purpose }: CredentialStatus, format: CredentialFormat): object {
  const place = { statusPurpose: purpose, statusListIndex: String(index), statusListCredential: list };
  return format === 'vcdm1.1-ed25519-2020'
    ? { id: `${list}#${index}`, type: 'StatusList2021Entry', ...place }
    : { type: 'BitstringStatusListEntry', ...place };
}

/** VCDM 1.1 §4.6 (issuanceDate, expirationDate) or VCDM 2.0 §4.9 (validFrom, validUntil). */
export function validityPeriod({
  format,
  validFrom,
  validUntil,
}: Pick<IssueOptions<CredentialType>, 'format' | 'validFrom' | 'validUntil'>): object {
  const [from, until] = [seconds(validFrom), validUntil && seconds(validUntil)];
  return format === 'vcdm1.1-ed25519-2020'
    ? { issuanceDate: from, ...(until && { expirationDate: until }) }
    : { validFrom: from, ...(until && { validUntil: until }) };
}

/** xsd:dateTime without fractions, as every verifier reads it. */
const seconds = (date: Date): string => date.toISOString().replace(/\.\d{3}Z$/, 'Z');

/** The claims with their objects' types, which the profile needs and callers need not write. */
export function typedClaims(claims: object): object {
  const typed = Object.entries(claims).map(([name, value]) => [
    name,
    Object.hasOwn(objectTypes, name) ? { ...value, type: objectTypes[name as keyof typeof objectTypes] } : value,
  ]);
  return Object.fromEntries(typed);
}

const objectTypes = { memberOf: 'Organization', seller: 'Organization', checkedBy: 'Organization', event: 'Event' };
