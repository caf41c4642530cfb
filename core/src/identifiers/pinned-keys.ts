import type { DidDocument, VerificationMethod } from '../ports.ts';
import { fingerprint } from './fingerprint.ts';
import { absolute, readPublicKey } from './resolve-key.ts';

/** A key in the document of a DID whose keys are pinned, that is none of these. */
export interface UnpinnedKey {
  readonly did: string;
  readonly key: string;
  readonly fingerprint: string;
}

export interface PinnedKeysOptions {
  /** By DID, the fingerprints (as `findIssuer` shows them) of the keys that may be used. */
  readonly pinnedKeys: ReadonlyMap<string, readonly string[]>;
  /** Called once for each key: the issuer changed its keys, or somebody took its website over. */
  readonly onUnpinnedKey?: (found: UnpinnedKey) => void;
}

/**
 * Marks the keys of a document that are not pinned: `resolveKey` refuses them. A key that cannot be read is refused
 * anyway. Without pins a `did:web` is as strong as its web server (did:web §3, "Security and Privacy Considerations").
 */
export function createKeyPins({ pinnedKeys, onUnpinnedKey }: PinnedKeysOptions) {
  const told = new Set<string>();

  return async (document: DidDocument): Promise<DidDocument> => {
    const pins = pinnedKeys.get(document.id)?.map(plain);
    if (!pins) return document;
    const unpinned: string[] = [];
    for (const method of methodsOf(document)) {
      const publicKey = readPublicKey(method);
      if (!publicKey) continue;
      const found = { did: document.id, key: absolute(document, method.id), fingerprint: await fingerprint(publicKey) };
      if (pins.includes(plain(found.fingerprint))) continue;
      unpinned.push(found.key);
      const seen = `${found.key} ${found.fingerprint}`;
      if (!told.has(seen)) onUnpinnedKey?.(found);
      told.add(seen);
    }
    return { ...document, unpinned };
  };
}

const plain = (text: string): string => text.replaceAll(/\s/g, '').toUpperCase();

function methodsOf({ verificationMethod, authentication, assertionMethod }: DidDocument): VerificationMethod[] {
  const relationships = [...(authentication ?? []), ...(assertionMethod ?? [])];
  return [...(verificationMethod ?? []), ...relationships.filter((entry) => typeof entry !== 'string')];
}
