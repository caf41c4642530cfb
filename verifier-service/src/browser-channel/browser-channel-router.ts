import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Clock } from '../clock.ts';
import type { Events } from '../events.ts';
import { onlyMethods } from '../http/methods.ts';
import type { Requests } from '../requests/requests.ts';
import { openStreams } from './open-streams.ts';
import { streamStates } from './stream-states.ts';

export interface BrowserChannelDependencies {
  readonly requests: Pick<Requests, 'readState' | 'extendRequest'>;
  readonly events: Events;
  readonly clock: Clock;
  /** Refuses too many calls from one address: many people share that of an office, and their pages look often. */
  readonly limitLooks: RequestHandler;
  /** Aborted when the service shuts down: every open stream ends, and browsers find the next process. */
  readonly closing?: AbortSignal;
  readonly heartbeatMs?: number;
}

/**
 * What the asking page's browser may see: the state of its own request, and nothing else.
 *
 * The token in the path is the only secret, and no evidence of anything. CORS lets in exactly the site that asked;
 * also for problems, so that its page can tell an ended request from a broken line.
 */
export function browserChannelRouter(dependencies: BrowserChannelDependencies): Router {
  const { requests, limitLooks } = dependencies;
  const streams = openStreams(dependencies.closing);
  const router = Router({ caseSensitive: true, strict: true });

  const admit = async (request: Request<{ token: string }>, response: Response) => {
    const seen = await requests.readState(request.params.token);
    response.set({ 'Access-Control-Allow-Origin': seen.siteOrigin, Vary: 'Origin' });
    return seen;
  };
  const preflight = (methods: string) => async (request: Request<{ token: string }>, response: Response) => {
    await admit(request, response);
    response.set({ 'Access-Control-Allow-Methods': methods, 'Access-Control-Max-Age': '600' });
    response.set('Access-Control-Allow-Headers', 'Content-Type, Last-Event-ID').status(204).end();
  };

  // Of an unknown token there is no site to let in, and nothing to hide: its page must learn that the request is gone.
  router.use((_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'Access-Control-Allow-Origin': '*' });
    next();
  }, limitLooks);

  router
    .route('/:token')
    .options(preflight('GET'))
    .get(async (request, response) => {
      const seen = await admit(request, response);
      if (request.method === 'GET' && request.accepts(['json', 'text/event-stream']) === 'text/event-stream') {
        await streamStates(dependencies, streams, seen, request, response);
      } else {
        response.json(seen.state);
      }
    })
    .all(onlyMethods('GET', 'OPTIONS'));

  router
    .route('/:token/extend')
    .options(preflight('POST'))
    .post(async (request, response) => {
      await admit(request, response);
      response.json(await requests.extendRequest(request.params.token));
    })
    .all(onlyMethods('POST', 'OPTIONS'));

  return router;
}
