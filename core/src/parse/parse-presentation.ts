import { problem, VerificationError } from '../problem.ts';
import type { Limits } from './limits.ts';
import { asList, isJsonObject, type JsonObject } from './json-object.ts';
import { walkWithin } from './walk-within.ts';

/** A presentation as it arrived: within the limits, not yet believed. */
export interface PresentationDocument {
  readonly document: JsonObject;
  readonly credentials: readonly JsonObject[];
  readonly proofs: readonly JsonObject[];
}

/**
 * Takes a decoded presentation apart. What it says is read only after its signature, from the signed view.
 *
 * `verifiableCredential` may be one object or an array (VC Data Model 1.1 §4.10, 2.0 §4.13). Enveloped
 * credentials, which are no JSON-LD of their own, are of a later format.
 *
 * @throws VerificationError `presentation_malformed`, `credential_malformed`, `proof_malformed`, and those of
 *   {@link walkWithin}
 */
export function parsePresentation(input: unknown, limits: Limits): PresentationDocument {
  walkWithin(input, limits);
  if (!isPresentation(input)) throw new VerificationError(problem('presentation_malformed'));
  return {
    document: input,
    credentials: objects(input['verifiableCredential'], 'credential_malformed'),
    proofs: objects(input['proof'], 'proof_malformed'),
  };
}

/** By its type: whether a document is to be read as a presentation rather than a credential. */
export function isPresentation(input: unknown): input is JsonObject {
  return isJsonObject(input) && asList(input['type']).includes('VerifiablePresentation');
}

/** Members that must be objects, one or several. */
export function objects(value: unknown, code: 'credential_malformed' | 'proof_malformed'): readonly JsonObject[] {
  return asList(value).map((item) => {
    if (!isJsonObject(item)) throw new VerificationError(problem(code));
    return item;
  });
}
