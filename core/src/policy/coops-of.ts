import { isJsonObject } from '../parse/json-object.ts';
import type { Credential } from '../parse/parse-credential.ts';

/**
 * The DIDs of the co-ops that a membership is of, one for each subject: none where it is no membership, and undefined
 * where a subject names no co-op.
 */
export function coopsOf({ types, subjects }: Pick<Credential, 'types' | 'subjects'>): readonly string[] | undefined {
  if (!types.includes('CoopMembershipCredential')) return [];
  const named = subjects.map(({ claims: { memberOf } }) => (isJsonObject(memberOf) ? memberOf['id'] : memberOf));
  return named.every((coop) => typeof coop === 'string') ? [...new Set(named)] : undefined;
}
