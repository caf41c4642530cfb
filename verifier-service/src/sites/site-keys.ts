import type { Site } from './site.ts';

/** How sites get in, get a key, and lose one. Keys and codes are told once and stored hashed. */
export interface SiteKeys {
  /**
   * The site a bearer key belongs to; compared in constant time. `validUntil`: when a replaced key ends.
   * @throws ProblemError `key_ended`
   */
  authenticate(key: string): Promise<{ readonly site: Site; readonly validUntil?: number } | undefined>;
  /**
   * A new key; every other one of the site ends after the overlap, in milliseconds. Without an overlap, pairing codes
   * made before end with them; otherwise those are good for the rest of their day.
   */
  rotate(siteId: string, overlap: number): Promise<{ readonly key: string; readonly othersUntil: number }>;
  /** A code for one pairing, good for a day. */
  makePairingCode(siteId: string): Promise<{ readonly code: string; readonly expiresAt: number }>;
  /**
   * A further key of the site that the code was made for; its other keys stay as they are.
   * @param claimedUrl where the caller says it is; a code is not spent from anywhere else
   * @throws ProblemError `pairing_code_wrong`, `pairing_code_used`, `pairing_code_expired`, `site_moved`
   */
  pair(code: string, claimedUrl?: string): Promise<{ readonly site: Site; readonly key: string }>;
}
