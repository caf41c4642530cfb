import { CompactEncrypt, importJWK, type CompactJWEHeaderParameters, type JWK } from 'jose';
import { send, type Answer } from './site-client.ts';
import type { ReadRequest } from './wallet.ts';

/** A compact JWE to that key, as a wallet makes it. Override a header to break one thing. */
export async function encryptTo(
  key: JWK,
  plaintext: string,
  header: Partial<CompactJWEHeaderParameters> & Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { kid } = key;
  const all = { alg: 'ECDH-ES', enc: 'A128GCM', ...(kid !== undefined && { kid }), ...header };
  const recipient = await importJWK(key, 'ECDH-ES');
  return new CompactEncrypt(Buffer.from(plaintext))
    .setProtectedHeader(all as CompactJWEHeaderParameters)
    .encrypt(recipient);
}

/** The same JWE with another head, which its tag then does not cover: for heads that no library writes. */
export function withHead(jwe: string, change: Readonly<Record<string, unknown>>): string {
  const [head = '', ...rest] = jwe.split('.');
  const decoded = JSON.parse(Buffer.from(head, 'base64url').toString()) as object;
  return [Buffer.from(JSON.stringify({ ...decoded, ...change })).toString('base64url'), ...rest].join('.');
}

/** Posts a `vp_token` as it was asked for: encrypted, the state inside. */
export async function postEncrypted(request: ReadRequest, vpToken: string, enc = 'A128GCM'): Promise<Answer> {
  if (!request.encryptTo) throw new Error('the request asks for a plain answer');
  const payload = JSON.stringify({ vp_token: JSON.parse(vpToken), state: request.state });
  const response = await encryptTo(request.encryptTo, payload, { enc });
  return send(request.responseUri, { method: 'POST', body: new URLSearchParams({ response }) });
}
