// What we use of jsonld, which has no types of its own.

declare module 'jsonld' {
  interface ProcessingOptions {
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
  }

  const jsonld: {
    canonize(document: object, options: CanonizeOptions & Pick<ProcessingOptions, 'documentLoader'>): Promise<string>;
    expand(document: object, options: ProcessingOptions): Promise<object[]>;
    compact(document: object, context: unknown, options: ProcessingOptions): Promise<Record<string, unknown>>;
    toRDF(document: object, options: ProcessingOptions & { format?: string }): Promise<unknown>;
  };
  export default jsonld;
}
