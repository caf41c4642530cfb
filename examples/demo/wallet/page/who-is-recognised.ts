import { recogniseSite, siteListOf, type SiteRecognition, type ToldSites } from '@coop-credentials/core/wallet';
import type { AskedRequest } from './request.ts';

/**
 * Whether a federation that this wallet follows recognises the site that asks. The lists come from the wallet's own server,
 * which pinned and verified them; who asks is compared here, and leaves the browser for nobody.
 */
export async function whoIsRecognised(request: AskedRequest): Promise<SiteRecognition> {
  const { clientId, responseUri, vouchedOrigin, verifierInfo } = request;
  const response = await fetch('/lists').catch(() => undefined);
  const lists = response?.ok ? ((await response.json()) as readonly ToldSites[]).map(siteListOf) : [];
  const asking = { clientId, responseUri, website: vouchedOrigin, verifierInfo };
  return recogniseSite({ ...asking, isSigned: vouchedOrigin !== undefined }, lists, new Date());
}
