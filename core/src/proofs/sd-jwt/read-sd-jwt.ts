import type { Limits } from '../../parse/limits.ts';
import { chainCertificates } from './chain-certificates.ts';
import { disclose } from './disclose.ts';
import type { IssuerKeyOptions } from './issuer-key.ts';
import type { SdJwt } from './parse-sd-jwt.ts';
import { parseSdJwtCredential, type SdJwtCredential } from './parse-sd-jwt-credential.ts';

/**
 * What an SD-JWT VC says, with what is disclosed. Nothing of it is signed until `verifyIssued` says so.
 *
 * @throws VerificationError of `disclose` and `parseSdJwtCredential`, and where only a certificate names the issuer
 *   those of `chainCertificates`
 */
export function readSdJwt(
  { issued, disclosures }: Pick<SdJwt, 'issued' | 'disclosures'>,
  limits: Limits,
  options: Pick<IssuerKeyOptions, 'trustedRoots' | 'now'>,
): SdJwtCredential {
  const payload = disclose(issued.payload, disclosures, limits);
  const { x5c } = issued.header;
  const isNamedElsewhere = payload['iss'] === undefined && x5c !== undefined;
  return parseSdJwtCredential(payload, isNamedElsewhere ? chainCertificates(x5c, options).issuer : undefined);
}
