import { problem, VerificationError } from '../problem.ts';
import { childRole, type Role } from './document-role.ts';
import type { Limits } from './limits.ts';
import { isPlainName } from './plain-name.ts';

/** Names that mean something to JavaScript itself. */
const ofTheLanguage = new Set(['__proto__', 'constructor', 'prototype']);

/** JSON-LD keywords of plain values, which change nothing about where a statement stands. */
const ofValues = new Set(['@id', '@type', '@value', '@language', '@direction']);

/**
 * Refuses member names that would let a document say something where we do not look.
 *
 * `@included`, `@graph`, `@nest`, `@reverse` and names spelled as IRIs move a statement to another place of the JSON
 * and leave the signed statements as they are: a wallet could hide its credential's `credentialStatus` and keep the
 * signature. We read names, so names must be terms (VC Data Integrity 1.0 §2.4.1). A nested `@context` would do the
 * same (§4.6 there); the proof of a suite that signs the JSON has its document's (`parseProof` compares them). Names within an `@context` are definitions, bound by the context's own protection. Where inline
 * contexts are allowed, documents are compacted before they are read, which makes terms of spelled-out names.
 *
 * @throws VerificationError `document_key_forbidden`, `context_nested`
 */
export function requireKeyAllowed(key: string, role: Role, { inlineContexts }: Limits, container: object = {}): void {
  if (ofTheLanguage.has(key)) throw new VerificationError(problem('document_key_forbidden'));
  if (role === 'message' || role === 'context') return;
  if (key === '@context') {
    if (childRole(container, key, role) === 'context') return;
    throw new VerificationError(problem('context_nested'));
  }
  if (inlineContexts && (ofValues.has(key) || !key.startsWith('@'))) return;
  if (!isPlainName(key)) throw new VerificationError(problem('document_key_forbidden'));
}
