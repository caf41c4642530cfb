import { Router } from 'express';
import * as v from 'valibot';
import { onlyMethods } from '../http/methods.ts';
import { bodyOf, readJson } from '../http/read-json.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { siteOf } from './authenticate.ts';

/** No control characters or halves of one: not every database keeps them as they are. */
const Text = v.pipe(v.string(), v.minLength(1), v.maxLength(200), v.regex(/^[^\p{Cc}\p{Cs}]*$/u));

/** Thirty days: whatever takes longer has been ordered, and is kept. */
const LONGEST = 30 * 24 * 60 * 60;

const ReserveBody = v.strictObject({
  verificationId: Text,
  idempotencyKey: Text,
  ttl: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LONGEST))),
});

const EmptyBody = v.strictObject({});

/** `/v1/redemptions`: using something a limited number of times. */
export function redemptionsRouter({ ledger }: { ledger: Ledger }): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router
    .route('/')
    .post(readJson, async (request, response) => {
      const { redemption, created } = await ledger.reserve(siteOf(response).id, bodyOf(request, ReserveBody));
      response.status(created ? 201 : 200).json(redemption);
    })
    .all(onlyMethods('POST'));

  router
    .route('/:id')
    .get(async (request, response) => {
      response.json(await ledger.read(siteOf(response).id, request.params.id));
    })
    .all(onlyMethods('GET'));

  for (const change of ['keep', 'commit', 'release'] as const) {
    router
      .route(`/:id/${change}`)
      .post(readJson, async (request, response) => {
        bodyOf(request, EmptyBody);
        response.json(await ledger.change(siteOf(response).id, request.params['id'] ?? '', change));
      })
      .all(onlyMethods('POST'));
  }

  return router;
}
