/** More than an answer within its limits has use for: a holder, and four issuers with a key each. */
const most = 8;

/**
 * The `did:web` identifiers that a decoded document mentions anywhere, without their fragments.
 * A guess at what its verification will ask for, from a document that is within its limits but not yet believed.
 */
export function mentionedDids(document: unknown, found = new Set<string>()): Set<string> {
  if (found.size >= most) return found;
  if (typeof document === 'string') {
    const [did] = /^did:web:[^#?]{1,500}/.exec(document) ?? [];
    if (did) found.add(did);
  } else if (document instanceof Map) {
    for (const value of document.values()) mentionedDids(value, found);
  } else if (typeof document === 'object' && document !== null) {
    for (const value of Object.values(document)) mentionedDids(value, found);
  }
  return found;
}
