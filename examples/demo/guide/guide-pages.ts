import express, { type Request, type Router } from 'express';
import { attempts, type Attempted, type World } from '../mischief/attempts.ts';
import type { Visit } from '../site/pages/site-page.ts';
import { howItWorksPage } from './how-it-works.ts';
import { whatMustFailPage } from './what-must-fail.ts';

/** Pages about the demo itself. They stand on the site's address, and are no part of what a site needs. */
export const guidePages =
  (world: World) =>
  (visit: (request: Request) => Visit): Router => {
    const router = express.Router();
    router.get('/how-it-works', (request, response) => void response.send(howItWorksPage(visit(request))));
    router.get('/what-must-fail', (request, response) => void response.send(whatMustFailPage(visit(request))));
    router.post('/what-must-fail', express.urlencoded({ extended: false, limit: '1kb' }), async (request, response) => {
      const { attempt: wanted } = (request.body ?? {}) as { attempt?: unknown };
      const results = new Map<string, Attempted>();
      for (const { id, run } of attempts) {
        if (wanted === 'all' || wanted === id) results.set(id, await run(world));
      }
      response.send(whatMustFailPage(visit(request), results));
    });
    return router;
  };
