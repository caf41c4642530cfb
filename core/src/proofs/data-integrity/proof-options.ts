import { contextUrls } from '../../contexts/context-urls.ts';
import { problem, VerificationError } from '../../problem.ts';
import { type Proof } from './parse-proof.ts';

/** Where the terms of a suite's proofs are defined. */
export interface SuiteContext {
  /** The suite's own. */
  readonly context: string;
  /** Contexts of the document that define them too, the suite's own among them. */
  readonly definedBy: readonly string[];
  /** Whether a document without any of these may be read with the suite's context added (else: `term_undefined`). */
  readonly addsContext: boolean;
}

const bundled: ReadonlySet<unknown> = new Set(Object.values(contextUrls));

/** What a suite's own context defines, under the same protected terms as every bundled context that defines it. */
const ownTerms: ReadonlySet<string> = new Set([
  'type',
  'cryptosuite',
  'created',
  'expires',
  'proofPurpose',
  'verificationMethod',
  'challenge',
  'domain',
]);

/**
 * The proof's options as a document of their own: all but the signature, under the contexts of the secured
 * document (VC Data Integrity EdDSA Cryptosuites 1.0 §3.2.5).
 *
 * Under contexts we bundle, a proof of nothing but the suite's own terms says the same by the suite's small context
 * alone, which costs a fraction: a test holds it against the stock suites.
 *
 * @throws VerificationError `term_undefined` where the document's contexts do not define the proof's terms
 */
export function proofOptions(unsecured: object, { source }: Proof, suite: SuiteContext): object {
  const { '@context': context } = unsecured as { readonly '@context'?: unknown };
  const contexts: unknown[] = Array.isArray(context) ? context : [context];
  const isDefined = suite.definedBy.some((url) => contexts.includes(url));
  if (!isDefined && !suite.addsContext) throw new VerificationError(problem('term_undefined'));

  const {
    proofValue: _value,
    jws: _jws,
    ...options
  } = source as { readonly proofValue?: unknown; readonly jws?: unknown };
  const isPlain = contexts.every((url) => bundled.has(url)) && Object.keys(options).every((term) => ownTerms.has(term));
  if (isPlain) return { '@context': suite.context, ...options };
  return { '@context': isDefined ? contexts : [...contexts, suite.context], ...options };
}
