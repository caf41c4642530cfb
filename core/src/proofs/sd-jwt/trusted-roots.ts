import { X509Certificate } from 'node:crypto';

/** Certificates that a verifier pins: roots, or leaves themselves. */
export type TrustedRoots = readonly X509Certificate[];

/**
 * Reads what an operator pins.
 *
 * @param certificates each in PEM or DER
 * @throws TypeError for one that is none: a root that is quietly left out would refuse everybody
 */
export function readTrustedRoots(certificates: readonly (string | Uint8Array)[]): TrustedRoots {
  return certificates.map((certificate, index) => {
    try {
      return new X509Certificate(certificate);
    } catch (cause) {
      throw new TypeError(`trustedRoots.${index} must be a certificate in PEM or DER`, { cause });
    }
  });
}
