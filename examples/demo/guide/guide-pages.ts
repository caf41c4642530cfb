import express, { type Router } from 'express';
import { attempts, type Attempted, type World } from '../mischief/attempts.ts';
import { howItWorksPage } from './how-it-works.ts';
import { whatMustFailPage } from './what-must-fail.ts';

/** Pages about the demo itself. They stand on the site's address, and are no part of what a site needs. */
export function guidePages(world: World): Router {
  const router = express.Router();
  router.get('/how-it-works', (_request, response) => void response.send(howItWorksPage(world.origins)));
  router.get('/what-must-fail', (_request, response) => void response.send(whatMustFailPage(world.origins)));
  router.post('/what-must-fail', express.urlencoded({ extended: false, limit: '1kb' }), async ({ body }, response) => {
    const { attempt: wanted } = (body ?? {}) as { attempt?: unknown };
    const results = new Map<string, Attempted>();
    for (const { id, run } of attempts) {
      if (wanted === 'all' || wanted === id) results.set(id, await run(world));
    }
    response.send(whatMustFailPage(world.origins, results));
  });
  return router;
}
