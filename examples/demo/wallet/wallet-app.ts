import { randomUUID } from 'node:crypto';
import express, { type Express } from 'express';
import { coOps, didOf } from '../co-op/co-ops.ts';
import { assets } from '../web/assets.ts';
import { html } from '../web/html.ts';
import { notFound } from '../web/not-found.ts';
import { page } from '../web/page.ts';
import type { Origins } from '../web/places.ts';
import { securityHeaders } from '../web/security-headers.ts';
import { stepsDone } from '../web/tour.ts';
import { pinnedList, type WalletPin } from './pinned-list.ts';

/** A web wallet. The server hands out one page and its script; keys and cards never leave the browser. */
export function createWalletApp(origins: Origins, script: string, pin: WalletPin): Express {
  const sites = pinnedList(pin);
  const coOpOrigins = coOps.map(({ place, name }) => ({ name, did: didOf(origins[place]), origin: origins[place] }));
  const settings = { start: randomUUID(), site: origins.site, coOps: coOpOrigins };
  const app = express().disable('x-powered-by');
  // A wallet meant for more than this computer would have to talk to any https site.
  app.use(securityHeaders({ connect: [origins.service, ...coOpOrigins.map(({ origin }) => origin)] }));
  app.use(assets({ '/wallet.js': script }));
  app.get('/lists', async (_request, response) => void response.json(await sites()));
  app.get('/', (request, response) => {
    const { query } = request;
    const step = 'client_id' in query ? 'show' : 'membership';
    const main = html`<div id="wallet" class="wallet" data-settings="${JSON.stringify(settings)}">
      <h1>Your wallet</h1>
      <noscript><p>This wallet needs JavaScript: its keys are made in your browser.</p></noscript>
    </div>`;
    const links = [{ href: '/', text: 'My cards', current: Object.keys(query).length === 0 }];
    const done = stepsDone(request);
    response.send(
      page({ place: 'wallet', title: 'Pocket', origins, step, done, links, main, scripts: ['/wallet.js'] }),
    );
  });
  app.use((_request, response) => {
    const main = notFound('my cards');
    response.status(404).send(page({ place: 'wallet', title: 'Nothing here', origins, main }));
  });
  return app;
}
