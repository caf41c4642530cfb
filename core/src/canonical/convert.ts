import { type DocumentLoader } from '../contexts/context-store.ts';
import { type JsonObject } from '../parse/json-object.ts';
import { type Canonical, canonicalQuads } from './canonical-quads.ts';
import { createContextGraph, Missing } from './context-graph.ts';
import { type Internals } from './internals.ts';
import { type Digest } from './label-blank-nodes.ts';
import { QuadReader } from './read-quads.ts';
import { unusual } from './unusual.ts';

/** Gives what a document states, or undefined where jsonld is to be asked. */
export type Converter = (document: JsonObject, digest?: Digest) => Promise<Canonical | undefined>;

/** Of a document within the limits at a gate there are never as many contexts to load. */
const MOST_CONTEXTS = 64;

/**
 * The short way from a document's JSON to what is hashed: contexts are processed by jsonld, once, and everything else
 * is looked up. It never refuses a document: whatever is unusual about one is left to jsonld.
 *
 * @param documentLoader of contexts that never change
 */
export function createConverter(internals: Internals, documentLoader: DocumentLoader): Converter {
  const contexts = createContextGraph(internals, documentLoader);
  return async (document, digest = 'sha256') => {
    for (let loaded = 0; loaded <= MOST_CONTEXTS; loaded += 1) {
      const found = attempt(document, digest);
      if (!(found instanceof Missing)) return found;
      // Whatever is wrong with a context, jsonld says it.
      if (
        !(await found.load().then(
          () => true,
          () => false,
        ))
      )
        return undefined;
    }
    return undefined;
  };

  function attempt(document: JsonObject, digest: Digest): Canonical | Missing | undefined {
    try {
      const reader = new QuadReader();
      reader.readNode(document, { context: contexts.root(), under: undefined, isGraph: false, graph: undefined });
      return canonicalQuads(reader, digest);
    } catch (thrown) {
      if (thrown instanceof Missing) return thrown;
      if (thrown === unusual) return undefined;
      throw thrown;
    }
  }
}
