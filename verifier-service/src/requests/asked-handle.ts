import type { Policy } from '@coop-credentials/core';
import { problemError } from '../problem.ts';
import type { Site } from '../sites/site.ts';
import type { RequestDependencies } from './dependencies.ts';
import type { AskedHandle, Handle, PresentationRequest } from './presentation-request.ts';
import type { ResponseKey, ResponseKeys } from './response-keys.ts';
import { OPEN_AT_MOST } from './times.ts';

/** Puts a handle together with its addresses and the name we ask under. */
export function askedHandle(
  {
    publicUrl,
    testWorld,
    responseKeys,
    lists,
    clock,
  }: Pick<RequestDependencies, 'publicUrl' | 'testWorld' | 'responseKeys' | 'lists' | 'clock'>,
  found: {
    readonly handle: Handle;
    readonly request: PresentationRequest;
    readonly policy: Policy;
    readonly site: Site;
  },
): AskedHandle {
  const { handle, request, site } = found;
  const responseUri = `${publicUrl}/wallet/openid4vp/response/${handle.token}`;
  const testing = request.test && { testIssuer: testWorld.issuer.controller };
  return {
    ...found,
    requestUri: `${publicUrl}/wallet/openid4vp/request/${handle.token}`,
    responseUri,
    clientId: clientId(request, { site, responseUri, publicUrl }),
    interactionUrl: `${publicUrl}/i/${handle.token}?iuv=1`,
    exchangeUrl: `${publicUrl}/wallet/vcalm/exchange/${handle.token}`,
    domain: new URL(publicUrl).host,
    latestEnd: request.createdAt + OPEN_AT_MOST,
    ...(request.responseMode === 'direct_post.jwt' && { responseKey: openKey(responseKeys, handle) }),
    asking: { lists, now: clock(), ...testing },
    ...testing,
  };
}

/** Where the key is gone, so is the request: never is a plain answer taken instead. */
function openKey(responseKeys: ResponseKeys, { token, responseKeySealed }: Handle): ResponseKey {
  if (responseKeySealed === undefined) throw problemError('request_unknown');
  return responseKeys.open(token, responseKeySealed);
}

/** OpenID4VP 1.0 §5.9.3 */
function clientId(
  { clientIdPrefix: prefix, certificateHash = '' }: PresentationRequest,
  { site, responseUri, publicUrl }: { readonly site: Site; readonly responseUri: string; readonly publicUrl: string },
): string {
  switch (prefix) {
    case 'decentralized_identifier':
      return `${prefix}:${site.did}`;
    case 'x509_san_dns':
      return `${prefix}:${new URL(publicUrl).hostname}`;
    case 'x509_hash':
      return `${prefix}:${certificateHash}`;
    case 'redirect_uri':
      return `${prefix}:${responseUri}`;
  }
}
