import { typeIri } from '@coop-credentials/core/profile';
import { doubts, type Card } from './card.ts';
import type { DcqlClaim, DcqlQuery } from './request.ts';

export interface Answerable {
  readonly card: Card;
  /** The question that the card answers. */
  readonly queryId: string;
  /** Why the site may say no, as far as the wallet can see. Such a card may be tried, but is never chosen for anybody. */
  readonly doubts: readonly string[];
}

/** Each card with the question it answers (OpenID4VP 1.0 §6.4), those without doubt first, else in the order given. */
export function matchCards(cards: readonly Card[], query: DcqlQuery, ownDid: string): readonly Answerable[] {
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
      const seen = [...doubts(card, ownDid), ...(fitting ? [] : ['Not what this site asked for'])];
      return { card, queryId: (fitting ?? first).id, doubts: seen };
    })
    .sort((one, other) => Number(one.doubts.length > 0) - Number(other.doubts.length > 0));
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

/** The issuers that the site named as welcome; none where it left that open. */
export const welcomeIssuers = ({ credentials }: DcqlQuery): readonly unknown[] =>
  credentials.flatMap(({ claims = [] }) =>
    claims.filter(({ path }) => path[0] === 'issuer').flatMap(({ values = [] }) => values),
  );

/** The names of what the site asked to see. */
export const askedClaims = ({ credentials }: DcqlQuery): readonly string[] => [
  ...new Set(
    credentials.flatMap(({ claims = [] }) =>
      claims.filter(({ path }) => path[0] === 'credentialSubject').map(({ path }) => String(path[1])),
    ),
  ),
];
