import { describeAsk, englishWords, sayFederation } from '@coop-credentials/core';
import { Router } from 'express';
import * as v from 'valibot';
import { onlyMethods } from '../http/methods.ts';
import { bodyOf, readJson } from '../http/read-json.ts';
import { problemBody } from '../problem.ts';
import { federationNames } from '../recognition/federation-names.ts';
import type { FollowedLists } from '../recognition/follow-lists.ts';
import type { OpenedRequest, Requests } from '../requests/requests.ts';
import type { MakeWalletLinks } from '../requests/wallet-links.ts';
import { siteOf } from './authenticate.ts';

const Text = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most));

const OpenBody = v.strictObject({
  policy: Text(64),
  subject: Text(200),
  returnUrl: Text(2_000),
  locale: v.optional(
    v.pipe(v.string(), v.regex(/^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,5}$/, 'must be a language, such as pt-BR')),
  ),
  test: v.optional(v.boolean()),
  clientIdPrefix: v.optional(v.picklist(['decentralized_identifier', 'x509_san_dns', 'x509_hash', 'redirect_uri'])),
  responseMode: v.optional(v.picklist(['direct_post', 'direct_post.jwt'])),
  requestUriMethod: v.optional(v.picklist(['get', 'post'])),
});

const CollectBody = v.strictObject({ responseCode: v.optional(Text(200)) });

/** `/v1/presentation-requests`: a site's questions to its visitors' wallets. */
export function presentationRequestsRouter({
  requests,
  walletLinks,
  followed,
  publicUrl,
}: {
  requests: Requests;
  followed: Pick<FollowedLists, 'all'>;
  walletLinks: MakeWalletLinks;
  publicUrl: string;
}): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router
    .route('/')
    .post(readJson, async (request, response) => {
      const site = siteOf(response);
      const opened = await requests.openRequest(site, bodyOf(request, OpenBody));
      response.status(201).json({
        id: opened.request.id,
        state: opened.request.state,
        expiresAt: new Date(opened.request.expiresAt).toISOString(),
        links: links(opened, walletLinks),
        browser: { statusUrl: `${publicUrl}/b/${opened.browserToken}` },
        ask: ask(opened, followed),
      });
    })
    .all(onlyMethods('POST'));

  router
    .route('/:id')
    .get(async (request, response) => {
      const { request: found, state } = await requests.readRequest(siteOf(response), request.params.id);
      response.json({
        id: found.id,
        state,
        expiresAt: new Date(found.expiresAt).toISOString(),
        subject: found.subject,
        ...(found.lastProblem && { lastProblem: problemBody(found.lastProblem) }),
      });
    })
    .delete(async (request, response) => {
      await requests.cancelRequest(siteOf(response), request.params.id);
      response.status(204).end();
    })
    .all(onlyMethods('GET', 'DELETE'));

  router
    .route('/:id/collect')
    .post(readJson, async (request, response) => {
      const body = bodyOf(request, CollectBody);
      const { problem, ...result } = await requests.collectRequest(siteOf(response), request.params['id'] ?? '', body);
      response.json({ ...result, ...(problem && { problem: problemBody(problem) }) });
    })
    .all(onlyMethods('POST'));

  return router;
}

function links({ request, sameDevice, crossDevice, interaction }: OpenedRequest, walletLinks: MakeWalletLinks) {
  if (!crossDevice) return { sameDevice: walletLinks(sameDevice) };
  const { app } = walletLinks(crossDevice);
  return {
    sameDevice: walletLinks(sameDevice),
    crossDevice: {
      app,
      matchCode: request.matchCode,
      ...(interaction && { interaction: interaction.interactionUrl }),
    },
  };
}

/** What the asking page must show: who asks, for what, for how long (UX "Asking"). */
function ask({ sameDevice: { site, policy } }: OpenedRequest, followed: Pick<FollowedLists, 'all'>) {
  const { purpose, claims, grantFor, issuers, lists } = describeAsk(policy);
  const all = followed.all();
  const words = { ...englishWords, federations: federationNames(all) };
  const federations = lists.map((list) => ({
    id: all.find(({ pin }) => pin.name === list)?.shared?.issuer,
    name: sayFederation(list, words),
  }));
  return { site: site.name, purpose, claims, grantFor, issuers: [...issuers, ...federations] };
}
