import express, { type Request, type RequestHandler } from 'express';
import { problemError } from '../problem.ts';

const formType = 'application/x-www-form-urlencoded';

/**
 * The most that is ever read. A form triples every quote and brace of the JSON inside it, so the 16 KiB that
 * presentations and the 64 KiB that SD-JWTs may have are counted after decoding, and this is only the outer wall.
 */
export const longestForm = 112 * 1024;

const readText = express.text({ type: formType, limit: longestForm, inflate: false });

/**
 * Reads a form as text, without parsing it (OpenID4VP 1.0 §8.2).
 * @throws ProblemError `content_type_unsupported`, `body_too_large`, `response_malformed`
 */
export const readForm: RequestHandler = (request, response, next) => {
  if (!request.is(formType)) {
    next(problemError('content_type_unsupported', { detail: `Send ${formType}.` }));
    return;
  }
  readText(request, response, (error?: unknown) => {
    next(error === undefined ? undefined : readingProblem(error));
  });
};

/** The same where a form may be posted, or nothing at all. */
export const readFormIfAny: RequestHandler = (request, response, next) => {
  const { 'transfer-encoding': encoding, 'content-length': length = '0' } = request.headers;
  if (encoding === undefined && length === '0') next();
  else readForm(request, response, next);
};

/** The form that `readForm` read: empty when the wallet sent nothing. */
export function formOf(request: Request): string {
  const body: unknown = request.body;
  return typeof body === 'string' ? body : '';
}

function readingProblem(cause: unknown) {
  const type = typeof cause === 'object' && cause !== null && 'type' in cause ? cause.type : undefined;
  if (type === 'entity.too.large') return problemError('body_too_large', { cause });
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return problemError('content_type_unsupported', { cause });
  }
  return problemError('response_malformed', { cause });
}
