import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Seal } from '../secrets/seal.ts';
import type { SiteStore, StoredSite } from '../store/site-store.ts';
import { siteDid } from './site-did.ts';
import { newSiteKey } from './site-key.ts';
import type { Site } from './site.ts';
import type { Sites } from './sites.ts';

/** @see Sites */
export function createSites({
  store,
  seal,
  publicUrl,
  clock,
}: {
  store: SiteStore;
  seal: Seal;
  publicUrl: string;
  clock: Clock;
}): Sites {
  const secretOf = async (siteId: string, secret: 'signingKeySealed' | 'pairwiseSecretSealed') => {
    const site = await store.find(siteId);
    if (!site) throw new TypeError('No such site');
    return seal.open(site[secret], purpose(siteId, secret));
  };

  return {
    find: async (id) => {
      const stored = await store.find(id);
      return stored && describeSite(stored, publicUrl);
    },
    list: async () => (await store.list()).map((site) => describeSite(site, publicUrl)),

    add: async ({ name, url }) => {
      const id = randomBytes(9).toString('base64url').replace(/[-_]/g, 'x').toLowerCase();
      const { publicKey, privateKey } = generateKeyPairSync('ed25519');
      const signingKey = privateKey.export({ format: 'der', type: 'pkcs8' });
      const stored: StoredSite = {
        id,
        name,
        url,
        publicKey: String(publicKey.export({ format: 'jwk' }).x),
        signingKeySealed: seal.seal(signingKey, purpose(id, 'signingKeySealed')),
        pairwiseSecretSealed: seal.seal(randomBytes(32), purpose(id, 'pairwiseSecretSealed')),
        createdAt: clock().getTime(),
      };
      const { key, stored: storedKey } = newSiteKey();
      await store.add(stored, storedKey);
      return { site: describeSite(stored, publicUrl), key };
    },

    remove: (id) => store.remove(id),

    signingKey: async (siteId) =>
      createPrivateKey({ key: await secretOf(siteId, 'signingKeySealed'), format: 'der', type: 'pkcs8' }),
    pairwiseSecret: (siteId) => secretOf(siteId, 'pairwiseSecretSealed'),
  };
}

/** A stored site as the rest of the service knows it: nothing secret, and its DID under our own URL. */
export function describeSite({ id, name, url, publicKey }: StoredSite, publicUrl: string): Site {
  const did = siteDid(publicUrl, id);
  return {
    id,
    name,
    url,
    origin: new URL(url).origin,
    did,
    keyId: `${did}#key-1`,
    publicKey: { kty: 'OKP', crv: 'Ed25519', x: publicKey },
  };
}

function purpose(siteId: string, secret: string): string {
  return `site:${siteId}:${secret}`;
}
