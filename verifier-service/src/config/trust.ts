import { readFileSync } from 'node:fs';
import { certificatesIn } from './certificates-in.ts';

/** Certificates that issuers' `x5c` may lead to, of one file. */
export interface TrustedRootsFile {
  readonly file: string;
  /** In DER. */
  readonly certificates: readonly Uint8Array[];
}

/** A file of `TRUSTED_ROOTS`, read at once: one that is quietly left out would refuse everybody. */
export function trustedRootsFile(file: string): TrustedRootsFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`names ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
  try {
    return Object.freeze({ file, certificates: Object.freeze(certificatesIn(text)) });
  } catch (error) {
    throw new Error(`names ${file}, which ${(error as Error).message}`, { cause: error });
  }
}

/** A key that a `did:web` may use, by its fingerprint in groups of four. */
export interface PinnedKey {
  readonly did: string;
  readonly fingerprint: string;
}

/** As core reads them: a spelling that no document can have would pin nothing. */
const DID_WEB = /^did:web:[a-z0-9.-]+(%3[Aa]\d{1,5})?(:[\w.-]+)*$/;
const FINGERPRINT = /^[0-9A-F]{32}$/;

/** `did:web:…=9F2C 01AB …`, as `GET /v1/issuers` shows fingerprints; spaces and case do not matter. */
export function pinnedKey(value: string): PinnedKey {
  const [did = '', written = '', ...more] = value.split('=').map((part) => part.trim());
  const hex = written.replaceAll(/\s/g, '').toUpperCase();
  if (!DID_WEB.test(did) || !FINGERPRINT.test(hex) || more.length > 0) {
    throw new Error('must be did:web:…=fingerprint of 32 hexadecimal digits, several by commas');
  }
  return Object.freeze({ did, fingerprint: (hex.match(/.{4}/g) ?? []).join(' ') });
}

/** By DID. */
export function byDid(pins: readonly PinnedKey[]): ReadonlyMap<string, readonly string[]> {
  const groups = [...Map.groupBy(pins, ({ did }) => did)];
  return new Map(groups.map(([did, those]) => [did, those.map(({ fingerprint }) => fingerprint)]));
}
