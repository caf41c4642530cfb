import { isJsonObject } from '../../parse/json-object.ts';

const suites: readonly unknown[] = ['eddsa-jcs-2022', 'ecdsa-jcs-2019'];

/**
 * Whether a proof is of a suite that signs the JSON itself (RFC 8785) and not what it states. Only such a proof has an
 * `@context`, and only such a document need not be JSON-LD at all.
 */
export const signsJson = (proof: unknown): boolean =>
  isJsonObject(proof) && proof['type'] === 'DataIntegrityProof' && suites.includes(proof['cryptosuite']);
