import { credentialTypes, faultMessage } from '@coop-credentials/core';
import { Router } from 'express';
import * as v from 'valibot';
import type { Clock } from '../clock.ts';
import { onlyMethods } from '../http/methods.ts';
import { problemError } from '../problem.ts';
import { findRecognised } from '../recognition/find-recognised.ts';
import type { FollowedLists } from '../recognition/follow-lists.ts';
import { toldList } from '../recognition/told-list.ts';
import { pageQuery } from './page-query.ts';

const Query = v.object({
  list: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
  search: v.optional(v.pipe(v.string(), v.maxLength(200))),
  state: v.optional(v.picklist(['active', 'upcoming', 'suspended', 'ended', 'compromised'])),
  type: v.optional(v.picklist(credentialTypes)),
  cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,6}$/, 'must be the cursor of a page')), '0'),
});

/** `/v1/recognised-issuers`: whom the recognition lists name, and why. */
export function recognisedIssuersRouter({
  followed,
  clock,
}: {
  readonly followed: Pick<FollowedLists, 'all'>;
  readonly clock: Clock;
}): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router
    .route('/')
    .get((request, response) => {
      const { limit } = pageQuery(request);
      const parsed = v.safeParse(Query, request.query);
      if (!parsed.success) {
        const problems = parsed.issues.map((issue) => ({
          path: v.getDotPath(issue) ?? '',
          message: faultMessage(issue),
        }));
        throw problemError('body_invalid', { members: { problems } });
      }
      const { list, search, state, type, cursor } = parsed.output;
      const names = list?.split(',').map((name) => name.trim());
      const lists = followed.all().filter(({ pin }) => !names || names.includes(pin.name));
      const [now, from] = [clock(), Number(cursor)];
      const { issuers, total } = findRecognised(lists, { search, state, type, from, limit, now });
      response.json({
        lists: lists.map((one) => toldList(one, now)),
        issuers,
        total,
        ...(from + limit < total && { next: String(from + limit) }),
      });
    })
    .all(onlyMethods('GET'));

  return router;
}
