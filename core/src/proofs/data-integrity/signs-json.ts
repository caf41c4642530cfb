import { isJsonObject } from '../../parse/json-object.ts';

/**
 * Whether a proof is of a suite that signs the JSON itself (RFC 8785) and not what it states. Only such a proof has an
 * `@context`, and only such a document need not be JSON-LD at all.
 */
export const signsJson = (proof: unknown): boolean =>
  isJsonObject(proof) &&
  'type' in proof &&
  proof.type === 'DataIntegrityProof' &&
  'cryptosuite' in proof &&
  typeof proof.cryptosuite === 'string' &&
  /^(eddsa-jcs-2022|ecdsa-jcs-2019)$/.test(proof.cryptosuite);
