import { parsePolicy } from '@coop-credentials/core';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { problemBody, problemError, problemIn } from '../../src/problem.ts';
import type { AskedHandle } from '../../src/requests/presentation-request.ts';
import type { Requests, WalletAnswer } from '../../src/requests/requests.ts';
import type { Site } from '../../src/sites/site.ts';
import type { ResponseKey } from '../../src/requests/response-keys.ts';
import type { Sites } from '../../src/sites/sites.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const { x = '' } = publicKey.export({ format: 'jwk' });
const did = 'did:web:verifier.example:sites:s1';

export const site: Site = {
  id: 's1',
  name: 'Harvest Co-op',
  url: 'https://harvest.example/shop',
  origin: 'https://harvest.example',
  did,
  keyId: `${did}#key-1`,
  publicKey: { kty: 'OKP', crv: 'Ed25519', x },
};

const parsed = parsePolicy({
  id: 'members-lounge',
  purpose: "Open the members' lounge",
  accept: [
    {
      require: [
        {
          type: 'CoopMembershipCredential',
          issuers: { allow: [{ id: 'did:web:coop.example', name: 'Harvest Co-op' }] },
        },
      ],
    },
  ],
  grant: { for: 'P30D' },
});
if (!parsed.ok) throw new TypeError('the policy of the tests is invalid');
const { policy } = parsed;

/** A handle that is open, of the same device and asked by reference unless said otherwise. */
export function askedHandle({
  flow = 'same-device',
  clientIdPrefix = 'decentralized_identifier',
  responseKey,
}: { flow?: string; clientIdPrefix?: string; responseKey?: ResponseKey } = {}): AskedHandle {
  const responseUri = 'https://verifier.example/wallet/openid4vp/response/h1';
  return {
    handle: { token: 'h1', flow, nonce: 'nonce-of-h1', state: 'state-of-h1', isInteraction: false },
    request: {
      id: 'pr_1',
      siteId: site.id,
      policy: { id: 'members-lounge', version: 1 },
      subject: 's_1',
      returnUrl: 'https://harvest.example/shop/lounge',
      test: false,
      clientIdPrefix,
      requestUriMethod: 'get',
      responseMode: responseKey ? 'direct_post.jwt' : 'direct_post',
      matchCode: '48 21',
      state: 'open',
      createdAt: Date.parse('2026-03-01T12:00:00Z'),
      expiresAt: Date.parse('2026-03-01T12:05:00Z'),
      tries: 0,
    },
    policy,
    site,
    requestUri: 'https://verifier.example/wallet/openid4vp/request/h1',
    responseUri,
    clientId: clientIdPrefix === 'redirect_uri' ? `redirect_uri:${responseUri}` : `decentralized_identifier:${did}`,
    latestEnd: Date.parse('2026-03-01T12:30:00Z'),
    ...(responseKey && { responseKey }),
  } as AskedHandle;
}

export const sites = {
  find: async (id: string) => (id === site.id ? site : undefined),
  signingKey: async () => privateKey,
} as Partial<Sites> as Sites;

/** Use cases that know the one handle `h1`, and write down what they were told. */
export function fakeRequests(asked: AskedHandle, redirectUri?: string) {
  const answers: WalletAnswer[] = [];
  const declines: unknown[] = [];
  const requests = {
    findAskedHandle: async (handleId: string) => {
      if (handleId !== asked.handle.token) throw problemError('request_unknown');
      return asked;
    },
    answerRequest: async (answer: WalletAnswer) => {
      answers.push(answer);
      return { requestId: asked.request.id, state: 'accepted', ...(redirectUri && { redirectUri }) };
    },
    declineRequest: async (decline: unknown) => {
      declines.push(decline);
      return {};
    },
  } as Partial<Requests> as Requests;
  return { asked, requests, answers, declines };
}

export const noLimit: RequestHandler = (_request, _response, next) => next();

const showProblem: ErrorRequestHandler = (error, _request, response, _next) => {
  const found = problemIn(error) ?? problemError('internal_error', { cause: error }).problem;
  response.status(found.status).json(problemBody(found));
};

/** Serves a router alone. */
export async function serve(router: RequestHandler) {
  const server = express().use(router).use(showProblem).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  return { url, close };
}
