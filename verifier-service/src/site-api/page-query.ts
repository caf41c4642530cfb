import { faultMessage } from '@coop-credentials/core';
import type { Request } from 'express';
import * as v from 'valibot';
import { problemError } from '../problem.ts';

const Query = v.object({
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200))),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,3}$/, 'must be a whole number from 1 to 500'),
      v.transform(Number),
      v.minValue(1),
      v.maxValue(500),
    ),
    '100',
  ),
});

/** `?cursor=&limit=`: 100 at a time unless asked otherwise, 500 at most. */
export function pageQuery(request: Request): { readonly cursor?: string | undefined; readonly limit: number } {
  const parsed = v.safeParse(Query, request.query);
  if (parsed.success) return parsed.output;
  const problems = parsed.issues.map((issue) => ({ path: v.getDotPath(issue) ?? '', message: faultMessage(issue) }));
  throw problemError('body_invalid', { members: { problems } });
}
