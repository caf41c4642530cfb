import * as v from 'valibot';
import { problem, VerificationError } from '../problem.ts';
import { type DidDocument } from '../ports.ts';
import { fromBase58, fromJwk, fromMultibase, toJwk } from './public-key.ts';

const MAX_KEYS = 32;

/** Of what is kept of a document, as JSON. A document of eight keys has about 2,000. */
const MAX_LENGTH = 16_384;

const verificationMethod = v.object({
  id: v.string(),
  type: v.string(),
  controller: v.string(),
  publicKeyMultibase: v.optional(v.pipe(v.string(), v.transform(readableMultibase))),
  publicKeyBase58: v.optional(v.pipe(v.string(), v.transform(readableBase58))),
  publicKeyJwk: v.optional(v.pipe(v.record(v.string(), v.unknown()), v.transform(readableJwk))),
  revoked: v.optional(v.string()),
  expires: v.optional(v.string()),
});

const relationship = v.pipe(v.array(v.union([v.string(), verificationMethod])), v.maxLength(MAX_KEYS));

const didDocument = v.object({
  id: v.string(),
  verificationMethod: v.optional(v.pipe(v.array(verificationMethod), v.maxLength(MAX_KEYS))),
  authentication: v.optional(relationship),
  assertionMethod: v.optional(relationship),
});

/**
 * A fetched document as a DID document, as far as we read one (DID Core 1.0 §5).
 *
 * Only what we read is kept: whoever has us fetch a document decides nothing about what it costs to remember it.
 *
 * @throws VerificationError `did_document_invalid`, also where it is the document of another DID, or has more keys
 *   than anybody needs
 */
export function parseDidDocument(did: string, input: unknown): DidDocument {
  const parsed = v.safeParse(didDocument, input);
  const isSound = parsed.success && parsed.output.id === did && JSON.stringify(parsed.output).length <= MAX_LENGTH;
  if (!isSound) throw new VerificationError(problem('did_document_invalid'));
  return parsed.output as DidDocument;
}

/** A key that we cannot read is kept as none, so that it is told from one that is not there. */
function readableMultibase(multibase: string): string {
  return fromMultibase(multibase) ? multibase : '';
}

function readableBase58(text: string): string {
  return fromBase58(text) ? text : '';
}

function readableJwk(jwk: Record<string, unknown>): Record<string, unknown> {
  const publicKey = fromJwk(jwk);
  return publicKey ? { ...toJwk(publicKey) } : {};
}
