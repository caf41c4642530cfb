import { answerableAlone } from './asked-questions.ts';
import { doubts, readCard, type Card } from './card.ts';
import type { DcqlClaim, DcqlQuery, DcqlQuestion } from './request.ts';

export interface Answerable {
  readonly card: Card;
  /** The question that the card answers. */
  readonly queryId: string;
  /** Why the site may say no, as far as the wallet can see. Such a card may be tried, but is never chosen for anybody. */
  readonly doubts: readonly string[];
}

/** Each card with the question it answers (OpenID4VP 1.0 §6.4), those without doubt first, else in the order given. */
export function matchCards(cards: readonly Card[], query: DcqlQuery, ownDid: string): readonly Answerable[] {
  const questions = answerableAlone(query).filter(({ format }) => format === 'ldp_vc');
  const first = questions[0];
  if (!first) return [];
  return cards
    .map((card) => {
      const fitting = questions.find((question) => typesFit(card, question) && claimsFit(card, question));
      const seen = [...doubts(card, ownDid), ...(fitting ? [] : ['Not what this site asked for'])];
      return { card, queryId: (fitting ?? first).id, doubts: seen };
    })
    .sort((one, other) => Number(one.doubts.length > 0) - Number(other.doubts.length > 0));
}

/** A card has all types of one of the lists, if there are any (OpenID4VP 1.0 §B.1.1). */
function typesFit(card: Card, { meta }: DcqlQuestion): boolean {
  const { types } = readCard(card);
  return meta?.type_values?.some((wanted) => wanted.every((type) => types.includes(type))) ?? true;
}

function claimsFit({ credential }: Card, { claims = [], claim_sets }: DcqlQuestion): boolean {
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
