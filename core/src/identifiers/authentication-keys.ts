import type { DidDocument } from '../ports.ts';
import type { PublicKey } from './public-key.ts';
import { absolute, isOver, readPublicKey } from './resolve-key.ts';

/** The keys that a DID's document lists for proving to be that DID, now (DID Core 1.0 §5.3.1). */
export function authenticationKeys(document: DidDocument, now: Date): readonly PublicKey[] {
  const methods = new Map(document.verificationMethod?.map((method) => [absolute(document, method.id), method]));
  return (document.authentication ?? []).flatMap((entry) => {
    const method = typeof entry === 'string' ? methods.get(absolute(document, entry)) : entry;
    if (!method || method.controller !== document.id || isOver(method, now)) return [];
    return readPublicKey(method) ?? [];
  });
}
