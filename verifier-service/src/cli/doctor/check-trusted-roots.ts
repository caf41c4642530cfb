import { X509Certificate } from 'node:crypto';
import type { Config } from '../../config.ts';
import { fault, fine, type Finding } from './finding.ts';

/** Whether every certificate of `TRUSTED_ROOTS` is within its time: one that is not vouches for nobody. */
export function checkTrustedRoots({ trustedRoots }: Pick<Config, 'trustedRoots'>, now: Date): Finding[] {
  return trustedRoots.map(({ file, certificates }) => {
    const over = certificates
      .map((der) => new X509Certificate(der))
      .filter(({ validFromDate, validToDate }) => now < validFromDate || now > validToDate)
      .map(
        ({ subject, validFromDate, validToDate }) => `${subject} is valid ${day(validFromDate)} to ${day(validToDate)}`,
      );
    if (over.length === 0) return fine('trusted roots', file);
    return fault(
      'root_not_valid_now',
      'trusted roots',
      `${file}: ${over.join('; ')}`,
      'Ask whoever runs the authority for its new certificate, compare it by another way, and put it in that file.',
    );
  });
}

const day = (date: Date): string => date.toISOString().slice(0, 10);
