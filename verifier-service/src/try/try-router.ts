import { Router, type ErrorRequestHandler, type RequestHandler, type Response } from 'express';
import type { Clock } from '../clock.ts';
import { onlyMethods } from '../http/methods.ts';
import { formOf, readForm } from '../http/read-form.ts';
import { ProblemError, problemError, problemIn } from '../problem.ts';
import type { AskedHandle } from '../requests/presentation-request.ts';
import type { Requests } from '../requests/requests.ts';
import { answerAsTestMember } from './answer-as-test-member.ts';
import type { TestWorld } from './test-world.ts';
import { askPage, contentSecurityPolicy, donePage, introPage, noLinkPage, problemPage } from './try-pages.ts';

interface Dependencies {
  readonly requests: Pick<Requests, 'findAskedHandle' | 'answerRequest' | 'declineRequest'>;
  readonly testWorld: TestWorld;
  readonly publicUrl: string;
  readonly limitPosts: RequestHandler;
  readonly limitReads: RequestHandler;
  readonly clock: Clock;
}

/**
 * `/try`: a wallet page with one test member, for sites that ask as a test. Plain forms: the test
 * member's key is the service's own, and its answers count for requests opened with `test: true` and for nothing else.
 */
export function tryRouter(dependencies: Dependencies): Router {
  const { requests, publicUrl, limitPosts, limitReads, clock } = dependencies;
  const router = Router({ caseSensitive: true, strict: true });

  /** @throws ProblemError `request_not_test`, and those of `findAskedHandle` */
  const findTest = async (token: string): Promise<AskedHandle> => {
    const asked = await requests.findAskedHandle(token, 'openid4vp');
    if (!asked.request.test) throw problemError('request_not_test');
    return asked;
  };

  router
    .route('/')
    .get(limitReads, async (request, response) => {
      const query = request.originalUrl.split('?')[1] ?? '';
      const token = tokenOf(new URLSearchParams(query), publicUrl);
      if (token === undefined) return send(response, introPage());
      if (token === '') return send(response.status(404), noLinkPage());
      const asked = await findTest(token);
      return send(response, askPage(asked), asked.site.origin);
    })
    .post(limitPosts, readForm, async (request, response) => {
      const form = new URLSearchParams(formOf(request));
      const show = form.get('show');
      const asked = await findTest(form.get('handle') ?? '');
      const { redirectUri } =
        show === 'current' || show === 'ended'
          ? await answerAsTestMember(dependencies, asked, show, clock())
          : await requests.declineRequest({ asked, state: asked.handle.state });
      if (redirectUri !== undefined) response.redirect(303, redirectUri);
      else send(response, donePage());
    })
    .all(onlyMethods('GET', 'POST'));

  router.use(sayInWords);
  return router;
}

/** The handle of a request of ours, by reference or by value; undefined where the page was opened by itself. */
function tokenOf(query: URLSearchParams, publicUrl: string): string | undefined {
  const link = query.get('link');
  if (link !== null) return tokenOf(new URLSearchParams(link.trim().split('?')[1] ?? ''), publicUrl) ?? '';
  const address = query.get('request_uri') ?? query.get('response_uri');
  if (address === null) return undefined;
  const found = ['request', 'response'].map((kind) => `${publicUrl}/wallet/openid4vp/${kind}/`);
  const start = found.find((prefix) => address.startsWith(prefix));
  return start === undefined ? '' : address.slice(start.length);
}

function send(response: Response, text: string, siteOrigin?: string): void {
  response
    .set({ 'Content-Security-Policy': contentSecurityPolicy(siteOrigin), 'Cache-Control': 'no-store' })
    .type('html')
    .send(text);
}

/** A person reads this: a problem is a page, with the catalogue's words. Express knows the handler by its four parameters. */
const sayInWords: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const found = problemIn(error);
  if (!found || response.headersSent) {
    next(error);
    return;
  }
  response.locals['problemCode'] = found.code;
  if (error instanceof ProblemError) response.set(error.headers);
  send(response.status(found.status), problemPage(found));
};
