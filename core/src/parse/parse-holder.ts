import { problem, VerificationError } from '../problem.ts';
import { isJsonObject } from './json-object.ts';

/**
 * The holder a presentation names, a URL or an object with one (VC Data Model 2.0 §4.13).
 *
 * @param signed the view of `readSigned`
 * @throws VerificationError `presentation_malformed` for a holder that is neither
 */
export function parseHolder(signed: unknown): { readonly holder?: string } {
  if (!isJsonObject(signed)) throw new VerificationError(problem('presentation_malformed'));
  if (signed['holder'] === undefined) return {};
  const holder = isJsonObject(signed['holder']) ? signed['holder']['id'] : signed['holder'];
  if (typeof holder !== 'string') throw new VerificationError(problem('presentation_malformed'));
  return { holder };
}
