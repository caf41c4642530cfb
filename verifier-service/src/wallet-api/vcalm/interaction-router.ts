import type { Problem } from '@coop-credentials/core';
import { type RequestHandler, type Response, Router } from 'express';
import { onlyMethods } from '../../http/methods.ts';
import { ProblemError, problemIn } from '../../problem.ts';
import type { Requests } from '../../requests/requests.ts';
import type { MakeWalletLinks } from '../../requests/wallet-links.ts';
import { openToAnyOrigin } from '../open-to-any-origin.ts';
import { interactionPage, pageHeaders, problemPage } from './interaction-page.ts';

interface Dependencies {
  readonly requests: Pick<Requests, 'findAskedHandle'>;
  readonly walletLinks: MakeWalletLinks;
  /** Refuses too many reads from one address; after the CORS headers, so that a web wallet can read why. */
  readonly limitReads: RequestHandler;
}

/**
 * The interaction URL of a request (VCALM 1.0, "Interaction Protocols Response"): a wallet reads which protocols it may
 * answer by; a person, whose camera opened it in a browser, reads what to do with it.
 */
export function interactionRouter({ requests, walletLinks, limitReads }: Dependencies): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router
    .route('/:token')
    .all(openToAnyOrigin('GET'))
    .get(limitReadsInWords(limitReads), async (request, response) => {
      response.set({ 'Cache-Control': 'no-store', Vary: 'Accept' });
      const { token } = request.params;
      if (request.accepts(['json', 'html']) === 'json') {
        const asked = await requests.findAskedHandle(token, 'vcalm');
        response.json({ protocols: { vcapi: asked.exchangeUrl, 'oid4vp-1.0': walletLinks(asked).app } });
        return;
      }
      response.set(pageHeaders);
      try {
        response.send(interactionPage(await requests.findAskedHandle(token, 'vcalm')));
      } catch (error) {
        const found = problemIn(error);
        if (!found) throw error;
        sendPage(response, found);
      }
    })
    .all(onlyMethods('GET', 'OPTIONS'));

  return router;
}

/** The same limit; a person reads a page. */
const limitReadsInWords =
  (limitReads: RequestHandler): RequestHandler =>
  (request, response, next) =>
    limitReads(request, response, (error?: unknown) => {
      const found = problemIn(error);
      if (!found || request.accepts(['json', 'html']) === 'json') {
        next(error);
        return;
      }
      if (error instanceof ProblemError) response.set(error.headers);
      sendPage(response.set(pageHeaders), found);
    });

function sendPage(response: Response, found: Problem): void {
  response.locals['problemCode'] = found.code;
  response.status(found.status).set('Cache-Control', 'no-store').send(problemPage(found));
}
