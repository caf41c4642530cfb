import type { Problem, Verifier } from '@coop-credentials/core';
import express, { type Express } from 'express';
import { fileURLToPath } from 'node:url';
import { browserChannelRouter } from './browser-channel/browser-channel-router.ts';
import type { Certificates } from './certificate/certificate.ts';
import type { Config } from './config.ts';
import type { Events } from './events.ts';
import { accessLog } from './http/access-log.ts';
import { goneMeanwhile } from './http/gone-meanwhile.ts';
import { loopbackOnly } from './http/loopback-only.ts';
import { measureRequests } from './http/measure-requests.ts';
import { onlyMethods } from './http/methods.ts';
import { INSTANCE_HEADER } from './http/reach-public-url.ts';
import { routeFinder, routeTemplates } from './http/route-templates.ts';
import { refuseNul } from './http/refuse-nul.ts';
import { requestId } from './http/request-id.ts';
import { securityHeaders } from './http/security-headers.ts';
import { problemHandler } from './http/send-problem.ts';
import { warnOfProxy } from './http/warn-of-proxy.ts';
import type { Log } from './log.ts';
import type { ServiceMetrics } from './metrics/service-metrics.ts';
import { problemError } from './problem.ts';
import type { AttestSite } from './recognition/attest-site.ts';
import { siteOf } from './site-api/authenticate.ts';
import { siteApiRouter, type SiteApiDependencies } from './site-api/site-api-router.ts';
import type { TestWorld } from './try/test-world.ts';
import { tryRouter } from './try/try-router.ts';
import { verifyRouter } from './vc-api/verify-router.ts';
import { askedOf } from './wallet-api/find-asked.ts';
import { openid4vpRouter } from './wallet-api/openid4vp/router.ts';
import { siteDocumentRouter } from './wallet-api/site-document.ts';
import { exchangeRouter } from './wallet-api/vcalm/exchange-router.ts';
import { interactionRouter } from './wallet-api/vcalm/interaction-router.ts';

export interface AppDependencies extends Omit<SiteApiDependencies, 'limitSite'> {
  readonly config: Pick<Config, 'publicUrl' | 'trustedProxies' | 'rateLimits' | 'insecureFetch' | 'insecureVcApi'>;
  readonly verifier: Pick<Verifier, 'verifyDocument'>;
  readonly events: Events;
  readonly testWorld: TestWorld;
  readonly certificates: Certificates;
  readonly attest: AttestSite;
  readonly log: Log;
  readonly metrics: ServiceMetrics;
  /** Why this process cannot work; undefined while it can. */
  readonly checkReady: () => Promise<Problem | undefined>;
  /** Names our database; undefined where none could be stored. */
  readonly instance: string | undefined;
  /** Aborted at shutdown. */
  readonly closing: AbortSignal;
}

/** A page without a stream looks every two seconds: two hundred of them behind one address. */
const READS_A_POST = 10;

/** Where `openapi.yaml` is, beside `src` and `dist`. */
const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/** The service's routes, in order. */
export function createApp(dependencies: AppDependencies): Express {
  const { config, limiter, log, checkReady, instance } = dependencies;
  const app = express();
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing').enable('strict routing');
  app.set('query parser', 'simple').set('trust proxy', [...config.trustedProxies]);

  let routeOf: ReturnType<typeof routeFinder> | undefined;
  const findRoute = (path: string) => (routeOf ??= routeFinder(routeTemplates(app.router)))(path);
  app.use(
    warnOfProxy(log),
    requestId,
    accessLog(log),
    measureRequests(dependencies.metrics, findRoute),
    securityHeaders(config),
  );
  if (config.insecureFetch.length > 0 || config.insecureVcApi) app.use(loopbackOnly);
  app.use(refuseNul);

  app
    .route('/healthz')
    .get((_request, response) => {
      if (instance !== undefined) response.set(INSTANCE_HEADER, instance);
      response.json({ status: 'ok' });
    })
    .all(onlyMethods('GET'));
  app
    .route('/readyz')
    .get(async (_request, response) => {
      const found = await checkReady();
      response.status(found ? 503 : 200).json(found ? { status: 'not ready', problem: found.code } : { status: 'ok' });
    })
    .all(onlyMethods('GET'));
  app
    .route('/openapi.yaml')
    .get((_request, response) => response.type('application/yaml').sendFile('openapi.yaml', { root: packageFolder }))
    .all(onlyMethods('GET'));

  const { address: posts, site: siteCalls, request: requestCalls } = config.rateLimits;
  const limitSite = limiter.per('site', siteCalls, (_request, response) => siteOf(response).id);
  app.use('/v1', siteApiRouter({ ...dependencies, limitSite }));
  const limits = {
    // After the handle was found, and by the request's own id: guesses count for their addresses alone.
    limitRequest: limiter.per('request', requestCalls, (_request, response) => askedOf(response).request.id),
    limitPosts: limiter.perAddress('posts', posts),
    limitReads: limiter.perAddress('reads', posts * READS_A_POST),
  };
  app.use('/wallet/openid4vp', openid4vpRouter({ ...dependencies, ...limits }));
  app.use('/wallet/vcalm', exchangeRouter({ ...dependencies, ...limits }));
  app.use('/i', interactionRouter({ ...dependencies, ...limits }));
  app.use('/try', tryRouter({ ...dependencies, ...limits }));
  // Counted apart: however often an office's pages look, its wallets are still let in.
  app.use(
    '/b',
    browserChannelRouter({ ...dependencies, limitLooks: limiter.perAddress('looks', posts * READS_A_POST) }),
  );
  app.use('/sites', siteDocumentRouter({ ...dependencies, ...limits }));

  const vcApi = { ...dependencies, limitPosts: limiter.perAddress('vc-api', posts) };
  app.use('/credentials', verifyRouter('credential', vcApi));
  app.use('/presentations', verifyRouter('presentation', vcApi));

  app.use(() => {
    throw problemError('route_unknown');
  });
  app.use(goneMeanwhile(dependencies.sites), problemHandler(log));
  return app;
}
