/** How much of a stranger's document we look at before any JSON-LD runs (OpenID4VP 1.0 §14.3.2). */
export interface Limits {
  /** Bytes of the text, in UTF-8. */
  readonly bytes: number;
  /** Containers within one another, the document itself counted. */
  readonly depth: number;
  /** Items of one array: JSON-LD processing is quadratic in them. */
  readonly items: number;
  /** Values of the whole document: members, items and the containers they are in. */
  readonly values: number;
  readonly credentials: number;
  readonly proofs: number;
  /** Whether `@context` may hold objects, after the context of credentials v1 or v2. */
  readonly inlineContexts: boolean;
}

/** For what a wallet posts to a gate. */
export const presentationLimits: Limits = {
  bytes: 16 * 1024,
  depth: 12,
  items: 64,
  values: 1_000,
  credentials: 4,
  proofs: 2,
  inlineContexts: false,
};

/** For an SD-JWT that a wallet posts: base64url of what may itself hold base64url, of photographs for example. */
export const sdJwtLimits: Limits = { ...presentationLimits, bytes: 64 * 1024 };

/** For the command line and VC-API: wider, and its claims are never trusted. */
export const documentLimits: Limits = {
  bytes: 256 * 1024,
  depth: 32,
  items: 512,
  values: 10_000,
  credentials: 16,
  proofs: 8,
  inlineContexts: true,
};
