import fc from 'fast-check';
import { createApp, type AppDependencies } from '../../src/app.ts';
import { createLimiter } from '../../src/http/rate-limit.ts';
import type { Change } from '../../../core/test/fuzz/changes.ts';
import { loungePolicy } from '../bed/policy.ts';
import { visit } from '../bed/visit.ts';
import { routesOf } from '../openapi/routes-of.ts';
import type { Attempted } from './outcome.ts';
import type { FuzzWorld } from './world.ts';

const config = { publicUrl: 'https://verifier.example', trustedProxies: [], rateLimits: {}, insecureFetch: [] };

/** Every call of the Site API, from the app itself. */
const routes = routesOf(
  createApp({ config, limiter: createLimiter(() => new Date()) } as unknown as AppDependencies).router,
).filter((name) => / \/v1\//.test(name));

/** What stands in a path or a query where an id or a number is expected. */
const strangeIds = [
  '',
  '.',
  '..',
  '%',
  '%00',
  '__proto__',
  'null',
  '-1',
  '1e9',
  '’; drop table sites; --',
  '\uD83D',
  '😀',
];

/** Any code points. Fast-check's own `binary` makes a table of them all first, which takes seconds. */
function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.nat(0x10_ff_ff), { maxLength }).map((points) => String.fromCodePoint(...points));
}

/** One call: a route, a body, an id and a query, each right or strange. */
export interface SiteCall {
  readonly route: string;
  readonly id: string;
  readonly query: string;
}

export const siteCalls: fc.Arbitrary<SiteCall> = fc.record({
  route: fc.constantFrom(...routes),
  id: fc.oneof(
    { weight: 2, arbitrary: fc.constant('known') },
    { weight: 1, arbitrary: fc.oneof(fc.constantFrom(...strangeIds), anyText(300)) },
  ),
  query: fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom('cursor', 'limit', 'domain', 'state', 'holder', 'x'),
          fc.oneof(fc.constantFrom(...strangeIds, 'coop.example'), anyText(50)),
        )
        .map(([name, value]) => `?${name}=${encoded(value)}`),
    },
  ),
});

/** A lone surrogate cannot stand in a URL. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** Calls the Site API with a right key and bodies that are changed from right ones. */
export async function attackSite(world: FuzzWorld) {
  const { service, site } = world;
  await site.putPolicy({ identify: 'membership', limit: { count: 1_000, per: 'P30D' } });
  const verification = await visit(service, site);
  const open = await site.open();
  const known: Readonly<Record<string, string>> = {
    policies: 'members-lounge',
    'presentation-requests': open.id,
    verifications: verification.id,
    holders: verification.holder,
    redemptions: 'rd_unknown',
  };
  const bodies: Readonly<Record<string, unknown>> = {
    'PUT /v1/policies/{id}': loungePolicy(),
    'POST /v1/policies/check': { policy: loungePolicy(), locale: 'en' },
    'POST /v1/presentation-requests': {
      policy: 'members-lounge',
      subject: 's_1',
      returnUrl: `${site.site.url}/lounge`,
    },
    'POST /v1/presentation-requests/{id}/collect': { responseCode: 'x' },
    'POST /v1/redemptions': { verificationId: verification.id, idempotencyKey: 'order-1', ttl: 60 },
    'POST /v1/limits/reset': { verificationId: verification.id },
    'POST /v1/pair': { code: `${service.url}#AAAAAAAAAAAAAAAAAAAAAA` },
  };

  return async ({ route, id, query }: SiteCall, change: Change): Promise<Attempted> => {
    const [method = '', path = ''] = route.split(' ');
    const resource = path.split('/')[2] ?? '';
    const right = id === 'known' ? (known[resource] ?? 'x') : id;
    const to = path.slice('/v1'.length).replaceAll(/\{\w+\}/g, () => encoded(right)) + query;
    const body =
      method === 'GET' || method === 'DELETE' ? undefined : change(bodies[route] ?? { note: 'x' }, ([one]) => one);
    return { answer: await site.call(method, to, body) };
  };
}
