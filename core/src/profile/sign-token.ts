import { encodeBase64url } from '../identifiers/base64url.ts';
import { type Signer } from './signing-key.ts';

const utf8 = new TextEncoder();

/** JSON as base64url of its UTF-8. */
export const encodeJson = (value: unknown): string => encodeBase64url(utf8.encode(JSON.stringify(value)));

/** The SHA-256 of a text in base64url, as disclosures and `sd_hash` have it. */
export const digestOf = async (text: string): Promise<string> =>
  encodeBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8.encode(text))));

/** A compact JWS by an Ed25519 key (RFC 7515 §7.1, RFC 8037 §3.1). */
export async function signToken(header: object, payload: object, { sign }: Pick<Signer, 'sign'>): Promise<string> {
  const signed = `${encodeJson({ alg: 'EdDSA', ...header })}.${encodeJson(payload)}`;
  return `${signed}.${encodeBase64url(await sign({ data: utf8.encode(signed) }))}`;
}
