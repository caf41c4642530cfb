import { parsePolicy } from '@coop-credentials/core';
import { Router } from 'express';
import * as v from 'valibot';
import type { Rechecks } from '../changes/rechecks.ts';
import type { Clock } from '../clock.ts';
import { onlyMethods } from '../http/methods.ts';
import { bodyOf, jsonOf, readJson } from '../http/read-json.ts';
import { checkPolicy, programmeOf } from '../policies/check-policy.ts';
import { problemError } from '../problem.ts';
import type { FollowedLists } from '../recognition/follow-lists.ts';
import type { Programmes } from '../policies/programmes.ts';
import type { PolicyStore } from '../store/policy-store.ts';
import { siteOf } from './authenticate.ts';

const CheckBody = v.strictObject({
  policy: v.unknown(),
  locale: v.optional(
    v.pipe(v.string(), v.regex(/^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,5}$/, 'must be a language, such as pt-BR')),
  ),
});

/** `/v1/policies/{id}`: whom a site accepts. */
export function policiesRouter({
  policies,
  programmes,
  rechecks,
  followed,
  clock,
}: {
  policies: PolicyStore;
  programmes: Pick<Programmes, 'isOpenTo'>;
  rechecks: Pick<Rechecks, 'policyChanged'>;
  followed: Pick<FollowedLists, 'all'>;
  clock: Clock;
}): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const check = checkPolicy({ programmes, followed });

  // Only this method of it: a policy may be named "check".
  router.post('/check', readJson, async (request, response) => {
    const { policy } = bodyOf(request, CheckBody);
    response.json(await check(policy, siteOf(response).id));
  });

  router
    .route('/:id')
    .put(readJson, async (request, response) => {
      const policy = readPolicy(jsonOf(request), request.params['id'] ?? '');
      const site = siteOf(response);
      const programme = programmeOf(policy);
      if (programme !== undefined && !(await programmes.isOpenTo(programme, site.id))) {
        throw problemError('programme_unknown');
      }
      const { created, ...stored } = await policies.put(site.id, policy, clock().getTime());
      await rechecks.policyChanged(site.id, policy.id);
      response.status(created ? 201 : 200).json(stored);
    })
    .get(async (request, response) => {
      const stored = await policies.find(siteOf(response).id, request.params.id);
      if (!stored) throw problemError('policy_unknown');
      response.json(stored);
    })
    .delete(async (request, response) => {
      const outcome = await policies.delete(siteOf(response).id, request.params.id, clock().getTime());
      if (outcome === 'unknown') throw problemError('policy_unknown');
      if (outcome === 'in-use') throw problemError('policy_in_use');
      response.status(204).end();
    })
    .all(onlyMethods('GET', 'PUT', 'DELETE'));

  return router;
}

/** The body's own `id` may be left out, but may not say another one. */
function readPolicy(body: unknown, id: string) {
  const named = typeof body === 'object' && body !== null && !Array.isArray(body) && !('id' in body);
  const parsed = parsePolicy(named ? { ...body, id } : body);
  if (!parsed.ok) throw problemError('policy_invalid', { members: { problems: parsed.problems } });
  if (parsed.policy.id !== id) {
    const problems = [{ path: 'id', message: 'must be the id in the path' }];
    throw problemError('policy_invalid', { members: { problems } });
  }
  return parsed.policy;
}
