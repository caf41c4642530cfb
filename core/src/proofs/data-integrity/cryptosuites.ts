import { type CanonizeOptions } from 'jsonld';
import { contextUrls } from '../../contexts/context-urls.ts';
import { type Proof } from './parse-proof.ts';

/** How a suite turns a document and its proof's options into what was signed. */
export interface Cryptosuite {
  readonly canonizeOptions: CanonizeOptions;
  /** The context that defines the terms of the suite's proofs. */
  readonly context: string;
  /** Contexts of the document that define them too, the suite's own among them. */
  readonly definedBy: readonly string[];
  /** Whether a document without any of these may be read with the suite's context added (else: `term_undefined`). */
  readonly addsContext: boolean;
}

const rdfc: CanonizeOptions = { algorithm: 'RDFC-1.0', format: 'application/n-quads', base: null, safe: true };

const ed25519Signature2020: Cryptosuite = {
  canonizeOptions: rdfc,
  context: contextUrls.ed25519Signature2020,
  definedBy: [contextUrls.ed25519Signature2020],
  addsContext: false,
};

const eddsaRdfc2022: Cryptosuite = {
  canonizeOptions: { ...rdfc, rdfDirection: 'i18n-datatype' },
  context: contextUrls.dataIntegrityV2,
  definedBy: [contextUrls.dataIntegrityV2, contextUrls.credentialsV2],
  addsContext: true,
};

/** What a proof calls its suite: the type, or the cryptosuite of a `DataIntegrityProof`. */
export const suiteName = ({ type, cryptosuite }: Pick<Proof, 'type' | 'cryptosuite'>): string =>
  type === 'DataIntegrityProof' ? (cryptosuite ?? type) : type;

/** The suite that a proof names, or undefined for one that we do not read. */
export function findCryptosuite({ type, cryptosuite }: Pick<Proof, 'type' | 'cryptosuite'>): Cryptosuite | undefined {
  if (type === 'Ed25519Signature2020' && cryptosuite === undefined) return ed25519Signature2020;
  if (type === 'DataIntegrityProof' && cryptosuite === 'eddsa-rdfc-2022') return eddsaRdfc2022;
  return undefined;
}
