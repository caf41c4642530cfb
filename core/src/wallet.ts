/**
 * What a wallet's pages need to say who asks: whether a federation that the wallet trusts recognises the site. Runs in Node
 * and in browsers. Lists are fetched and verified in Node (`updateList`, `shareList`, `tellSites`).
 * @module
 */
import { ageAt } from './recognition/list-age.ts';
import type { SiteList } from './recognition/recognise-site.ts';
import type { ToldSites } from './recognition/told-sites.ts';

export {
  type AskingSite,
  recogniseSite,
  type SiteDoubt,
  type SiteList,
  type SiteRecognition,
} from './recognition/recognise-site.ts';
export type { ToldSites } from './recognition/told-sites.ts';
export { listedSiteFormat, type ListedSite, readVerifierInfo } from './recognition/verifier-info.ts';

/** A list's sites that were told, ready to be asked. */
export function siteListOf({ sites, clock, title, anchor, seq, digest, ...ends }: ToldSites): SiteList {
  const byDid = new Map(sites.map((entry) => [entry.id, entry]));
  return {
    ...{ title, anchor, seq, digest },
    find: (did) => byDid.get(did),
    ageAt: (now) => ageAt(ends, Math.max(now.getTime(), clock)),
  };
}
