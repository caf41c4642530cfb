import type { KeyObject } from 'node:crypto';
import type { Site } from './site.ts';

/** The sites this service asks for. What is secret of them is stored wrapped and unwrapped on use. */
export interface Sites {
  find(id: string): Promise<Site | undefined>;
  list(): Promise<readonly Site[]>;
  /** @returns the site and its first key, `id.secret`, told this once */
  add(site: { readonly name: string; readonly url: string }): Promise<{ readonly site: Site; readonly key: string }>;
  /** Deletes the site and everything of it; false when there is none. */
  remove(id: string): Promise<boolean>;
  /** The private part of `publicKey`, for signing its requests. Never log it. */
  signingKey(siteId: string): Promise<KeyObject>;
  /** What the site's pairwise holder ids are made with. */
  pairwiseSecret(siteId: string): Promise<Uint8Array>;
}
