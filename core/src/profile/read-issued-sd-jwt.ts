import { sdJwtLimits } from '../parse/limits.ts';
import { parseDisclosure } from '../proofs/sd-jwt/parse-disclosure.ts';
import { parseSdJwt } from '../proofs/sd-jwt/parse-sd-jwt.ts';
import { digestOf } from './sign-token.ts';

/** What an SD-JWT VC says to the wallet that keeps it. */
export interface IssuedSdJwt {
  /** Every claim, also what a wallet may keep back, beside what the token says of itself (`iss`, `exp`, `cnf`). */
  readonly claims: Readonly<Record<string, unknown>>;
  /** The names of those that `presentSdJwt` shows or keeps back. */
  readonly selective: readonly string[];
}

/**
 * Reads an SD-JWT VC as its holder got it, in Node and in browsers. No signature is checked: a wallet shows its owner
 * what it keeps, a verifier would not believe it. What lies within a claim stays as it came.
 *
 * @throws VerificationError `token_malformed`, `disclosure_malformed`, and limits
 */
export async function readIssuedSdJwt(credential: string): Promise<IssuedSdJwt> {
  const { issued, disclosures } = parseSdJwt(credential, sdJwtLimits);
  const { _sd, _sd_alg: _, ...open } = issued.payload;
  const digests = new Set<unknown>(Array.isArray(_sd) ? _sd : []);
  const read = disclosures.map(async (text) => ({
    ...parseDisclosure(text, sdJwtLimits),
    isOfToken: digests.has(await digestOf(text)),
  }));
  const disclosed = (await Promise.all(read)).flatMap(({ name, value, isOfToken }) =>
    isOfToken && name !== undefined ? [[name, value] as const] : [],
  );
  return { claims: { ...open, ...Object.fromEntries(disclosed) }, selective: disclosed.map(([name]) => name) };
}
