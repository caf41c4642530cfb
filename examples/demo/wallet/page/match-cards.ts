import { typeIri } from '@coop-credentials/core/profile';
import type { Card } from './card.ts';
import type { DcqlClaim, DcqlQuery } from './request.ts';

export interface Answerable {
  readonly card: Card;
  /** The question that the card answers. */
  readonly queryId: string;
  /** Whether the card is what the site asked for. Another one may be tried; the site will say no. */
  readonly fits: boolean;
}

/** Each card with the question it answers (OpenID4VP 1.0 §6.4), those that fit first. */
export function matchCards(cards: readonly Card[], query: DcqlQuery): readonly Answerable[] {
  const membership = typeIri('CoopMembershipCredential');
  const questions = query.credentials.filter(
    ({ format, meta }) =>
      format === 'ldp_vc' && (meta?.type_values ?? [[membership]]).some((types) => types.includes(membership)),
  );
  const first = questions[0];
  if (!first) return [];
  return cards
    .map((card) => {
      const fitting = questions.find((question) => claimsFit(card, question));
      return { card, queryId: (fitting ?? first).id, fits: fitting !== undefined };
    })
    .sort((one, other) => Number(other.fits) - Number(one.fits));
}

function claimsFit({ credential }: Card, { claims = [], claim_sets }: DcqlQuery['credentials'][number]): boolean {
  const fits = (claim: DcqlClaim | undefined) => claim !== undefined && claimFits(credential, claim);
  if (!claim_sets) return claims.every(fits);
  return claim_sets.some((set) => set.every((id) => fits(claims.find((claim) => claim.id === id))));
}

/** Paths of this wallet's cards lead through objects only. */
function claimFits(credential: unknown, { path, values }: DcqlClaim): boolean {
  const found = path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[String(step)] : undefined,
    credential,
  );
  return found !== undefined && (values === undefined || values.includes(found));
}

/** The names of what the site asked to see. */
export const askedClaims = ({ credentials }: DcqlQuery): readonly string[] => [
  ...new Set(
    credentials.flatMap(({ claims = [] }) =>
      claims.filter(({ path }) => path[0] === 'credentialSubject').map(({ path }) => String(path[1])),
    ),
  ),
];
