import type { Problem } from '@coop-credentials/core';
import { Router } from 'express';
import type { Clock } from '../clock.ts';
import { onlyMethods } from '../http/methods.ts';
import { namedLists } from '../policies/named-lists.ts';
import type { FollowedLists } from '../recognition/follow-lists.ts';
import { toldList } from '../recognition/told-list.ts';
import type { PolicyStore } from '../store/policy-store.ts';
import { serviceName, version } from '../version.ts';
import { keyEndOf, siteOf } from './authenticate.ts';
import { checkSite, compareClocks } from './check-site.ts';

interface Dependencies {
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly checkWriting: () => Promise<Problem | undefined>;
  readonly checkPublicUrl: () => Promise<Problem | undefined>;
  readonly policies: Pick<PolicyStore, 'all'>;
  readonly followed: Pick<FollowedLists, 'all'>;
}

/** `/v1/site`: a site's self-test. Being answered at all says that key and address are right. */
export function siteRouter({
  publicUrl,
  clock,
  checkWriting,
  checkPublicUrl,
  policies,
  followed,
}: Dependencies): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router
    .route('/')
    .get(async (request, response) => {
      const { id, name, url } = siteOf(response);
      const now = clock();
      const keyEnd = keyEndOf(response);
      const clocks = compareClocks(request.get('Date'), now);
      const [service, stored] = await Promise.all([Promise.all([checkWriting(), checkPublicUrl()]), policies.all(id)]);
      const named = namedLists(stored.map(({ policy }) => policy));
      const lists = followed.all();
      response.json({
        id,
        name,
        url,
        time: now.toISOString(),
        ...(clocks && { clock: clocks }),
        key: keyEnd === undefined ? {} : { validUntil: new Date(keyEnd).toISOString() },
        service: { name: serviceName, url: publicUrl, version },
        lists: lists.map((list) => toldList(list, now)),
        problems: checkSite({ clocks, keyEnd, service, named, followed: lists, now }),
      });
    })
    .all(onlyMethods('GET'));

  return router;
}
