import { documentLimits, faultMessage, parseJsonWithin } from '@coop-credentials/core';
import express, { type Request, type RequestHandler } from 'express';
import * as v from 'valibot';
import { problemError } from '../problem.ts';
import { refuseNulIn } from './refuse-nul.ts';

const BYTES = 64 * 1024;

/** Of a body that a site sends; a policy's list of co-ops may be long. */
const limits = { ...documentLimits, bytes: BYTES, depth: 12, items: 1_000 };

const readRaw = express.raw({ type: 'application/json', limit: BYTES, inflate: false });

/** Reads a JSON body as bytes, 64 KiB at most; one that is announced longer is not read at all. */
export const readJson: RequestHandler = (request, response, next) => {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0;
  if (hasBody && !request.is('application/json')) {
    next(problemError('content_type_unsupported', { detail: 'Send application/json.' }));
    return;
  }
  readRaw(request, response, next);
};

/**
 * The body as the schema types it; no body counts as `{}`.
 * @throws VerificationError `json_invalid` or a limit's
 * @throws ProblemError `body_invalid`, with every fault in `problems`
 */
export function bodyOf<S extends v.GenericSchema>(request: Request, schema: S): v.InferOutput<S> {
  const parsed = v.safeParse(schema, jsonOf(request));
  if (parsed.success) return parsed.output;
  const problems = parsed.issues.map((issue) => ({ path: v.getDotPath(issue) ?? '', message: faultMessage(issue) }));
  throw problemError('body_invalid', { members: { problems } });
}

/**
 * The body decoded, within its limits.
 * @throws ProblemError `body_invalid` where a text holds U+0000
 */
export function jsonOf(request: Request): unknown {
  const body: unknown = request.body;
  const value = Buffer.isBuffer(body) && body.length > 0 ? parseJsonWithin(body, limits) : {};
  refuseNulIn(value);
  return value;
}
