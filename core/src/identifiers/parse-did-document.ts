import * as v from 'valibot';
import { problem, VerificationError } from '../problem.ts';
import { type DidDocument } from '../ports.ts';

const MAX_KEYS = 64;

const verificationMethod = v.looseObject({
  id: v.string(),
  type: v.string(),
  controller: v.string(),
  publicKeyMultibase: v.optional(v.string()),
  publicKeyJwk: v.optional(v.record(v.string(), v.unknown())),
  revoked: v.optional(v.string()),
  expires: v.optional(v.string()),
});

const relationship = v.pipe(v.array(v.union([v.string(), verificationMethod])), v.maxLength(MAX_KEYS));

const didDocument = v.looseObject({
  id: v.string(),
  verificationMethod: v.optional(v.pipe(v.array(verificationMethod), v.maxLength(MAX_KEYS))),
  authentication: v.optional(relationship),
  assertionMethod: v.optional(relationship),
});

/**
 * A fetched document as a DID document, as far as we read one (DID Core 1.0 §5).
 *
 * @throws VerificationError `did_document_invalid`, also where it is the document of another DID
 */
export function parseDidDocument(did: string, input: unknown): DidDocument {
  const parsed = v.safeParse(didDocument, input);
  if (!parsed.success || parsed.output.id !== did) throw new VerificationError(problem('did_document_invalid'));
  return parsed.output as DidDocument;
}
