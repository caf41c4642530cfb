import { documentLimits, parseJsonWithin, problem, VerificationError, type Verifier } from '@coop-credentials/core';
import express, { Router, type Request, type RequestHandler } from 'express';
import type { Config } from '../config.ts';
import { onlyMethods } from '../http/methods.ts';
import { requestIdOf } from '../http/request-id.ts';
import type { Log } from '../log.ts';
import { authenticate } from '../site-api/authenticate.ts';
import type { SiteKeys } from '../sites/site-keys.ts';
import { readVerifyBody, type DocumentKind } from './read-verify-body.ts';
import { refusal, verdict } from './verdict.ts';

export interface VcApiDependencies {
  readonly config: Pick<Config, 'insecureVcApi'>;
  readonly siteKeys: SiteKeys;
  readonly verifier: Pick<Verifier, 'verifyDocument'>;
  readonly limitPosts: RequestHandler;
  readonly clock: () => Date;
  readonly log: Log;
}

/** What is read at all; the limit of a document is looked at then, so that one beyond it has an answer, too. */
const readRaw = express.raw({ type: () => true, limit: 4 * documentLimits.bytes, inflate: false });
const limits = { ...documentLimits, bytes: documentLimits.bytes + 4_096, depth: documentLimits.depth + 2 };

/**
 * W3C's VC-API for verifiers (VCALM 1.0 "Verify Credential", "Verify Presentation"), as conformance suites drive it:
 * 200 only for what is verified, 400 or 422 for everything else that was sent, also where verifying it failed in a way
 * that nobody foresaw.
 *
 * Judges documents by themselves and opens nothing. For sites with a key, or without one on this machine alone.
 */
export function verifyRouter(kind: DocumentKind, dependencies: VcApiDependencies): Router {
  const { config, siteKeys, verifier, limitPosts, clock, log } = dependencies;
  const router = Router({ caseSensitive: true, strict: true });
  const letIn: RequestHandler = config.insecureVcApi ? (_request, _response, next) => next() : authenticate(siteKeys);

  router
    .route('/verify')
    .post(limitPosts, letIn, readRaw, async (request, response) => {
      const { status, body } = await judge(request).catch((error: unknown) => {
        if (error instanceof VerificationError && error.problem.status < 500) return refusal(error.problem);
        if (error instanceof VerificationError) throw error;
        log.error({ requestId: requestIdOf(response), error }, 'unexpected error');
        return refusal(problem('verification_aborted'));
      });
      response.status(status).set('Cache-Control', 'no-store').json(body);
    })
    .all(onlyMethods('POST'));
  return router;

  async function judge({ body }: Request) {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const { document, expected } = readVerifyBody(kind, parseJsonWithin(bytes, limits));
    return verdict(await verifier.verifyDocument(document, { ...expected, now: clock() }));
  }
}
