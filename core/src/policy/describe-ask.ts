import { askedClaims } from './asked-claims.ts';
import type { Policy } from './policy-schema.ts';

/** What a page tells a person before they answer: what for, what is looked at, for how long, whose members. */
export interface Ask {
  readonly purpose: string;
  /** Claim names of the profile, such as `membershipClass`. */
  readonly claims: readonly string[];
  /** ISO 8601 duration. */
  readonly grantFor: string;
  readonly issuers: readonly { readonly id: string; readonly name: string }[];
  readonly lists: readonly string[];
}

/** Describes a policy for a person, over all its alternatives. */
export function describeAsk(policy: Policy): Ask {
  const requirements = policy.accept.flatMap(({ require }) => require);
  const claims = requirements.flatMap((requirement) =>
    askedClaims(requirement, policy).map(({ path }) => String(path[0])),
  );
  const denied = (id: string) => requirements.every(({ issuers }) => issuers.deny.some((entry) => entry.id === id));
  const allowed = requirements.flatMap(({ issuers }) => issuers.allow).filter(({ id }) => !denied(id));
  return {
    purpose: policy.purpose,
    claims: [...new Set(claims)],
    grantFor: policy.grant.for,
    issuers: [...new Map(allowed.map(({ id, name }) => [id, { id, name }])).values()],
    lists: [...new Set(requirements.flatMap(({ issuers }) => issuers.lists))],
  };
}
