import { X509Certificate } from 'node:crypto';

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/**
 * Certificates to trust: PEM, one or several, or JSON as `{"x5c": ["base64 of DER"]}`.
 *
 * @returns each in DER
 * @throws Error whose message ends a sentence that starts with the file
 */
export function certificatesIn(text: string): readonly Uint8Array[] {
  const certificates = text.trimStart().startsWith('{') ? ofJson(text) : [...text.matchAll(PEM)].map(([pem]) => pem);
  if (certificates.length === 0) throw new Error('has no certificate in it');
  return certificates.map((certificate) => {
    try {
      return new X509Certificate(certificate).raw;
    } catch {
      throw new Error('has a certificate in it that cannot be read');
    }
  });
}

function ofJson(text: string): readonly Uint8Array[] {
  let x5c: unknown;
  try {
    ({ x5c } = JSON.parse(text) as { x5c?: unknown });
  } catch {
    throw new Error('is neither PEM nor JSON');
  }
  const isList = Array.isArray(x5c) && x5c.every((item) => typeof item === 'string');
  if (!isList) throw new Error('has no x5c with certificates');
  return (x5c as readonly string[]).map((item) => Buffer.from(item, 'base64'));
}
