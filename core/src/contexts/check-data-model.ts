import { asList, isJsonObject, type JsonObject } from '../parse/json-object.ts';
import { problem, VerificationError } from '../problem.ts';

/** Properties whose values must say what they are (VCDM 2.0 §4.5: "Objects that require a type"). */
const typed = ['credentialStatus', 'credentialSchema', 'refreshService', 'termsOfUse', 'evidence'] as const;

/** Of objects, the ones that must also say which (VCDM 2.0 §4.11, §5.3). */
const identified: readonly string[] = ['credentialSchema', 'relatedResource'];

/** An address with a scheme (URL Standard; VCDM 2.0 §4.4): what else an `id` holds, RDF may drop in silence. */
const URL_LIKE = /^[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>"{}|\\^`]+$/;

/**
 * What the data model asks of a credential's objects, and RDF does not: an object without a type would be read by
 * nobody, a subject of whom nothing is said (VCDM 2.0 §4.8) is no subject, and an id that is no address names nothing.
 *
 * @throws VerificationError `credential_malformed`, whose detail names the property
 */
export function checkDataModel(credential: JsonObject): void {
  for (const name of typed) {
    for (const value of asList(credential[name])) requireThat(isObjectWithId(name, value) && hasType(value), name);
  }
  const related = asList(credential['relatedResource']);
  for (const value of related)
    requireThat(isObjectWithId('relatedResource', value) && hasDigest(value), 'relatedResource');
  requireThat(
    new Set(related.map((value) => isJsonObject(value) && value['id'])).size === related.length,
    'relatedResource',
  );

  requireThat(hasSoundId(credential), 'id');
  for (const subject of asList(credential['credentialSubject'])) {
    if (!isJsonObject(subject)) continue;
    const isSound = Object.keys(subject).length > 0 && hasSoundId(subject);
    requireThat(isSound && (subject['type'] === undefined || hasType(subject)), 'credentialSubject');
  }
}

function isObjectWithId(name: string, value: unknown): value is JsonObject {
  return isJsonObject(value) && hasSoundId(value) && (!identified.includes(name) || 'id' in value);
}

/**
 * The same of a presentation: it and its holder, where they have an id, have an address (VCDM 2.0 §4.13).
 *
 * @throws VerificationError `presentation_malformed`
 */
export function checkPresentationModel(presentation: JsonObject): void {
  const { holder } = presentation;
  const isSound =
    holder === undefined || (isJsonObject(holder) ? 'id' in holder && hasSoundId(holder) : isAddress(holder));
  if (!isSound || !hasSoundId(presentation)) throw new VerificationError(problem('presentation_malformed'));
}

const isAddress = (value: unknown): boolean => typeof value === 'string' && URL_LIKE.test(value);

const hasSoundId = ({ id }: JsonObject): boolean => id === undefined || isAddress(id);

function hasType({ type }: JsonObject): boolean {
  const types = asList(type);
  return types.length > 0 && types.every((name) => typeof name === 'string' && name !== '');
}

/** One of both at least, each a text (VCDM 2.0 §5.3). */
function hasDigest({ digestSRI, digestMultibase }: JsonObject): boolean {
  const given = [digestSRI, digestMultibase].filter((digest) => digest !== undefined);
  return given.length > 0 && given.every((digest) => typeof digest === 'string' && digest !== '');
}

function requireThat(holds: boolean, name: string): void {
  if (!holds)
    throw new VerificationError(problem('credential_malformed', { detail: `not as the data model has it: ${name}` }));
}
