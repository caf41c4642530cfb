// What we use of jsonld, which has no types of its own.

declare module 'jsonld' {
  export interface ProcessingOptions {
    documentLoader: (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: object }>;
    base?: string | null;
    /** Throws where a value would be dropped for want of a definition. */
    safe?: boolean;
  }

  /** How jsonld reports an error: `name` and `details` are stable, the message is not. */
  export interface JsonLdError extends Error {
    readonly name: string;
    readonly details?: { readonly code?: string; readonly event?: { readonly code?: string } };
  }

  /** How a document becomes the text that is hashed (RDFC-1.0). */
  export interface CanonizeOptions {
    readonly algorithm: 'RDFC-1.0';
    readonly format: 'application/n-quads';
    readonly base: null;
    readonly safe: true;
    readonly rdfDirection?: 'i18n-datatype';
    /** Of RDFC-1.0. */
    readonly canonizeOptions?: {
      readonly messageDigestAlgorithm?: 'sha256' | 'sha384';
      /** Is filled with the label that each blank node got. */
      readonly canonicalIdMap?: Map<string, string>;
      /** How much harder than its size a graph may be; 1 unless given. */
      readonly maxWorkFactor?: number;
    };
  }

  const jsonld: {
    canonize(
      document: object | string,
      options: CanonizeOptions &
        Pick<ProcessingOptions, 'documentLoader'> & { readonly inputFormat?: 'application/n-quads' },
    ): Promise<string>;
    expand(document: object, options: ProcessingOptions): Promise<object[]>;
    compact(document: object, context: unknown, options: ProcessingOptions): Promise<Record<string, unknown>>;
    toRDF(document: object, options: ProcessingOptions & { format?: string }): Promise<unknown>;
  };
  export default jsonld;
}

// Below its public interface: used for one exact version only (`src/canonical/stock-version.ts`).

declare module 'jsonld/lib/context.js' {
  /** A term as an active context holds it. */
  export interface TermDefinition {
    readonly '@id'?: string | null;
    readonly '@type'?: string;
    readonly '@container'?: readonly string[];
    readonly '@context'?: unknown;
    readonly '@language'?: string | null;
    readonly '@direction'?: string | null;
    readonly reverse: boolean;
    readonly _prefix?: boolean;
  }

  export interface ActiveContext {
    readonly mappings: ReadonlyMap<string, TermDefinition | null>;
    readonly protected: Readonly<Record<string, boolean>>;
    readonly previousContext?: ActiveContext;
    readonly '@base'?: unknown;
    readonly '@vocab'?: string;
    readonly '@language'?: string;
    readonly '@direction'?: string;
    /** Terms by IRI, made when a document is compacted. */
    readonly inverse?: object | null;
    clone(this: ActiveContext): ActiveContext;
  }

  const context: {
    getInitialContext(options: object): ActiveContext;
    process(given: {
      readonly activeCtx: ActiveContext;
      readonly localCtx: unknown;
      readonly options: object;
      readonly propagate?: boolean;
      readonly overrideProtected?: boolean;
    }): Promise<ActiveContext>;
  };
  export default context;
}

declare module 'jsonld/lib/ContextResolver.js' {
  export default class ContextResolver {
    constructor(options: { readonly sharedCache: Pick<Map<string, unknown>, 'get' | 'set'> });
  }
}

declare module 'jsonld/lib/events.js' {
  const events: { safeEventHandler: (given: unknown) => void };
  export default events;
}

declare module 'rdf-canonize' {
  interface Term {
    readonly termType: string;
    readonly value: string;
  }
  type Quad = Readonly<Record<'subject' | 'predicate' | 'object' | 'graph', Term>>;
  const rdfCanonize: {
    readonly NQuads: { parse(text: string): Quad[]; serialize(quads: readonly object[]): string };
  };
  export default rdfCanonize;
}
