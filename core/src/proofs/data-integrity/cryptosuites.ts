import { type Cryptosuite } from './cryptosuite.ts';
import { type Proof } from './parse-proof.ts';
import { bbs2023 } from './suites/bbs-2023.ts';
import { ecdsaSd2023 } from './suites/ecdsa-sd-2023.ts';
import { ed25519Signature2018 } from './suites/ed25519-signature-2018.ts';
import { ecdsaJcs2019, eddsaJcs2022 } from './suites/jcs.ts';
import { ecdsaRdfc2019, ed25519Signature2020, eddsaRdfc2022 } from './suites/rdfc.ts';

/** Suites from before Data Integrity, each a proof type of its own. */
const proofTypes: ReadonlyMap<string, Cryptosuite> = new Map([
  ['Ed25519Signature2020', ed25519Signature2020],
  ['Ed25519Signature2018', ed25519Signature2018],
]);

/** What a `DataIntegrityProof` may name. */
const cryptosuites: ReadonlyMap<string, Cryptosuite> = new Map([
  ['eddsa-rdfc-2022', eddsaRdfc2022],
  ['eddsa-jcs-2022', eddsaJcs2022],
  ['ecdsa-rdfc-2019', ecdsaRdfc2019],
  ['ecdsa-jcs-2019', ecdsaJcs2019],
  ['ecdsa-sd-2023', ecdsaSd2023],
  ['bbs-2023', bbs2023],
]);

/** What a proof calls its suite: the type, or the cryptosuite of a `DataIntegrityProof`. */
export const suiteName = ({ type, cryptosuite }: Pick<Proof, 'type' | 'cryptosuite'>): string =>
  type === 'DataIntegrityProof' ? (cryptosuite ?? type) : type;

/** The suite that a proof names, or undefined for one that we do not read. */
export function findCryptosuite({ type, cryptosuite }: Pick<Proof, 'type' | 'cryptosuite'>): Cryptosuite | undefined {
  if (type === 'DataIntegrityProof') return cryptosuite === undefined ? undefined : cryptosuites.get(cryptosuite);
  return cryptosuite === undefined ? proofTypes.get(type) : undefined;
}
