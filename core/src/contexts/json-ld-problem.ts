import { type JsonLdError } from 'jsonld';
import { problem, type Problem, VerificationError } from '../problem.ts';

/** jsonld's own codes (`details`), as they stand in its safe mode: a value would be dropped. */
const undefinedTerms: ReadonlySet<string> = new Set([
  'invalid property',
  'relative @type reference',
  'relative type reference',
  'relative predicate reference',
]);

/**
 * What jsonld's error means to us, or undefined where jsonld did not refuse the document.
 *
 * Its `name` and `details` are read, never its message.
 */
export function jsonLdProblem(error: unknown): Problem | undefined {
  const chain = causes(error);
  const own = chain.find((cause) => cause instanceof VerificationError);
  if (own) return own.problem;

  const jsonLdError = chain.find((cause): cause is JsonLdError => String(cause.name).startsWith('jsonld.'));
  if (!jsonLdError) return undefined;
  const code = jsonLdError.details?.event?.code;
  return problem(code !== undefined && undefinedTerms.has(code) ? 'term_undefined' : 'credential_malformed');
}

/** The error and what it wraps: jsonld keeps the loader's error under `details.cause`. */
function causes(error: unknown): Error[] {
  const found: Error[] = [];
  let next: unknown = error;
  while (next instanceof Error && !found.includes(next)) {
    found.push(next);
    next = next.cause ?? (next as JsonLdError & { details?: { cause?: unknown } }).details?.cause;
  }
  return found;
}
