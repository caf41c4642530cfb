import { problem, VerificationError } from '../problem.ts';
import type { Limits } from './limits.ts';
import { walkWithin } from './walk-within.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Decodes JSON from a stranger: first its size, then the text, then the shape of what it says.
 *
 * @param root `message` where documents are inside of what is decoded, as in a `vp_token`
 * @throws VerificationError `body_too_large`, `json_invalid`, and those of {@link walkWithin}
 */
export function parseJsonWithin(
  input: string | Uint8Array,
  limits: Limits,
  root: 'document' | 'message' = 'message',
): unknown {
  const bytes = typeof input === 'string' ? utf8Length(input, limits.bytes) : input.byteLength;
  if (bytes > limits.bytes) throw new VerificationError(problem('body_too_large', { params: { max: limits.bytes } }));
  const value = decode(input);
  walkWithin(value, limits, root);
  return value;
}

function decode(input: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof input === 'string' ? input : utf8.decode(input)) as unknown;
  } catch {
    // Without the cause: the parser's message quotes its input.
    throw new VerificationError(problem('json_invalid'));
  }
}

/** A text longer in UTF-16 units than the limit is longer in bytes too: it is not measured. */
const utf8Length = (text: string, max: number): number => (text.length > max ? text.length : Buffer.byteLength(text));
