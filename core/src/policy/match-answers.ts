import { presentationLimits, sdJwtLimits } from '../parse/limits.ts';
import { parsePresentation, type PresentationDocument } from '../parse/parse-presentation.ts';
import type { PresentationByQuery } from '../parse/parse-vp-token.ts';
import { isSdJwt, parseSdJwt, type SdJwt } from '../proofs/sd-jwt/parse-sd-jwt.ts';
import { problem, VerificationError, type ProblemCode } from '../problem.ts';
import { policyQueries, type PolicyQuery } from './policy-queries.ts';
import type { Policy } from './policy-schema.ts';

/** A presentation or an SD-JWT, and the question it answers. */
export type Answer = { readonly query: PolicyQuery } & (
  { readonly presentation: PresentationDocument } | { readonly token: SdJwt }
);

/**
 * Puts each presentation to the question it answers, before any is looked into further.
 *
 * Each question is answered by exactly one presentation (OpenID4VP 1.0 §8.1: we never ask with `multiple`); one that
 * was not asked is refused, and so are more than one alternative needs, which would cost us time for nothing (§6.4.2:
 * a wallet answers one option). The credentials of all presentations together are limited too.
 *
 * @throws VerificationError `query_unknown`, `presentation_missing`, `presentation_malformed`, `too_many_credentials`,
 *   and those of `parsePresentation` and `parseSdJwt`
 */
export function matchAnswers(input: PresentationByQuery, policy: Policy): readonly Answer[] {
  const queries = policyQueries(policy);
  const answers = 'bare' in input ? [bare(input.bare, queries)] : byQuery(input.presentations, queries);
  const most = Math.max(...policy.accept.map(({ require }) => require.length));
  if (answers.length > most) refuse('too_many_credentials', most);
  const matched = answers.map(({ query, document }) => read(query, document));

  const credentials = matched.reduce((sum, answer) => sum + countIn(answer), 0);
  if (credentials > presentationLimits.credentials) refuse('too_many_credentials', presentationLimits.credentials);
  return matched;
}

function read(query: PolicyQuery, document: unknown): Answer {
  if (query.format === 'ldp_vc') return { query, presentation: parsePresentation(document, presentationLimits) };
  if (typeof document !== 'string') return malformed('an SD-JWT is a text');
  return { query, token: parseSdJwt(document, sdJwtLimits) };
}

const countIn = (answer: Answer): number => ('token' in answer ? 1 : answer.presentation.credentials.length);

function bare(document: unknown, queries: readonly PolicyQuery[]) {
  const query = queries.find(({ format }) => (format === 'dc+sd-jwt') === isSdJwt(document));
  if (!query || queries.some(({ requirement }) => requirement !== query.requirement)) {
    return malformed('one presentation alone cannot say which of several questions it answers');
  }
  return { query, document };
}

function byQuery(presentations: ReadonlyMap<string, readonly unknown[]>, queries: readonly PolicyQuery[]) {
  if (presentations.size === 0) refuse('presentation_missing');
  return [...presentations].map(([id, documents]) => {
    const query = queries.find((one) => one.id === id) ?? refuse('query_unknown');
    if (documents.length === 0) refuse('presentation_missing');
    if (documents.length > 1) malformed('more than one presentation for one question');
    return { query, document: documents[0] };
  });
}

function malformed(detail: string): never {
  throw new VerificationError(problem('presentation_malformed', { detail }));
}

function refuse(code: ProblemCode, max?: number): never {
  throw new VerificationError(problem(code, max === undefined ? {} : { params: { max } }));
}
