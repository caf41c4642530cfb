import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  type Extension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type JsonGeneralNames,
  type X509Certificate,
} from '@peculiar/x509';
import { createPrivateKey, sign, type KeyObject, type webcrypto } from 'node:crypto';
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
  readonly pathLength?: number;
  readonly further?: readonly Extension[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly hash?: string;
  /** Of its own key; the issuer's is told by whoever signs. */
  readonly algorithm?: 'P-256' | 'Ed25519' | 'RSA';
}

const algorithms = {
  'P-256': { name: 'ECDSA', namedCurve: 'P-256' },
  Ed25519: { name: 'Ed25519' },
  RSA: { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2_048, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-256' },
} as const;
const newKeys = (algorithm: keyof typeof algorithms) =>
  crypto.subtle.generateKey(algorithms[algorithm], true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>;

/** A certificate of a new key, valid now unless told otherwise. */
export async function certificate(options: CertificateOptions): Promise<Certified> {
  const { name, by, names = [], ca = false, hash = 'SHA-256', algorithm = 'P-256' } = options;
  const keys = await newKeys(algorithm);
  const made = await X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: by?.certificate.subject ?? `CN=${name}`,
    publicKey: keys.publicKey,
    signingKey: by?.keys.privateKey ?? keys.privateKey,
    notBefore: options.notBefore ?? daysLater(-100),
    notAfter: options.notAfter ?? daysLater(1_000),
    signingAlgorithm: { name: 'ECDSA', hash },
    extensions: [
      new BasicConstraintsExtension(ca, options.pathLength, true),
      ...(names.length > 0 ? [new SubjectAlternativeNameExtension(names)] : []),
      ...(options.further ?? []),
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
    tokenKey:
      algorithm === 'Ed25519'
        ? { alg: 'EdDSA', jwk, sign: (signed) => sign(null, Buffer.from(signed), secret) }
        : { alg: 'ES256', jwk, sign: ecdsa('P-256', secret) },
  };
}

/** A certificate whose key is on a curve of which JOSE knows nothing (brainpoolP256r1), by OpenSSL. */
export const brainpool = [
  'MIIBgDCCASagAwIBAgIUd7moFV9/GXFA+vC1TptsoUQRd9YwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJYnJhaW5wb29sMCAXDTI2',
  'MTEyOTE1MTUyMFoYDzIxMjYxMTA1MTUxNTIwWjAUMRIwEAYDVQQDDAlicmFpbnBvb2wwWjAUBgcqhkjOPQIBBgkrJAMDAggBAQcD',
  'QgAEUGSL1MhUQYgvibTbafvIqbr18EP5ijARdF/1LvDnyfiJiwoRjlb+KwVp0DXF60OERNogIQGcWcPhH/YWJX19X6NTMFEwHQYD',
  'VR0OBBYEFI5+33pbINDDGoZDr7hN/xgQnOf0MB8GA1UdIwQYMBaAFI5+33pbINDDGoZDr7hN/xgQnOf0MA8GA1UdEwEB/wQFMAMB',
  'Af8wCgYIKoZIzj0EAwIDSAAwRQIgBJEcCu3GOo7CApWfdNj/FRDSyiOSkT7kxNCebVaOkyQCIQCMLdGZ3MxQd/K1qmL4T39lBAqB',
  'gW/e3q9gMXV7SeWv0g==',
].join('');

/** The same with a key of a kind that nobody has registered: Node reads such a certificate and throws for its key. */
export const unreadableKey = Buffer.from(
  Buffer.from(brainpool, 'base64').toString('hex').replace('2a8648ce3d0201', '2a8648ce3d0209'),
  'hex',
).toString('base64');
