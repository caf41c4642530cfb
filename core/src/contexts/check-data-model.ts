import { asList } from '../parse/json-object.ts';
import { problem, VerificationError } from '../problem.ts';

/** Properties whose values must say what they are (VCDM 2.0 §4.5: "Objects that require a type"). */
const typed = ['credentialStatus', 'credentialSchema', 'refreshService', 'termsOfUse', 'evidence'] as const;

/** Of these, the ones that must also say which (VCDM 2.0 §4.11). */
const identified: readonly string[] = ['credentialSchema'];

/**
 * What the data model asks of a credential's objects, and RDF does not: an object without a type would be read by
 * nobody, and a subject of whom nothing is said (VCDM 2.0 §4.8) is no subject.
 *
 * @throws VerificationError `credential_malformed`
 */
export function checkDataModel(credential: Readonly<Record<string, unknown>>): void {
  const isWhole = typed.every((name) => asList(credential[name]).every((value) => isTyped(name, value)));
  const subjects = asList(credential.credentialSubject);
  if (!isWhole || subjects.some(isEmptyObject)) throw new VerificationError(problem('credential_malformed'));
}

function isTyped(name: string, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  return !identified.includes(name) || ('id' in value && typeof value.id === 'string');
}

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;
