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
  readonly format: 'ldp_vc' | 'dc+sd-jwt';
  /** What the question asks for: our own type, or an Open Badge that says the same. */
  readonly shape: 'own' | 'badge';
  readonly typeIri: string;
  readonly claims: readonly AskedClaim[];
}

/**
 * The questions a policy compiles to, in order: our own type in JSON-LD first, then a membership as an Open Badge, then
 * our own type as an SD-JWT VC. Compiling and evaluating share it, so that ids always match; which of the two was answered makes
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
  const own: PolicyQuery = {
    ...asked,
    format: 'ldp_vc',
    shape: 'own',
    typeIri: typeIri(requirement.type),
    claims,
  };
  const token: PolicyQuery = { ...own, id: `${id}-sd-jwt`, format: 'dc+sd-jwt' };
  const badgeClaims = requirement.type === 'CoopMembershipCredential' ? askedOfBadge(claims) : undefined;
  if (!badgeClaims) return [own, token];
  const badge = { shape: 'badge', typeIri: badgeTypeIri, claims: badgeClaims } as const;
  return [own, { ...own, ...badge, id: `${id}-badge` }, token];
}

/**
 * Every way to answer everything that one alternative asks for, in one format: a question for each of its requirements.
 * Ways with our own types come first.
 */
export function completeSets(queries: readonly PolicyQuery[], accept: number): readonly (readonly PolicyQuery[])[] {
  return (['ldp_vc', 'dc+sd-jwt'] as const).flatMap((format) =>
    waysOf(queries.filter((query) => query.accept === accept && query.format === format)),
  );
}

function waysOf(asked: readonly PolicyQuery[]): readonly (readonly PolicyQuery[])[] {
  if (asked.length === 0) return [];
  const positions = [...new Set(asked.map(({ position }) => position))];
  return positions.reduce<PolicyQuery[][]>(
    (sets, position) =>
      sets.flatMap((set) => asked.filter((query) => query.position === position).map((query) => [...set, query])),
    [[]],
  );
}
