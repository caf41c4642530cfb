import { hash } from 'node:crypto';
import { type CanonizeOptions } from 'jsonld';
import { canonize } from '../../canonical/canonize.ts';
import { type DocumentLoader } from '../../contexts/context-store.ts';
import { jsonLdProblem } from '../../contexts/json-ld-problem.ts';
import { problem, VerificationError } from '../../problem.ts';

export type Digest = 'sha256' | 'sha384';

export interface CanonicalHashOptions {
  readonly digest: Digest;
  readonly rdfDirection?: 'i18n-datatype';
  readonly documentLoader: DocumentLoader;
}

const rdfc: CanonizeOptions = { algorithm: 'RDFC-1.0', format: 'application/n-quads', base: null, safe: true };

/**
 * The hash of a document's canonical form (RDFC-1.0), which also labels blank nodes by that hash function.
 *
 * @throws VerificationError `term_undefined`, `context_not_allowed` or `credential_malformed` for a document that has no
 *   canonical form
 */
export async function canonicalHash(document: object, options: CanonicalHashOptions): Promise<Buffer> {
  return hash(options.digest, await canonicalForm(document, options), 'buffer');
}

const known = new WeakMap<object, Map<string, Promise<Buffer>>>();

/**
 * The same of a document that nobody changes: the proofs of a set are all over one and the same object, which has one
 * canonical form however many there are.
 *
 * @throws VerificationError as {@link canonicalHash}
 */
export function documentHash(document: object, options: CanonicalHashOptions): Promise<Buffer> {
  const { digest, rdfDirection = '' } = options;
  const hashes = known.get(document) ?? new Map<string, Promise<Buffer>>();
  known.set(document, hashes);
  const found = hashes.get(digest + rdfDirection) ?? canonicalHash(document, options);
  hashes.set(digest + rdfDirection, found);
  return found;
}

/**
 * The canonical form itself, as N-Quads.
 *
 * @throws VerificationError as {@link canonicalHash}
 */
export async function canonicalForm(
  document: object,
  { digest, rdfDirection, documentLoader }: CanonicalHashOptions,
): Promise<string> {
  try {
    return await canonize(document, {
      ...rdfc,
      documentLoader,
      ...(rdfDirection && { rdfDirection }),
      canonizeOptions: { messageDigestAlgorithm: digest },
    });
  } catch (cause) {
    throw new VerificationError(jsonLdProblem(cause) ?? problem('signature_invalid'), { cause });
  }
}
