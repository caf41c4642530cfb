import { CertificateError, type CertificateFault } from '../../certificate/certificate.ts';
import { readCertificate } from '../../certificate/read-certificate.ts';
import type { Config } from '../../config.ts';
import { fault, fine, type Finding } from './finding.ts';

const CHECK = 'certificate';
const DAY = 86_400_000;

/** Renewals come a month before the end; when two weeks are left, one was missed. */
const SOON = 14 * DAY;

const cures: Readonly<Record<CertificateFault, string>> = {
  certificate_unreadable: 'Let this user read both files, in PEM, and check X509_CHAIN and X509_KEY.',
  certificate_key_unsuitable: 'Get a certificate for a key of P-256, which every wallet reads.',
  certificate_key_wrong: 'Let X509_KEY name the private key that X509_CHAIN was issued for.',
  certificate_host_wrong: 'Get a certificate that names the host of PUBLIC_URL itself, not by a wildcard.',
  certificate_chain_broken: 'Put the certificates in order: the service’s own first, each followed by who signed it.',
  certificate_ended: 'Renew it; the running service reads the new files by itself.',
};

/** Whether wallets will believe what is signed under X509_CHAIN, and for how long. */
export function checkCertificate(
  { certificate, publicUrl }: Pick<Config, 'certificate' | 'publicUrl'>,
  now = Date.now(),
): Finding {
  if (!certificate) return fine(CHECK, 'none: sites sign by their own keys');
  try {
    const left = readCertificate(certificate, publicUrl, now).validUntil - now;
    const message = `${certificate.chain} is valid for ${Math.floor(left / DAY)} more days`;
    return left < SOON ? fault('certificate_ending', CHECK, message, cures.certificate_ended) : fine(CHECK, message);
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    return fault(error.code, CHECK, error.message, cures[error.code]);
  }
}
