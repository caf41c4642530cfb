import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type JsonGeneralNames,
  type X509Certificate,
} from '@peculiar/x509';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Keys = Awaited<ReturnType<typeof newKeys>>;

/** A certificate authority with one below it, and what they sign: made once, as wallets pin the root. */
export interface Authority {
  /** PEM of the root. */
  readonly root: string;
  /** A leaf for these names, with its chain from leaf to root and its key, in PEM. */
  issue(names: JsonGeneralNames, options?: LeafOptions): Promise<{ chain: readonly string[]; key: string }>;
}

export interface LeafOptions {
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly curve?: 'P-256' | 'P-384' | 'P-521';
}

const newKeys = (namedCurve = 'P-256') =>
  crypto.subtle.generateKey({ name: 'ECDSA', namedCurve }, true, ['sign', 'verify']);

const YEAR = 365 * 86_400_000;

export async function createAuthority(now = Date.now()): Promise<Authority> {
  const root = await certify('Root', { now, ca: true });
  const below = await certify('Below', { now, ca: true, by: root });
  return {
    root: root.certificate.toString('pem'),
    issue: async (names, options = {}) => {
      const leaf = await certify('Leaf', { now, names, by: below, ...options });
      const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', leaf.keys.privateKey)).toString('base64');
      return {
        chain: [leaf, below, root].map(({ certificate }) => certificate.toString('pem')),
        key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`,
      };
    },
  };
}

/** Writes a chain and its key where the service looks for them. */
export function writeCertificate(
  folder: string,
  { chain, key }: { readonly chain: readonly string[]; readonly key: string },
) {
  const files = { chain: join(folder, 'chain.pem'), key: join(folder, 'key.pem') };
  writeFileSync(files.chain, `${chain.join('\n')}\n`);
  writeFileSync(files.key, key, { mode: 0o600 });
  return files;
}

interface Certify extends LeafOptions {
  readonly now: number;
  readonly names?: JsonGeneralNames;
  readonly ca?: boolean;
  readonly by?: { readonly certificate: X509Certificate; readonly keys: Keys };
}

async function certify(name: string, { now, names = [], ca = false, by, ...options }: Certify) {
  const keys = await newKeys(options.curve);
  const certificate = await X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: by?.certificate.subject ?? `CN=${name}`,
    publicKey: keys.publicKey,
    signingKey: by?.keys.privateKey ?? keys.privateKey,
    notBefore: options.notBefore ?? new Date(now - YEAR),
    notAfter: options.notAfter ?? new Date(now + YEAR),
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [
      new BasicConstraintsExtension(ca, undefined, true),
      ...(names.length > 0 ? [new SubjectAlternativeNameExtension(names)] : []),
    ],
  });
  return { certificate, keys };
}
