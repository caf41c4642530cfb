import type { Policy, Requirement } from './policy-schema.ts';

export interface AskedClaim {
  /** From the subject; `null` stands for any item of an array (OpenID4VP 1.0 §7). */
  readonly path: readonly (string | null)[];
  readonly values?: readonly (string | number | boolean)[];
}

/**
 * What a requirement needs to see of the subject: what its checks read (membership authority, schema, identity),
 * then what the policy itself asks for.
 */
export function askedClaims({ type, claims }: Requirement, { identify }: Policy): readonly AskedClaim[] {
  const needed: AskedClaim[] = [];
  if (type === 'CoopMembershipCredential') {
    needed.push({ path: ['memberOf'] }, { path: ['membershipClass'] });
    if (identify === 'membership') needed.push({ path: ['membershipId'] });
  }
  const asked = new Set(claims.map(({ path }) => JSON.stringify(path)));
  return [...needed.filter(({ path }) => !asked.has(JSON.stringify(path))), ...claims];
}
