import { type RequestHandler, type Response, Router } from 'express';
import type { Certificates } from '../../certificate/certificate.ts';
import { onlyMethods } from '../../http/methods.ts';
import { problemError } from '../../problem.ts';
import type { AttestSite } from '../../recognition/attest-site.ts';
import type { Requests } from '../../requests/requests.ts';
import type { Sites } from '../../sites/sites.ts';
import { askedOf, findAsked } from '../find-asked.ts';
import { openToAnyOrigin } from '../open-to-any-origin.ts';
import { parseFetch } from './parse-fetch.ts';
import { readResponse } from './read-response.ts';
import { formOf, readForm, readFormIfAny } from '../../http/read-form.ts';
import { signRequestObject } from './request-object.ts';
import { requestSigner } from './request-signer.ts';

interface Dependencies {
  readonly requests: Requests;
  readonly sites: Sites;
  readonly certificates: Certificates;
  readonly attest: AttestSite;
  /** Refuses too many posts from one address; after the CORS headers, so that a web wallet can read why. */
  readonly limitPosts: RequestHandler;
  /** Likewise, reads. */
  readonly limitReads: RequestHandler;
  /** Refuses too many of both of one request, from wherever; behind `findAsked`. */
  readonly limitRequest: RequestHandler;
}

/**
 * What wallets call under OpenID4VP 1.0: the request object (§5.8) and the response endpoint (§8.2).
 *
 * A handle is looked up before anything else happens: an address that was guessed, or whose request is over, gets
 * its 4xx without our reading a byte of what was posted (§14.3.2).
 */
export function openid4vpRouter(dependencies: Dependencies): Router {
  const { requests, sites, certificates, attest, limitPosts, limitReads, limitRequest } = dependencies;
  const router = Router({ caseSensitive: true, strict: true });

  const sendObject = async (response: Response, fetch?: ReturnType<typeof parseFetch>) => {
    const asked = askedOf(response);
    const signer = await requestSigner(asked, { sites, certificates });
    const object = await signRequestObject(asked, signer, { ...fetch, verifierInfo: attest(asked) });
    response.set({ 'Content-Type': 'application/oauth-authz-req+jwt', 'Cache-Control': 'no-store' }).end(object);
  };

  router
    .route('/request/:handle')
    .all(openToAnyOrigin('GET, POST'))
    .get(limitReads, findAsked(requests, 'openid4vp'), limitRequest, (_request, response) => sendObject(response))
    .post(limitReads, findAsked(requests, 'openid4vp'), limitRequest, readFormIfAny, (request, response) =>
      sendObject(response, parseFetch(formOf(request))),
    )
    .all(onlyMethods('GET', 'POST', 'OPTIONS'));

  router
    .route('/response/:handle')
    .all(openToAnyOrigin('POST'))
    .post(limitPosts, findAsked(requests, 'openid4vp'), limitRequest, readForm, async (request, response) => {
      response.set('Cache-Control', 'no-store');
      const asked = askedOf(response);
      const answer = await readResponse(formOf(request), asked.responseKey);
      if ('error' in answer) {
        if (answer.error !== 'access_denied') throw problemError('wallet_failed');
        response.json(wayBack(await requests.declineRequest({ asked, state: answer.state })));
        return;
      }
      const state = answer.state !== undefined && { state: answer.state };
      const taken = { asked, protocol: 'openid4vp', input: answer.input, ...state } as const;
      response.json(wayBack(await requests.answerRequest(taken)));
    })
    .all(onlyMethods('POST', 'OPTIONS'));

  return router;
}

const wayBack = ({ redirectUri }: { readonly redirectUri?: string }): { readonly redirect_uri?: string } =>
  redirectUri === undefined ? {} : { redirect_uri: redirectUri };
