import { isJsonObject } from '../parse/json-object.ts';
import type { DidDocument } from '../ports.ts';

/**
 * Whether a resolver's answer is the document of that DID, in the shape that keys are looked for in. Cheaper than
 * `parseDidDocument`, which is for what comes off the network: this runs on every look-up.
 */
export function isDidDocument(did: string, found: unknown): found is DidDocument {
  if (!isJsonObject(found) || found['id'] !== did) return false;
  const { verificationMethod, authentication, assertionMethod, unpinned } = found;
  return (
    isListOf(isMethod, verificationMethod) &&
    isListOf(isMethodOrId, authentication) &&
    isListOf(isMethodOrId, assertionMethod) &&
    isListOf(isText, unpinned)
  );
}

const isListOf = (isOne: (value: unknown) => boolean, list: unknown): boolean =>
  list === undefined || (Array.isArray(list) && list.every(isOne));

const isText = (value: unknown): boolean => typeof value === 'string';

const isMethod = (value: unknown): boolean =>
  isJsonObject(value) &&
  isText(value['id']) &&
  [value['publicKeyMultibase'], value['publicKeyBase58']].every((key) => key === undefined || isText(key));

const isMethodOrId = (value: unknown): boolean => isText(value) || isMethod(value);
