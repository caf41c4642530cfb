import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { encodeBase64url } from '../../src/identifiers/base64url.ts';
import { issueMembershipSdJwt, presentSdJwt, typeIri, type SdJwtOptions } from '../../src/profile/index.ts';
import { daysLater, frozenAt } from './clock.ts';
import { membershipClaims } from './credential.ts';
import { harvest, holder, thief } from './keys.ts';
import { expectedAudience, expectedNonce } from './presentation.ts';

/** An accepted membership as an SD-JWT VC, as Harvest Co-op issues it. Override to break one thing. */
export const issuedSdJwt = (
  overrides: Partial<Omit<SdJwtOptions<'CoopMembershipCredential'>, 'type'>> = {},
): Promise<string> =>
  issueMembershipSdJwt({
    issuer: { did: harvest.controller, keyPair: harvest },
    holderDid: holder.controller,
    claims: membershipClaims,
    validFrom: daysLater(-30),
    validUntil: daysLater(300),
    ...overrides,
  });

/** The accepted credential as `holder` shows it. */
export const shownSdJwt = async (overrides: Partial<Parameters<typeof presentSdJwt>[0]> = {}): Promise<string> =>
  presentSdJwt({
    holder,
    credential: overrides.credential ?? (await issuedSdJwt()),
    nonce: expectedNonce,
    audience: expectedAudience,
    created: frozenAt,
    ...overrides,
  });

type Signs = (signed: string) => Uint8Array | Promise<Uint8Array>;

/** A key that signs tokens by hand: its public JWK, and its signature over a text. */
export interface TokenKey {
  readonly alg: string;
  readonly jwk: Readonly<Record<string, unknown>>;
  readonly sign: Signs;
}

export const harvestTokenKey: TokenKey = tokenKeyOf('EdDSA', harvest.publicKey, (signed) =>
  harvest.sign({ data: Buffer.from(signed) }),
);
export const holderTokenKey: TokenKey = tokenKeyOf('EdDSA', holder.publicKey, (signed) =>
  holder.sign({ data: Buffer.from(signed) }),
);

export const thiefTokenKey: TokenKey = tokenKeyOf('EdDSA', thief.publicKey, (signed) =>
  thief.sign({ data: Buffer.from(signed) }),
);

function tokenKeyOf(alg: string, publicKey: Uint8Array, signs: Signs): TokenKey {
  return { alg, jwk: { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(publicKey) }, sign: signs };
}

/** A new key of a curve of NIST's. */
export function curveTokenKey(curve: 'P-256' | 'P-384'): TokenKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: curve });
  const jwk = publicKey.export({ format: 'jwk' }) as TokenKey['jwk'];
  return { alg: curve === 'P-256' ? 'ES256' : 'ES384', jwk, sign: ecdsa(curve, privateKey) };
}

export const ecdsa =
  (curve: string, key: KeyObject): Signs =>
  (signed) =>
    sign(curve === 'P-256' ? 'sha256' : 'sha384', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });

export const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
export const decoded = (text = ''): Record<string, unknown> =>
  JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>;
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** A token by hand, true to whatever it says. */
export async function token(key: TokenKey, header: object, payload: object): Promise<string> {
  const signed = `${encoded({ alg: key.alg, ...header })}.${encoded(payload)}`;
  return `${signed}.${Buffer.from(await key.sign(signed)).toString('base64url')}`;
}

export const didJwk = (jwk: TokenKey['jwk']): string => `did:jwk:${encoded(jwk)}`;

/** What the accepted credential says, with everything open. */
export const openPayload = {
  iss: harvest.controller,
  sub: holder.controller,
  nbf: Math.floor(daysLater(-30).getTime() / 1_000),
  exp: Math.floor(daysLater(300).getTime() / 1_000),
  vct: typeIri('CoopMembershipCredential'),
  cnf: { jwk: holderTokenKey.jwk },
  memberOf: { ...membershipClaims.memberOf, type: 'Organization' },
  membershipClass: 'worker',
};

export interface HandMade {
  /** Laid over the payload; a member of `undefined` takes it away. */
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly disclosures?: readonly string[];
  readonly issuerKey?: TokenKey;
  readonly holderKey?: TokenKey;
  /** Laid over what the holder signs; `undefined` takes away. */
  readonly binding?: Readonly<Record<string, unknown>>;
  readonly bindingHeader?: Readonly<Record<string, unknown>>;
}

/** A shown credential made by hand, every signature true: whatever is refused is refused for what it says. */
export async function handMade(change: HandMade = {}): Promise<string> {
  const { issuerKey = harvestTokenKey, holderKey = holderTokenKey, disclosures = [] } = change;
  const header = { typ: 'dc+sd-jwt', kid: harvest.id, ...change.header };
  const issued = await token(issuerKey, header, { ...openPayload, ...change.payload });
  const presented = [issued, ...disclosures, ''].join('~');
  const binding = { iat: frozenAt.getTime() / 1_000, aud: expectedAudience, nonce: expectedNonce };
  const bound = { ...binding, sd_hash: sha256(presented), ...change.binding };
  return presented + (await token(holderKey, { typ: 'kb+jwt', ...change.bindingHeader }, bound));
}
