import { presentationLimits } from '@coop-credentials/core';
import express, { type RequestHandler, Router } from 'express';
import { onlyMethods } from '../../http/methods.ts';
import { problemError } from '../../problem.ts';
import type { Requests } from '../../requests/requests.ts';
import { askedOf, findAsked } from '../find-asked.ts';
import { openToAnyOrigin } from '../open-to-any-origin.ts';
import { parseMessage } from './parse-message.ts';
import { verifiablePresentationRequest } from './presentation-request.ts';

interface Dependencies {
  readonly requests: Requests;
  /** Refuses too many posts from one address; after the CORS headers, so that a web wallet can read why. */
  readonly limitPosts: RequestHandler;
  /** Refuses too many posts to one request, from wherever; behind `findAsked`. */
  readonly limitRequest: RequestHandler;
}

const readBytes = express.raw({ type: 'application/json', limit: presentationLimits.bytes, inflate: false });

const readMessage: RequestHandler = (request, response, next) => {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0;
  if (hasBody && !request.is('application/json')) {
    next(problemError('content_type_unsupported', { detail: 'Send application/json.' }));
    return;
  }
  readBytes(request, response, next);
};

/**
 * The exchange that an interaction URL leads to (VCALM 1.0, "Participate in an Exchange"): a wallet's first message is
 * empty and is answered with what we ask for; its second holds the presentation and is answered with an empty object.
 *
 * A handle is looked up before anything else happens: an address that was guessed, or whose request is over, gets
 * its 4xx without our reading a byte of what was posted.
 */
export function exchangeRouter({ requests, limitPosts, limitRequest }: Dependencies): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router
    .route('/exchange/:handle')
    .all(openToAnyOrigin('POST'))
    .post(limitPosts, findAsked(requests, 'vcalm'), limitRequest, readMessage, async (request, response) => {
      response.set('Cache-Control', 'no-store');
      const asked = askedOf(response);
      const { input } = parseMessage(request.body);
      if (input) {
        await requests.answerRequest({ asked, protocol: 'vcalm', input });
        response.json({});
        return;
      }
      response.json({ verifiablePresentationRequest: verifiablePresentationRequest(asked) });
    })
    .all(onlyMethods('POST', 'OPTIONS'));

  return router;
}
