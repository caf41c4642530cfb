import type { AskedClaim } from '../policy/asked-claims.ts';

/** The type's IRI, as queries name it. */
export const badgeTypeIri = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential';

/** Where a badge says what our profile says otherwise: see `readMembershipBadge`. */
const places: ReadonlyMap<unknown, string> = new Map([
  ['membershipClass', 'role'],
  ['membershipId', 'licenseNumber'],
  ['memberSince', 'activityStartDate'],
]);

const isMembership: AskedClaim = { path: ['achievement', 'achievementType'], values: ['Membership'] };

/**
 * The claims asked of a membership, as a badge says them; undefined where no badge could say them all.
 *
 * Whose member it is goes unasked, because a badge without a creator leaves it to its issuer.
 */
export function askedOfBadge(claims: readonly AskedClaim[]): readonly AskedClaim[] | undefined {
  const asked: AskedClaim[] = [isMembership];
  for (const { path, values } of claims) {
    const [name, ...rest] = path;
    if (name === 'memberOf' && rest.length === 0) continue;
    const place = places.get(name);
    // A year is no date: where only some years are taken, the wallet cannot choose by it.
    if (place === undefined || rest.length > 0 || (name === 'memberSince' && values)) return undefined;
    asked.push({ path: [place], ...(values && { values }) });
  }
  return asked;
}
