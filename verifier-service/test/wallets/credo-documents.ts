import {
  DidDocument,
  DidResolverService,
  JsonTransformer,
  W3cCredentialsModule,
  type AgentContext,
  type DidResolver,
  type W3cCredentialsModuleConfigOptions,
} from '@credo-ts/core';

type LoadDocument = NonNullable<W3cCredentialsModuleConfigOptions['documentLoader']>;

/** did:web as Credo's own resolver reads it, but over http: our test issuers and sites live on loopback. */
export const loopbackDidWeb: DidResolver = {
  supportedMethods: ['web'],
  allowsCaching: false,
  async resolve(_context, did) {
    const [host = '', ...path] = did.slice('did:web:'.length).split(':').map(decodeURIComponent);
    const answer = await fetch(`http://${host}/${path.length ? path.join('/') : '.well-known'}/did.json`);
    const didDocument = JsonTransformer.fromJSON(await answer.json(), DidDocument);
    return { didDocument, didDocumentMetadata: {}, didResolutionMetadata: {} };
  },
};

/** Credo's own loader frames DID documents with the contexts it bundles, and 2020's is not among them. */
async function readDid(context: AgentContext, url: string) {
  const document = await context.dependencyManager.resolve(DidResolverService).resolveDidDocument(context, url);
  if (!url.includes('#')) return document.toJSON();
  return { '@context': document.context, ...JsonTransformer.toJSON(document.dereferenceVerificationMethod(url)) };
}

/**
 * Credo's document loader, besides what it does not bundle.
 * @param contexts the JSON-LD contexts of our profile, by URL
 */
export function createDocumentLoader(
  contexts: (url: string) => Promise<Record<string, unknown> | undefined>,
): LoadDocument {
  const loadBundled = new W3cCredentialsModule().config.documentLoader;
  return (context) => async (url) => {
    const document = (await contexts(url)) ?? (url.startsWith('did:') ? await readDid(context, url) : undefined);
    return document ? { contextUrl: null, documentUrl: url, document } : loadBundled(context)(url);
  };
}
