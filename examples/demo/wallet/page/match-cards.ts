import { answerableAlone, claimsOfToken } from './asked-questions.ts';
import { doubts, isSelective, readCard, type Card } from './card.ts';
import type { DcqlClaim, DcqlQuery, DcqlQuestion } from './request.ts';

export interface Answerable {
  readonly card: Card;
  /** The question that the card answers. */
  readonly queryId: string;
  /** The claims that go along; of a card that is shown whole, all. */
  readonly shown?: readonly string[];
  /** Why the site may say no, as far as the wallet can see. Such a card may be tried, but is never chosen for anybody. */
  readonly doubts: readonly string[];
}

/** Each card with the question it answers (OpenID4VP 1.0 §6.4), those without doubt first, else in the order given. */
export function matchCards(cards: readonly Card[], query: DcqlQuery, ownDid: string): readonly Answerable[] {
  return cards
    .flatMap((card): readonly Answerable[] => {
      const format = isSelective(card) ? 'dc+sd-jwt' : 'ldp_vc';
      const questions = answerableAlone(query).filter((question) => question.format === format);
      const fitting = questions.find((question) => typesFit(card, question) && claimsFit(card, question));
      const question = fitting ?? questions[0];
      if (!question) return [];
      const seen = [...doubts(card, ownDid), ...(fitting ? [] : ['Not what this site asked for'])];
      return [{ card, queryId: question.id, doubts: seen, ...shownBy(card, question) }];
    })
    .sort((one, other) => Number(one.doubts.length > 0) - Number(other.doubts.length > 0));
}

/** Of what may be kept back, nothing but what is asked for (OpenID4VP 1.0 §6.4.1). */
function shownBy(card: Card, question: DcqlQuestion): Pick<Answerable, 'shown'> {
  if (!isSelective(card)) return {};
  const { claims, selective } = card.said;
  const asked = claimsOfToken(question);
  return { shown: Object.keys(claims).filter((name) => asked.includes(name) || !selective.includes(name)) };
}

/** A card has all types of one of the lists, if there are any, or is of one of the types (OpenID4VP 1.0 §B.1.1, §B.3.5). */
function typesFit(card: Card, { meta }: DcqlQuestion): boolean {
  const { types } = readCard(card);
  const wanted = isSelective(card) ? meta?.vct_values?.map((type) => [type]) : meta?.type_values;
  return wanted?.some((all) => all.every((type) => types.includes(type))) ?? true;
}

function claimsFit(card: Card, { claims = [], claim_sets }: DcqlQuestion): boolean {
  const said = isSelective(card) ? card.said.claims : card.credential;
  const fits = (claim: DcqlClaim | undefined) => claim !== undefined && claimFits(said, claim);
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
