import type { DcqlQuery, DcqlQuestion } from './request.ts';

/**
 * The questions of which one answer alone is all that the site wants (OpenID4VP 1.0 §6.4.2).
 *
 * This wallet shows one card at a time: where a site wants two together, it has no answer. Sets that are not required
 * may stay unanswered; where none is required, one answer out of any of them is taken for what the site hopes for.
 */
export function answerableAlone({ credentials, credential_sets }: DcqlQuery): readonly DcqlQuestion[] {
  if (!credential_sets) return credentials.length === 1 ? credentials : [];
  const required = credential_sets.filter((set) => set.required ?? true);
  const isEnough = ({ options }: (typeof required)[number], id: string) =>
    options.some((option) => option.every((part) => part === id));
  return credentials.filter(({ id }) =>
    required.length > 0 ? required.every((set) => isEnough(set, id)) : credential_sets.some((set) => isEnough(set, id)),
  );
}

/** The issuers that the site named as welcome; none where it left that open. */
export const welcomeIssuers = (query: DcqlQuery): readonly unknown[] =>
  answerableAlone(query).flatMap(({ claims = [] }) =>
    claims.filter(({ path }) => path[0] === 'issuer' || path[0] === 'iss').flatMap(({ values = [] }) => values),
  );

/** Where an Open Badge says what a membership says otherwise. */
const sameAs: Readonly<Record<string, string>> = {
  achievement: 'memberOf',
  role: 'membershipClass',
  licenseNumber: 'membershipId',
  activityStartDate: 'memberSince',
};

/** The names of what the site asked to see, in the words of a membership, whichever kind of card is shown. */
export const askedClaims = (query: DcqlQuery): readonly string[] => [
  ...new Set(
    answerableAlone(query).flatMap((question) =>
      question.format === 'dc+sd-jwt'
        ? claimsOfToken(question)
        : (question.claims ?? [])
            .filter(({ path }) => path[0] === 'credentialSubject')
            .map(({ path }) => sameAs[String(path[1])] ?? String(path[1])),
    ),
  ),
];

/** Which claims a question wants of an SD-JWT VC, where they stand beside its issuer (OpenID4VP 1.0 §B.3.5). */
export const claimsOfToken = ({ claims = [] }: DcqlQuestion): readonly string[] =>
  claims.map(({ path }) => String(path[0])).filter((name) => name !== 'iss');
