import { parseJsonWithin, sdJwtLimits } from '@coop-credentials/core';
import { compactDecrypt } from 'jose';
import { problemError } from '../../problem.ts';
import type { ResponseKey } from '../../requests/response-keys.ts';
import type { PlainForm } from './parse-form.ts';

/** What may encrypt the content; told in `encrypted_response_enc_values_supported`. HAIP 1.0 wants both of a verifier. */
export const contentEncryptions = ['A128GCM', 'A256GCM'] as const;

/** The longest encrypted answer, in characters: base64url of what a plain one may be, and its head. */
const LONGEST = 64 * 1024;

const COMPACT = /^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/;

/** The answer around the `vp_token`, which has limits of its own. */
const limits = { ...sdJwtLimits, depth: sdJwtLimits.depth + 1, values: sdJwtLimits.values + 16 };

/**
 * Opens an encrypted answer (OpenID4VP 1.0 §8.3; RFC 7516): ECDH-ES on P-256 to the key of this very handle, A128GCM or
 * A256GCM, nothing compressed, no JWT inside. A `kid` may be missing, as from wallets of earlier drafts: no other key
 * would open it anyway.
 *
 * @throws ProblemError `body_too_large`, `response_malformed`, `response_encryption_unsupported`, `response_key_wrong`,
 *   `response_undecryptable`
 * @throws VerificationError of `parseJsonWithin`
 */
export async function decryptResponse(jwe: string, { kid, privateKey }: ResponseKey): Promise<PlainForm> {
  if (jwe.length > LONGEST) throw problemError('body_too_large', { params: { max: LONGEST } });
  if (!COMPACT.test(jwe)) throw problemError('response_malformed', { detail: 'Not a compact JWE.' });
  checkHeader(headerOf(jwe), kid);

  const opened = await compactDecrypt(jwe, privateKey, {
    keyManagementAlgorithms: ['ECDH-ES'],
    contentEncryptionAlgorithms: [...contentEncryptions],
  }).catch(() => {
    // Without the cause, and whatever it was: what does not open tells nobody why.
    throw problemError('response_undecryptable');
  });
  return parsePayload(opened.plaintext);
}

function headerOf(jwe: string): Readonly<Record<string, unknown>> {
  const header: unknown = parseHeader(Buffer.from(jwe.slice(0, jwe.indexOf('.')), 'base64url').toString());
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    throw problemError('response_malformed', { detail: 'The head of the JWE is no JSON object.' });
  }
  return header as Readonly<Record<string, unknown>>;
}

function parseHeader(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checkHeader({ alg, enc, zip, crit, cty, kid }: Readonly<Record<string, unknown>>, expectedKid: string): void {
  const isKnown = alg === 'ECDH-ES' && contentEncryptions.some((known) => known === enc);
  if (!isKnown || zip !== undefined || crit !== undefined) {
    const detail = `Asked for: ECDH-ES with ${contentEncryptions.join(' or ')}, without zip or crit.`;
    throw problemError('response_encryption_unsupported', { detail });
  }
  if (typeof cty === 'string' && /jwt/i.test(cty)) {
    throw problemError('response_malformed', { detail: 'A JWT inside of the JWE was not asked for.' });
  }
  if (kid !== undefined && kid !== expectedKid) throw problemError('response_key_wrong');
}

/** The members that count; `vp_token` as JSON, also where a wallet of an earlier draft sent it as text. */
function parsePayload(plaintext: Uint8Array): PlainForm {
  const payload = parseJsonWithin(plaintext, limits);
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    throw problemError('response_malformed', { detail: 'What was encrypted is no JSON object.' });
  }
  const { vp_token: token, error, state } = payload as Readonly<Record<string, unknown>>;
  for (const text of [error, state]) {
    if (text !== undefined && typeof text !== 'string') throw problemError('response_malformed');
  }
  if (token !== undefined && error !== undefined) {
    throw problemError('response_malformed', { detail: 'Both an error and a vp_token.' });
  }
  return {
    ...(token !== undefined && { vpToken: typeof token === 'string' ? token : JSON.stringify(token) }),
    ...(typeof error === 'string' && { error }),
    ...(typeof state === 'string' && { state }),
  };
}
