import { parsePolicy, type Policy } from '@coop-credentials/core';
import { Router } from 'express';
import type { Clock } from '../clock.ts';
import { onlyMethods } from '../http/methods.ts';
import { jsonOf, readJson } from '../http/read-json.ts';
import { problemError } from '../problem.ts';
import type { Programmes } from '../policies/programmes.ts';
import type { PolicyStore } from '../store/policy-store.ts';
import { siteOf } from './authenticate.ts';

/** `/v1/policies/{id}`: whom a site accepts (DESIGN §5). */
export function policiesRouter({
  policies,
  programmes,
  clock,
}: {
  policies: PolicyStore;
  programmes: Pick<Programmes, 'isOpenTo'>;
  clock: Clock;
}): Router {
  const router = Router({ caseSensitive: true, strict: true });

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

const programmeOf = ({ limit }: Policy) => (limit && 'programme' in limit ? limit.programme : undefined);
