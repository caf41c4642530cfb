import { X509Certificate } from 'node:crypto';
import { CLOCK_SKEW } from '../../checks/clock-skew.ts';
import { fromJwk, type PublicKey } from '../../identifiers/public-key.ts';
import { problem, VerificationError } from '../../problem.ts';
import { certificateUse } from './certificate-extensions.ts';
import { alternativeNames, namesIssuer, soleIssuer } from './alternative-names.ts';
import type { TrustedRoots } from './trusted-roots.ts';

/** A leaf, two between, and its root. */
const MOST_CERTIFICATES = 4;
const MOST_LENGTH = 8_192;

/** Not those of MD5 and SHA-1, under which somebody else's certificate may have the same signature. */
const SIGNED_SOUNDLY = /^(ecdsa-with-sha(256|384|512)|sha(256|384|512)withrsaencryption|rsassapss|ed25519)$/i;

/** A chain that leads to a pinned certificate. */
export interface Chain {
  /** The issuer by the leaf's one name, for a token that does not name its own. */
  readonly issuer?: string;
  /** @throws VerificationError `certificate_name_wrong`, `key_type_unsupported` */
  readonly keyFor: (issuer: string) => PublicKey;
}

/**
 * Validates the `x5c` of a token (RFC 7515 §4.1.6) to a certificate that the verifier pinned, a root or the leaf itself:
 * each signed by the next, all valid now, all but the first made to sign others, and so many at most, the first made to
 * sign what is no certificate (RFC 5280 §6.1). One that restricts names, or whatever else must be understood and is not
 * read here, leads nowhere; revocation lists are not asked for.
 *
 * @throws VerificationError `certificate_malformed`, `certificate_not_valid_now`, `certificate_not_trusted`
 */
export function chainCertificates(
  x5c: unknown,
  { trustedRoots, now }: { readonly trustedRoots: TrustedRoots; readonly now: Date },
): Chain {
  const chain = parseChain(x5c);
  const [leaf] = chain as [X509Certificate];
  const isPinned = (certificate: X509Certificate) => trustedRoots.some((root) => root.raw.equals(certificate.raw));

  const end = chain.findIndex(isPinned);
  const path = end < 0 ? chain : chain.slice(0, end + 1);
  const last = path.at(-1) as X509Certificate;
  const root = end < 0 ? trustedRoots.find((one) => isIssuedBy(last, one)) : undefined;
  const complete = root ? [...path, root] : path;
  const isWhole = complete.every((certificate, index) => index === 0 || isIssuedBy(complete[index - 1]!, certificate));
  const isTrusted = isWhole && (end >= 0 || root !== undefined) && complete.every(isUsedAsMade);
  if (!isTrusted) throw new VerificationError(problem('certificate_not_trusted'));
  if (!complete.every((certificate) => isValidAt(certificate, now))) {
    throw new VerificationError(problem('certificate_not_valid_now'));
  }

  const names = alternativeNames(leaf.subjectAltName);
  // Who pins a leaf that names nobody says by that whose it is.
  const isVouchedFor = end === 0 && names.length === 0;
  const issuer = soleIssuer(names);
  return {
    ...(issuer !== undefined && { issuer }),
    keyFor: (issuer) => {
      const isTheirs = namesIssuer(names, issuer) || (isVouchedFor && !issuer.startsWith('did:'));
      if (!isTheirs) throw new VerificationError(problem('certificate_name_wrong'));
      return keyOf(leaf);
    },
  };
}

/**
 * The key of the first certificate, whoever vouches for it.
 *
 * @throws VerificationError `certificate_malformed`, `key_type_unsupported`
 */
export const leafKey = (x5c: unknown): PublicKey => keyOf(parseChain(x5c)[0]!);

function parseChain(x5c: unknown): readonly X509Certificate[] {
  const isSound = Array.isArray(x5c) && x5c.length > 0 && x5c.length <= MOST_CERTIFICATES;
  if (!isSound) throw new VerificationError(problem('certificate_malformed'));
  return (x5c as readonly unknown[]).map((text) => {
    const bytes = typeof text === 'string' && text.length <= MOST_LENGTH ? Buffer.from(text, 'base64') : undefined;
    try {
      if (!bytes || bytes.toString('base64') !== text) throw new TypeError('not base64');
      const certificate = new X509Certificate(bytes);
      if (!certificate.raw.equals(bytes)) throw new TypeError('more than a certificate');
      return certificate;
    } catch (cause) {
      throw new VerificationError(problem('certificate_malformed'), { cause });
    }
  });
}

/** @param place in the chain: the first signs tokens, each other one the certificate before it */
function isUsedAsMade(certificate: X509Certificate, place: number): boolean {
  try {
    const { pathLength, signs, isRestricted } = certificateUse(certificate);
    return !isRestricted && (place === 0 ? signs : place - 1 <= (pathLength ?? Infinity));
  } catch {
    // Written in another way than DER, which OpenSSL may read.
    return false;
  }
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  const isSound = SIGNED_SOUNDLY.test(certificate.signatureAlgorithm ?? '');
  return isSound && issuer.ca && certificate.checkIssued(issuer) && isSignedBy(certificate, issuer);
}

function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.verify(issuer.publicKey);
  } catch {
    // The issuer's key is of a kind that Node cannot read.
    return false;
  }
}

const isValidAt = ({ validFromDate, validToDate }: X509Certificate, now: Date): boolean =>
  now.getTime() + CLOCK_SKEW >= validFromDate.getTime() && now.getTime() - CLOCK_SKEW <= validToDate.getTime();

function keyOf(certificate: X509Certificate): PublicKey {
  const found = fromJwk(jwkOf(certificate));
  if (!found) throw new VerificationError(problem('key_type_unsupported'));
  return found;
}

/** Undefined for a key of a kind or a curve that Node cannot read, or that JOSE has no name for: both throw. */
function jwkOf(certificate: X509Certificate): unknown {
  try {
    return certificate.publicKey.export({ format: 'jwk' });
  } catch {
    return undefined;
  }
}
