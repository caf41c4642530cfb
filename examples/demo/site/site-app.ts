import express, { type Express, type Request, type Router } from 'express';
import { assets } from '../web/assets.ts';
import { notFound } from '../web/not-found.ts';
import { placeNames, type Origins } from '../web/places.ts';
import { sameOriginOnly } from '../web/same-origin.ts';
import { securityHeaders } from '../web/security-headers.ts';
import { stepsDone } from '../web/tour.ts';
import { gateRoutes } from './gate-routes.ts';
import { orderRoutes } from './orders.ts';
import { basketPage } from './pages/basket-page.ts';
import { homePage } from './pages/home.ts';
import { loungePage } from './pages/lounge.ts';
import { shopPage } from './pages/shop.ts';
import { sitePage, type Visit } from './pages/site-page.ts';
import { products } from './products.ts';
import { Sessions, type Session } from './sessions.ts';
import type { Standings } from './standings.ts';
import { askUsesLeft } from './uses-left.ts';
import type { VerifierClient } from './verifier-client.ts';
import type { Welcome } from './welcome.ts';

/** Riverside Commons: what any site does that has a door. It knows the verifier by its Site API only. */
export function createSiteApp({
  origins,
  verifier,
  standings,
  welcome,
  scripts,
  furtherPages,
}: {
  readonly origins: Origins;
  readonly verifier: VerifierClient;
  /** What the changes feed told. */
  readonly standings: Standings;
  /** Whom the recognition list names. */
  readonly welcome: Welcome;
  readonly scripts: { readonly element: string; readonly site: string };
  /** Pages about the demo, which are no part of what a site needs. */
  readonly furtherPages?: (visit: (request: Request) => Visit) => Router;
}): Express {
  const sessions = new Sessions(standings);
  const app = express().disable('x-powered-by');
  app.use(securityHeaders({ connect: [origins.service] }), sameOriginOnly(origins.site));
  app.use(assets({ '/element.js': scripts.element, '/site.js': scripts.site }));
  app.use('/gates', gateRoutes({ sessions, verifier, welcome, origins }));

  const visit = (request: Request): Visit => ({
    ...{ origins, welcome },
    session: sessions.read(request),
    done: stepsDone(request),
  });
  app.get('/', (request, response) => void response.send(homePage(visit(request))));
  app.get('/lounge', (request, response) => void response.send(loungePage(visit(request))));
  app.get('/basket', async (request, response) => {
    const about = visit(request);
    await askUsesLeft(verifier, about.session, 'neighbour-discount');
    response.send(basketPage(about));
  });
  app.get('/shop', (request, response) => {
    const { added } = request.query;
    response.send(shopPage(visit(request), typeof added === 'string' ? added : undefined));
  });
  app.post('/basket', express.urlencoded({ extended: false, limit: '1kb' }), (request, response) => {
    const { product, change } = (request.body ?? {}) as Record<string, unknown>;
    changeBasket(sessions.keep(request, response), String(product), change === 'remove' ? -1 : 1);
    const fromShop = request.get('Sec-Fetch-Mode') === 'navigate' && change === 'add';
    response.redirect(303, fromShop ? `/shop?added=${encodeURIComponent(String(product))}` : '/basket');
  });

  app.use(orderRoutes({ sessions, verifier, visit }));
  if (furtherPages) app.use(furtherPages(visit));
  app.use((request, response) => {
    const main = notFound(placeNames.site);
    response.status(404).send(sitePage({ ...visit(request), title: 'Nothing here', path: request.path, main }));
  });
  return app;
}

const mostOfOne = 20;

function changeBasket({ basket }: Session, id: string, by: number) {
  if (!products.some((product) => product.id === id)) return;
  const count = Math.min((basket.get(id) ?? 0) + by, mostOfOne);
  if (count > 0) basket.set(id, count);
  else basket.delete(id);
}
