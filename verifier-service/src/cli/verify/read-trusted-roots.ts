import { X509Certificate } from 'node:crypto';
import { readText, unreadable } from './read-file.ts';

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/**
 * Certificates to trust: of a PEM file, one or several, or of JSON as `{"x5c": ["base64 of DER"]}`.
 *
 * @returns each in DER
 * @throws CommandError `file_unreadable`, also for a file without any
 */
export async function readTrustedRoots(path: string): Promise<readonly Uint8Array[]> {
  const text = await readText(path);
  const certificates = text.trimStart().startsWith('{')
    ? ofJson(text, path)
    : [...text.matchAll(PEM)].map(([pem]) => pem);
  if (certificates.length === 0) throw unreadable(path, 'there is no certificate in it');
  return certificates.map((certificate) => {
    try {
      return new X509Certificate(certificate).raw;
    } catch {
      throw unreadable(path, 'a certificate in it cannot be read');
    }
  });
}

function ofJson(text: string, path: string): readonly Uint8Array[] {
  let x5c: unknown;
  try {
    ({ x5c } = JSON.parse(text) as { x5c?: unknown });
  } catch {
    throw unreadable(path, 'it is neither PEM nor JSON');
  }
  const isList = Array.isArray(x5c) && x5c.every((item) => typeof item === 'string');
  if (!isList) throw unreadable(path, 'it has no x5c with certificates');
  return (x5c as readonly string[]).map((item) => Buffer.from(item, 'base64'));
}
