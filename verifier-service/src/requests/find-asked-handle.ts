import { problemError } from '../problem.ts';
import { askedHandle } from './asked-handle.ts';
import type { RequestDependencies } from './dependencies.ts';
import type { AskedHandle, WalletProtocol } from './presentation-request.ts';
import { endedProblem } from './refusal.ts';

/** Looks a handle up before anything of an answer is read (OpenID4VP 1.0 §14.3.2). */
export function findAskedHandle({
  requests,
  policies,
  sites,
  publicUrl,
  testWorld,
  responseKeys,
  lists,
  clock,
}: Pick<
  RequestDependencies,
  'requests' | 'policies' | 'sites' | 'publicUrl' | 'testWorld' | 'responseKeys' | 'lists' | 'clock'
>) {
  return async (token: string, protocol: WalletProtocol): Promise<AskedHandle> => {
    const found = await requests.findByHandle(token);
    if (!found || (protocol === 'vcalm' && !found.handle.isInteraction)) throw problemError('request_unknown');
    const ended = endedProblem(found.request, clock().getTime());
    if (ended) throw ended;

    const { siteId, policy: named } = found.request;
    const site = await sites.find(siteId);
    const policy = await policies.findVersion(siteId, named.id, named.version);
    if (!site || !policy) throw problemError('request_unknown');
    return askedHandle({ publicUrl, testWorld, responseKeys, lists, clock }, { ...found, policy, site });
  };
}
