import { statSync } from 'node:fs';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { CertificateError, type Certificate, type CertificateFiles, type Certificates } from './certificate.ts';
import { readCertificate } from './read-certificate.ts';

/** A request names the certificate it was opened under for half an hour at most; renewals are weeks apart. */
const FORMER_KEPT = 4;

/** Where the operator set none. */
export const noCertificates: Certificates = { current: () => undefined, find: () => undefined };

/**
 * The certificate in the files as they are now: read again whenever one of them was replaced, so that a renewal needs
 * no restart. What is wrong with the new ones changes nothing, and is logged once: they may be half replaced.
 *
 * @throws CertificateError when they are wrong at the start
 */
export function watchCertificate(
  files: CertificateFiles,
  { publicUrl, clock, log }: { readonly publicUrl: string; readonly clock: Clock; readonly log: Log },
): Certificates {
  const read = () => readCertificate(files, publicUrl, clock().getTime());
  let seen = versionOf(files);
  let known: readonly Certificate[] = [read()];

  const reread = () => {
    const version = versionOf(files);
    if (version === seen) return;
    seen = version;
    try {
      const renewed = read();
      known = [renewed, ...known.filter(({ hash }) => hash !== renewed.hash)].slice(0, FORMER_KEPT);
      log.info({ event: 'certificate_renewed' });
    } catch (error) {
      log.warn({ event: error instanceof CertificateError ? error.code : 'certificate_unreadable' });
    }
  };

  return {
    current: () => (reread(), known[0]),
    find: (hash) => (reread(), known.find((one) => one.hash === hash)),
  };
}

function versionOf({ chain, key }: CertificateFiles): string {
  const stats = [chain, key].map((file) => statSync(file, { bigint: true, throwIfNoEntry: false }));
  return stats.map((stat) => stat && `${stat.ino}:${stat.mtimeNs}:${stat.size}`).join(' ');
}
