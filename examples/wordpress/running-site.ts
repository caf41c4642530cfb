import type { Content } from './content.ts';

/** Where the demo's WordPress is, and what is in it. */
export interface RunningSite {
  readonly url: string;
  readonly pages: SitePages;
  stop(): Promise<void>;
}

/** What `set-up.php` says. */
export interface SitePages {
  readonly wordpress: string;
  readonly page: string;
  readonly shop?: string;
  readonly cart?: string;
}

/** Brings up a WordPress at that port with the plugin from its zip; `contentFor` is asked for once its address is known. */
export type StartSite = (port: number, contentFor: (url: string) => Promise<Content>) => Promise<RunningSite>;
