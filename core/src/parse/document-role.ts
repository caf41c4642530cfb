import { signsJson } from '../proofs/data-integrity/signs-json.ts';

/**
 * What stands at a place of a document, as far as the limits care. An array has the role of its items.
 * `message` is what surrounds documents; `context` an `@context` where one may be; `inside` all the rest.
 */
export type Role = 'message' | 'document' | 'credential' | 'proof' | 'context' | 'inside';

/** The role of a container's member. */
export function childRole(container: object, key: string, role: Role): Role {
  if (role === 'message' || role === 'context') return role;
  if (Array.isArray(container)) return role;
  if (role === 'document' || role === 'credential') {
    if (key === '@context') return 'context';
    if (key === 'proof') return 'proof';
  }
  if (role === 'document' && key === 'verifiableCredential') return 'credential';
  if (role === 'proof' && key === '@context' && signsJson(container)) return 'context';
  return 'inside';
}
