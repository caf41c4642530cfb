import { asList, isJsonObject } from '../parse/json-object.ts';
import { signsJson } from '../proofs/data-integrity/signs-json.ts';
import { problem, VerificationError } from '../problem.ts';
import { type ContextStore } from './context-store.ts';
import { contextUrls } from './context-urls.ts';

/** How strictly contexts are judged: what a wallet posts to a gate, or a file that somebody wants looked at. */
export type ContextProfile = 'presentation' | 'document';

interface ContextOptions {
  readonly contexts: ContextStore;
  readonly profile: ContextProfile;
}

/** The data model's, ours and two more: each costs time in every step of JSON-LD, and a repeated one says nothing. */
const MAX_AT_GATE = 4;

const dataModels: readonly unknown[] = [contextUrls.credentialsV1, contextUrls.credentialsV2];

/**
 * Judges the contexts of one credential, or of a presentation without its credentials.
 *
 * The data model's context comes first (VCDM 2.0 §4.3). After it, at a gate: a few addresses on the allow-list, each
 * once, at the root and nowhere else. A holder who could add a definition could make a signed value read as another one.
 *
 * @throws VerificationError `context_not_allowed`, `context_nested`
 */
export function checkContexts(document: object, { contexts, profile }: ContextOptions): void {
  const { '@context': context, proof, ...rest } = document as Record<string, unknown>;
  const entries: unknown[] = Array.isArray(context) ? context : [context];
  const isAllowed = (entry: unknown): boolean =>
    typeof entry === 'string' ? contexts.has(entry) : profile === 'document' && typeof entry === 'object';
  const isFew = profile === 'document' || (entries.length <= MAX_AT_GATE && new Set(entries).size === entries.length);

  if (!dataModels.includes(entries[0]) || !isFew || !entries.every(isAllowed)) {
    throw new VerificationError(problem('context_not_allowed'));
  }
  if (profile === 'presentation' && (hasContext(rest) || asList(proof).some(hasOwnContext))) {
    throw new VerificationError(problem('context_nested'));
  }
}

/** A proof that signs the JSON has its document's context, which verifying it compares (`parseProof`). */
function hasOwnContext(proof: unknown): boolean {
  if (!isJsonObject(proof) || !signsJson(proof)) return hasContext(proof);
  const { '@context': _, ...rest } = proof;
  return hasContext(rest);
}

function hasContext(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return '@context' in value || Object.values(value).some(hasContext);
}
