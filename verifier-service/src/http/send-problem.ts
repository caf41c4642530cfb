import { problem, type Problem, type ProblemCode } from '@coop-credentials/core';
import type { ErrorRequestHandler, Response } from 'express';
import type { Log } from '../log.ts';
import { ProblemError, problemBody, problemError, problemIn } from '../problem.ts';
import { storageProblem } from '../store/storage-problem.ts';
import { problemWords } from './problem-words.ts';
import { requestIdOf } from './request-id.ts';

/**
 * Seconds; a disk is not emptied faster. A PostgreSQL that is restarted, or another one in its place, is back soon; where
 * there is too much to do, more comes of it when all come again at once.
 */
const RETRY: Partial<Record<ProblemCode, string>> = { database_unreachable: '1', service_busy: '5' };
const DISK_RETRY = '30';

/** Answers with `application/problem+json` (RFC 9457); its `detail` says what to do, also where the code says enough to a program. */
export function sendProblem(
  response: Response,
  found: Problem,
  extra: Partial<Pick<ProblemError, 'members' | 'headers'>> = {},
) {
  response.locals['problemCode'] = found.code;
  const reader = response.req.originalUrl.startsWith('/v1/') ? 'site' : 'other';
  const detail = found.detail ?? problemWords(found, reader);
  const told = { ...found, ...(detail !== undefined && { detail }) };
  response
    .status(found.status)
    .set('Cache-Control', 'no-store')
    .set(extra.headers ?? {})
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(told, extra.members, `urn:uuid:${requestIdOf(response)}`)));
}

/**
 * The last middleware: an error of ours tells its problem, an error of Express's own or of the disk the one it stands
 * for, and everything else is logged and told as `internal_error`, without a word of what it said.
 */
export function problemHandler(log: Log): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, _request, response, _next) => {
    const known = error instanceof ProblemError ? error : undefined;
    const storage = storageProblem(error);
    const found = problemIn(error) ?? storage ?? expressProblem(error);
    if (!found || found.status === 500) log.error({ requestId: requestIdOf(response), error }, 'unexpected error');
    if (storage) log.error({ requestId: requestIdOf(response), problem: storage.code, error }, 'nothing was stored');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const headers = storage && { 'Retry-After': RETRY[storage.code] ?? DISK_RETRY };
    sendProblem(response, found ?? problem('internal_error'), headers ? { headers } : known);
  };
}

/** What Express and its body parsers throw, told by their `type` and `status`, never by words. */
function expressProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { type, status } = error as Error & { type?: unknown; status?: unknown };
  if (type === 'entity.too.large') return problem('body_too_large');
  if (type === 'charset.unsupported' || type === 'encoding.unsupported') return problem('content_type_unsupported');
  if (type === 'request.aborted' || type === 'request.size.invalid') return problem('json_invalid');
  // A path that cannot be decoded names nothing, nor does a file that is not there.
  if (error instanceof URIError || status === 400 || status === 404) return problemError('route_unknown').problem;
  return undefined;
}
