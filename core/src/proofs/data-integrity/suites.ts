import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite as eddsaRdfc2022 } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { type LinkedDataProof } from 'jsonld-signatures';
import { type Proof } from './parse-proof.ts';

/** What a proof calls its suite: the type, or the cryptosuite of a `DataIntegrityProof`. */
export const suiteName = ({ type, cryptosuite }: Pick<Proof, 'type' | 'cryptosuite'>): string =>
  type === 'DataIntegrityProof' ? (cryptosuite ?? type) : type;

const suites: ReadonlyMap<string, () => LinkedDataProof> = new Map([
  ['Ed25519Signature2020', () => new Ed25519Signature2020()],
  ['eddsa-rdfc-2022', () => new DataIntegrityProof({ cryptosuite: eddsaRdfc2022 })],
]);

/** A suite of its own for each proof (they keep state), or undefined for one that we do not read. */
export function createSuite(proof: Proof): LinkedDataProof | undefined {
  const isNamedTwice = proof.type !== 'DataIntegrityProof' && proof.cryptosuite !== undefined;
  return isNamedTwice ? undefined : suites.get(suiteName(proof))?.();
}
