import { askedOfBadge, badgeTypeIri } from '../open-badges/asked-of-badge.ts';
import { typeIri } from '../profile/terms.ts';
import { askedClaims, type AskedClaim } from './asked-claims.ts';
import type { Policy, Requirement } from './policy-schema.ts';

/** One question to a wallet, and which requirement of the policy its answer must meet. */
export interface PolicyQuery {
  readonly id: string;
  /** Index into the policy's `accept`. */
  readonly accept: number;
  /** Index into that alternative's `require`. */
  readonly position: number;
  readonly requirement: Requirement;
  /** What the question asks for: our own type, or an Open Badge that says the same. */
  readonly shape: 'own' | 'badge';
  readonly typeIri: string;
  readonly claims: readonly AskedClaim[];
}

/**
 * The questions a policy compiles to, in order: a membership may be of our own type, asked for first, or an Open Badge
 * (DESIGN §4, §5). Compiling and evaluating share it, so that ids always match; which of the two was answered makes
 * no difference to how the answer is judged.
 */
export function policyQueries(policy: Policy): readonly PolicyQuery[] {
  return policy.accept.flatMap(({ require }, accept) =>
    require.flatMap((requirement, position) =>
      shapes({ id: `a${accept}r${position}`, accept, position, requirement }, policy),
    ),
  );
}

function shapes(asked: Pick<PolicyQuery, 'id' | 'accept' | 'position' | 'requirement'>, policy: Policy): PolicyQuery[] {
  const { id, requirement } = asked;
  const claims = askedClaims(requirement, policy);
  const own: PolicyQuery = { ...asked, shape: 'own', typeIri: typeIri(requirement.type), claims };
  const badgeClaims = requirement.type === 'CoopMembershipCredential' ? askedOfBadge(claims) : undefined;
  if (!badgeClaims) return [own];
  return [own, { ...asked, id: `${id}-badge`, shape: 'badge', typeIri: badgeTypeIri, claims: badgeClaims }];
}

/**
 * Every way to answer everything that one alternative asks for: a question for each of its requirements.
 * Ways with our own types come first.
 */
export function completeSets(queries: readonly PolicyQuery[], accept: number): readonly (readonly PolicyQuery[])[] {
  const asked = queries.filter((query) => query.accept === accept);
  const positions = [...new Set(asked.map(({ position }) => position))];
  return positions.reduce<PolicyQuery[][]>(
    (sets, position) =>
      sets.flatMap((set) => asked.filter((query) => query.position === position).map((query) => [...set, query])),
    [[]],
  );
}
