import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type JsonGeneralNames,
  type X509Certificate,
} from '@peculiar/x509';
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { daysLater, ecdsa, type TokenKey } from '../../factories/index.ts';

/** A certificate with its key. */
export interface Certified {
  readonly certificate: X509Certificate;
  /** As it stands in `x5c`. */
  readonly der: string;
  readonly pem: string;
  readonly keys: Awaited<ReturnType<typeof newKeys>>;
  readonly tokenKey: TokenKey;
}

export interface CertificateOptions {
  readonly name: string;
  /** Who signs; the certificate itself, unless given. */
  readonly by?: Certified;
  readonly names?: JsonGeneralNames;
  readonly ca?: boolean;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly hash?: string;
}

const newKeys = () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);

/** A certificate of a new key, valid now unless told otherwise. */
export async function certificate(options: CertificateOptions): Promise<Certified> {
  const { name, by, names = [], ca = false, hash = 'SHA-256' } = options;
  const keys = await newKeys();
  const made = await X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: by?.certificate.subject ?? `CN=${name}`,
    publicKey: keys.publicKey,
    signingKey: by?.keys.privateKey ?? keys.privateKey,
    notBefore: options.notBefore ?? daysLater(-100),
    notAfter: options.notAfter ?? daysLater(1_000),
    signingAlgorithm: { name: 'ECDSA', hash },
    extensions: [
      new BasicConstraintsExtension(ca, undefined, true),
      ...(names.length > 0 ? [new SubjectAlternativeNameExtension(names)] : []),
    ],
  });
  const jwk = (await crypto.subtle.exportKey('jwk', keys.publicKey)) as TokenKey['jwk'];
  const secret: KeyObject = createPrivateKey({
    key: Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)),
    format: 'der',
    type: 'pkcs8',
  });
  const der = Buffer.from(made.rawData).toString('base64');
  return {
    ...{ certificate: made, der, pem: made.toString('pem'), keys },
    tokenKey: { alg: 'ES256', jwk, sign: ecdsa('P-256', secret) },
  };
}
