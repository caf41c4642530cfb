/**
 * The DID of a site: `did:web` of the service with its port encoded and its path as segments (did:web §3.1).
 * It changes with PUBLIC_URL, so it is computed, not stored.
 */
export function siteDid(publicUrl: string, siteId: string): string {
  const { host, pathname } = new URL(publicUrl);
  const path = pathname.split('/').filter((segment) => segment !== '');
  return ['did', 'web', host.replace(':', '%3A'), ...path, 'sites', siteId].join(':');
}
