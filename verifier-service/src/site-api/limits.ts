import { Router } from 'express';
import * as v from 'valibot';
import { onlyMethods } from '../http/methods.ts';
import { bodyOf, readJson } from '../http/read-json.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { problemError } from '../problem.ts';
import type { VerificationStore } from '../store/verification-store.ts';
import { siteOf } from './authenticate.ts';

const ResetBody = v.strictObject({ verificationId: v.pipe(v.string(), v.maxLength(200), v.regex(/^[\w-]+$/)) });

/** `/v1/limits`: a site starts the limit of one of its visitors anew, whether the verification still holds or not. */
export function limitsRouter({
  ledger,
  verifications,
}: {
  ledger: Pick<Ledger, 'reset'>;
  verifications: VerificationStore;
}): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router
    .route('/reset')
    .post(readJson, async (request, response) => {
      const { verificationId } = bodyOf(request, ResetBody);
      const found = await verifications.findCollected(siteOf(response).id, verificationId);
      if (!found) throw problemError('verification_unknown');
      response.json(await ledger.reset(found, 'site'));
    })
    .all(onlyMethods('POST'));

  return router;
}
