/** Four credentials with two lists each. */
const most = 8;

/**
 * The addresses of status lists that a decoded document mentions anywhere: a guess at what its verification will ask
 * for, from a document that is within its limits but not yet believed.
 */
export function mentionedStatusLists(document: unknown, found = new Set<string>()): Set<string> {
  if (found.size >= most || typeof document !== 'object' || document === null) return found;
  const entries = document instanceof Map ? [...document.entries()] : Object.entries(document);
  for (const [name, value] of entries) {
    if (name === 'statusListCredential' && typeof value === 'string') found.add(value);
    else mentionedStatusLists(value, found);
  }
  return found;
}
