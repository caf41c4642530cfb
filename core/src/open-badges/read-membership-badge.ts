import { asList, isJsonObject, type JsonObject } from '../parse/json-object.ts';

/**
 * A membership that was issued as an Open Badge, in the words of our own profile; any other credential as it stands.
 *
 * A badge is a membership where its achievement is of the type `Membership` (Open Badges 3.0 §B.1.1, §B.2.1). Its
 * creator, or the issuer where it names none, is the co-op; `role` the membership's class, `licenseNumber` its id,
 * the year of `activityStartDate` its beginning. Whatever judges memberships then need not know of badges.
 *
 * @param signed the view of `readSigned`, compacted to the context of Open Badges
 */
export function readMembershipBadge(signed: JsonObject): JsonObject {
  const types = asList(signed['type']);
  const [subject, ...others] = asList(signed['credentialSubject']);
  if (!types.includes('OpenBadgeCredential') || !isJsonObject(subject) || others.length > 0) return signed;
  const { id, achievement, role, licenseNumber, activityStartDate } = subject;
  if (!isJsonObject(achievement) || achievement['achievementType'] !== 'Membership') return signed;
  if (isSaidTwice(achievement, signed)) return signed;

  const claims = {
    id,
    memberOf: coop(achievement['creator'], signed['issuer']),
    membershipClass: role,
    membershipId: licenseNumber,
    memberSince: typeof activityStartDate === 'string' ? activityStartDate.slice(0, 4) : undefined,
  };
  return {
    ...signed,
    type: [...types, 'CoopMembershipCredential'],
    credentialSubject: Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined)),
  };
}

/** Its name is for the schema alone: what a site shows comes from the site's own entry. */
function coop(creator: unknown, issuer: unknown): JsonObject {
  const named = creator ?? issuer;
  const id = isJsonObject(named) ? named['id'] : named;
  const name = [creator, issuer].map((one) => isJsonObject(one) && one['name']).find((one) => typeof one === 'string');
  return { id, type: 'Organization', name: name ?? id };
}

/** A holder could write the achievement's node in two places, and its creator only where nobody looks. */
function isSaidTwice({ id }: JsonObject, signed: JsonObject): boolean {
  const count = (value: unknown): number =>
    typeof value !== 'object' || value === null
      ? 0
      : Object.values(value).reduce((sum: number, item) => sum + count(item), 'id' in value && value.id === id ? 1 : 0);
  return typeof id === 'string' && count(signed) > 1;
}
