import express, { type Express, type RequestHandler } from 'express';
import { assets } from '../web/assets.ts';
import { notFound } from '../web/not-found.ts';
import { page } from '../web/page.ts';
import { placeNames, type Origins } from '../web/places.ts';
import { sameOriginOnly } from '../web/same-origin.ts';
import { securityHeaders } from '../web/security-headers.ts';
import type { Federation } from './federation.ts';
import { trusteesPage } from './trustees-page.ts';

/** Why the visitor, who plays the trustees, suspends somebody. */
const reason = 'no yearly report for two years';

/** Where the list is, on the federation's website: what `coop-verifier list publish` wrote, and nothing else. */
export const listUrl = (origins: Pick<Origins, 'federation'>): string => `${origins.federation}/list`;

/** A federation's website: its list for sites and for people, and the trustees' table, which the visitor may sit at. */
export function createFederationApp(federation: Federation, origins: Origins): Express {
  const app = express().disable('x-powered-by');
  app.use('/list', publicHeaders, express.static(federation.publicFolder, { redirect: false }));

  app.use(securityHeaders(), sameOriginOnly(origins.federation), assets());
  app.get('/', (_request, response) => void response.send(trusteesPage(federation, origins)));
  app.post('/decisions', express.urlencoded({ extended: false, limit: '1kb' }), async ({ body }, response) => {
    const { suspend, recognise } = (body ?? {}) as { suspend?: unknown; recognise?: unknown };
    if (isListed(suspend, 'active')) await federation.suspend(suspend, reason);
    else if (isListed(recognise, 'suspended')) await federation.recogniseAgain(recognise);
    response.redirect(303, '/#decisions');
  });
  app.use((_request, response) => {
    const main = notFound(placeNames.federation);
    response.status(404).send(page({ place: 'federation', title: 'Nothing here', origins, main }));
  });
  return app;

  /** A second press of a button changes nothing. */
  function isListed(id: unknown, state: 'active' | 'suspended'): id is string {
    return federation.list().credentialSubject.some((entry) => entry.id === id && entry.status.state === state);
  }
}

/** The public pages bring a few lines of style of their own, and no script; sites ask again each time. */
const publicHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-cache',
  });
  next();
};
