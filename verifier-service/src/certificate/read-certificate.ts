import { createHash, createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CertificateError, type Certificate, type CertificateFault, type CertificateFiles } from './certificate.ts';

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const algorithms: Readonly<Record<string, Certificate['alg']>> = { prime256v1: 'ES256', secp384r1: 'ES384' };

/**
 * Reads the chain and its key, and checks what a wallet will: that they belong together, that the leaf names the host
 * of `publicUrl`, letter for letter as `x509_san_dns:` wants it, that each is signed by the next, and that all are
 * valid now.
 *
 * @throws CertificateError
 */
export function readCertificate(files: CertificateFiles, publicUrl: string, now: number): Certificate {
  const chain = readChain(files.chain);
  const [leaf] = chain;
  if (!leaf) throw wrong('certificate_unreadable', `${files.chain} holds no certificate in PEM`);
  const key = readKey(files.key);
  const alg = algorithms[key.asymmetricKeyDetails?.namedCurve ?? ''];
  if (!alg) throw wrong('certificate_key_unsuitable', `${files.key} is no EC key of P-256 or P-384`);
  if (!leaf.checkPrivateKey(key)) {
    throw wrong('certificate_key_wrong', `${files.key} is not the key of the first certificate in ${files.chain}`);
  }
  const { hostname } = new URL(publicUrl);
  if (leaf.checkHost(hostname, { subject: 'never', wildcards: false }) === undefined) {
    throw wrong('certificate_host_wrong', `${files.chain} does not name ${hostname}, the host of PUBLIC_URL`);
  }
  checkSigned(chain, files.chain);
  const validUntil = checkPeriod(chain, files.chain, now);
  return {
    ...{ alg, key, validUntil },
    x5c: chain.filter((one, index) => index === 0 || !isRoot(one)).map(({ raw }) => raw.toString('base64')),
    hash: createHash('sha256').update(leaf.raw).digest('base64url'),
  };
}

function readChain(file: string): readonly X509Certificate[] {
  try {
    return (readFileSync(file, 'utf8').match(PEM) ?? []).map((pem) => new X509Certificate(pem));
  } catch (error) {
    throw wrong('certificate_unreadable', `${file} cannot be read: ${(error as Error).message}`);
  }
}

function readKey(file: string): KeyObject {
  try {
    return createPrivateKey(readFileSync(file));
  } catch (error) {
    // Only what the file system says: a parser may quote the file.
    const why = (error as NodeJS.ErrnoException).syscall ? `: ${(error as Error).message}` : '';
    throw wrong('certificate_unreadable', `${file} cannot be read as a private key in PEM${why}`);
  }
}

const isRoot = (certificate: X509Certificate): boolean => certificate.checkIssued(certificate);

function checkSigned(chain: readonly X509Certificate[], file: string): void {
  for (const [index, one] of chain.slice(0, -1).entries()) {
    const next = chain[index + 1]!;
    if (!one.checkIssued(next) || !one.verify(next.publicKey)) {
      throw wrong('certificate_chain_broken', `in ${file}, certificate ${index + 1} is not signed by the one after it`);
    }
  }
}

/** @returns when the first of them ends */
function checkPeriod(chain: readonly X509Certificate[], file: string, now: number): number {
  const from = Math.max(...chain.map(({ validFromDate }) => validFromDate.getTime()));
  const until = Math.min(...chain.map(({ validToDate }) => validToDate.getTime()));
  if (from > now) throw wrong('certificate_ended', `${file} is valid only from ${new Date(from).toISOString()}`);
  if (until <= now) throw wrong('certificate_ended', `${file} was valid until ${new Date(until).toISOString()}`);
  return until;
}

const wrong = (code: CertificateFault, message: string) => new CertificateError(code, message);
