import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Seal } from '../secrets/seal.ts';
import { hashToken, matchesHash, newId, newToken } from '../secrets/tokens.ts';
import type { SiteStore, StoredSite } from '../store/site-store.ts';
import { siteDid } from './site-did.ts';
import type { Site } from './site.ts';
import type { Sites } from './sites.ts';

/** Compared with when a key's id is unknown, so that the answer takes as long. */
const NO_HASH = hashToken('');

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
    find: async (id) => described(await store.find(id), publicUrl),
    list: async () => (await store.list()).flatMap((site) => described(site, publicUrl) ?? []),

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
      const keyId = newId('sk');
      const secret = newToken();
      await store.add(stored, { id: keyId, secretHash: hashToken(secret) });
      const site = described(stored, publicUrl);
      if (!site) throw new TypeError('A site that was just added is described');
      return { site, key: `${keyId}.${secret}` };
    },

    authenticate: async (key) => {
      const [keyId = '', secret = '', ...more] = key.split('.');
      if (more.length > 0) return undefined;
      const found = await store.findByKey(keyId);
      const right = matchesHash(secret, found?.secretHash ?? NO_HASH);
      return right && found ? described(found.site, publicUrl) : undefined;
    },

    signingKey: async (siteId) =>
      createPrivateKey({ key: await secretOf(siteId, 'signingKeySealed'), format: 'der', type: 'pkcs8' }),
    pairwiseSecret: (siteId) => secretOf(siteId, 'pairwiseSecretSealed'),
  };
}

function described(stored: StoredSite | undefined, publicUrl: string): Site | undefined {
  if (!stored) return undefined;
  const { id, name, url, publicKey } = stored;
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
