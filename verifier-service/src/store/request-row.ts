import { problem, type Problem, type ProblemCode } from '@coop-credentials/core';
import type { Insertable, Selectable } from 'kysely';
import type { PresentationRequest } from '../requests/presentation-request.ts';
import type { Schema } from './schema.ts';

type RequestRow = Selectable<Schema['requests']>;

export function requestFromRow(row: RequestRow): PresentationRequest {
  const lastProblem = problemFromText(row.last_problem);
  const rejection = problemFromText(row.problem);
  return {
    id: row.id,
    siteId: row.site_id,
    policy: { id: row.policy_id, version: row.policy_version },
    subject: row.subject,
    returnUrl: row.return_url,
    ...(row.locale !== null && { locale: row.locale }),
    test: row.is_test === 1,
    clientIdPrefix: row.client_id_prefix,
    responseMode: row.response_mode,
    requestUriMethod: row.request_uri_method,
    ...(row.certificate_hash !== null && { certificateHash: row.certificate_hash }),
    ...(row.match_code !== null && { matchCode: row.match_code }),
    state: row.state,
    ...(row.flow !== null && { flow: row.flow }),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    ...(row.answered_at !== null && { answeredAt: row.answered_at }),
    ...(row.collected_at !== null && { collectedAt: row.collected_at }),
    tries: row.tries,
    ...(lastProblem && { lastProblem }),
    ...(rejection && { problem: rejection }),
  };
}

export function rowFromRequest(request: PresentationRequest, browserTokenHash: string): Insertable<Schema['requests']> {
  return {
    id: request.id,
    site_id: request.siteId,
    policy_id: request.policy.id,
    policy_version: request.policy.version,
    subject: request.subject,
    return_url: request.returnUrl,
    locale: request.locale ?? null,
    is_test: request.test ? 1 : 0,
    client_id_prefix: request.clientIdPrefix,
    response_mode: request.responseMode,
    request_uri_method: request.requestUriMethod,
    certificate_hash: request.certificateHash ?? null,
    match_code: request.matchCode ?? null,
    browser_token_hash: browserTokenHash,
    state: 'open',
    created_at: request.createdAt,
    expires_at: request.expiresAt,
    tries: 0,
  };
}

/** Only what varies is kept: title, type and status come from the table again. */
export function problemToText({ code, detail, params }: Problem): string {
  return JSON.stringify({ code, detail, params });
}

function problemFromText(text: string | null): Problem | undefined {
  if (text === null) return undefined;
  const { code, ...extra } = JSON.parse(text) as { code: ProblemCode } & Pick<Problem, 'detail' | 'params'>;
  return problem(code, extra);
}
