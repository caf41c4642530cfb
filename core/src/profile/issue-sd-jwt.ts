import { decodeBase64url, encodeBase64url } from '../identifiers/base64url.ts';
import { decodeBase58 } from '../identifiers/decode-base58.ts';
import { toJwk } from '../identifiers/ed25519-public-key.ts';
import { type ClaimsByType, type MembershipClaims } from './claims.ts';
import { typedClaims } from './issue-credential.ts';
import { digestOf, encodeJson, signToken } from './sign-token.ts';
import { type Signer } from './signing-key.ts';
import { type CredentialType, typeIri } from './terms.ts';

export interface SdJwtOptions<T extends CredentialType> {
  readonly type: T;
  readonly issuer: { readonly did: string; readonly keyPair: Signer };
  /** The member's DID. */
  readonly holderDid: string;
  /** The public key of that DID, as JWK; follows from it where it is a `did:jwk`, or an Ed25519 `did:key`. */
  readonly holderKey?: Readonly<Record<string, unknown>>;
  readonly claims: ClaimsByType[T];
  /** Names of claims that every verifier sees; all others the member's wallet shows or keeps back. */
  readonly alwaysShown?: readonly (keyof ClaimsByType[T])[];
  readonly validFrom: Date;
  readonly validUntil?: Date;
  /** A place of its own in a token status list (Token Status List §6.2). */
  readonly status?: { readonly list: string; readonly index: number };
}

/** 128 bits (RFC 9901 §9.3). */
const SALT_LENGTH = 16;

/**
 * Issues a credential of the profile as an SD-JWT VC: compact, each claim a disclosure of its own, bound to the
 * holder's key.
 *
 * The issuer's caller makes sure that the claims are true and that the key is the member's own, as in
 * `issueCredential`.
 */
export async function issueSdJwt<T extends CredentialType>(options: SdJwtOptions<T>): Promise<string> {
  const { issuer, type, holderDid, validFrom, validUntil, status, alwaysShown = [] } = options;
  const open = new Set<string>(alwaysShown.map(String));
  const claims = Object.entries(typedClaims(options.claims));
  const disclosures = claims.filter(([name]) => !open.has(name)).map(([name, value]) => disclosure(name, value));
  const digests = await Promise.all(disclosures.map(digestOf));
  const payload = {
    iss: issuer.did,
    sub: holderDid,
    nbf: seconds(validFrom),
    ...(validUntil && { exp: seconds(validUntil) }),
    vct: typeIri(type),
    cnf: { jwk: options.holderKey ?? keyOf(holderDid) },
    ...(status && { status: { status_list: { idx: status.index, uri: status.list } } }),
    ...Object.fromEntries(claims.filter(([name]) => open.has(name))),
    // Sorted, so that their order tells nothing (RFC 9901 §4.2.4.1).
    ...(digests.length > 0 && { _sd: digests.sort(), _sd_alg: 'sha-256' }),
  };
  const token = await signToken({ typ: 'dc+sd-jwt', kid: issuer.keyPair.id }, payload, issuer.keyPair);
  return [token, ...disclosures, ''].join('~');
}

/** A `CoopMembershipCredential` as an SD-JWT VC: the one format in which a `membershipId` need not be seen by all. */
export const issueMembershipSdJwt = (
  options: Omit<SdJwtOptions<'CoopMembershipCredential'>, 'type'> & { readonly claims: MembershipClaims },
): Promise<string> => issueSdJwt({ ...options, type: 'CoopMembershipCredential' });

const disclosure = (name: string, value: unknown): string =>
  encodeJson([encodeBase64url(crypto.getRandomValues(new Uint8Array(SALT_LENGTH))), name, value]);

const seconds = (date: Date): number => Math.floor(date.getTime() / 1_000);

/** @throws TypeError for a DID that does not contain its key, or contains one of another kind */
function keyOf(did: string): object {
  const [, method, id = ''] = did.split(':');
  const bytes = method === 'jwk' ? decodeBase64url(id) : undefined;
  if (bytes) return JSON.parse(new TextDecoder().decode(bytes)) as object;
  const [first, second, ...key] = method === 'key' && id.startsWith('z') ? (decodeBase58(id.slice(1)) ?? []) : [];
  if (first === 0xed && second === 0x01) return toJwk(Uint8Array.from(key));
  throw new TypeError('The key does not follow from this DID: hand it in as holderKey.');
}
