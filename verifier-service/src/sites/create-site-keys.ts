import type { Clock } from '../clock.ts';
import { problemError } from '../problem.ts';
import { hashToken, matchesHash } from '../secrets/tokens.ts';
import type { PairingCodeStore } from '../store/pairing-code-store.ts';
import type { SiteKeyStore } from '../store/site-key-store.ts';
import { describeSite } from './create-sites.ts';
import { newPairingCode, PAIRING_CODE_FOR, secretOfPairingCode } from './pairing-code.ts';
import { newSiteKey } from './site-key.ts';
import type { SiteKeys } from './site-keys.ts';
import { parseSiteUrl } from './site-url.ts';

/** Compared with when a key's id is unknown, so that the answer takes as long. */
const NO_HASH = hashToken('');

/** @see SiteKeys */
export function createSiteKeys({
  keys,
  codes,
  publicUrl,
  clock,
}: {
  keys: SiteKeyStore;
  codes: PairingCodeStore;
  publicUrl: string;
  clock: Clock;
}): SiteKeys {
  return {
    authenticate: async (key) => {
      const [keyId = '', secret = '', ...more] = key.split('.');
      if (more.length > 0) return undefined;
      const found = await keys.find(keyId);
      const right = matchesHash(secret, found?.secretHash ?? NO_HASH);
      if (!right || !found) return undefined;
      const { validUntil } = found;
      if (validUntil !== undefined && validUntil <= clock().getTime()) throw problemError('key_ended');
      return { site: describeSite(found.site, publicUrl), ...(validUntil !== undefined && { validUntil }) };
    },

    rotate: async (siteId, overlap) => {
      const { key, stored } = newSiteKey();
      const now = clock().getTime();
      await keys.replace(siteId, stored, now + overlap, now);
      return { key, othersUntil: now + overlap };
    },

    makePairingCode: async (siteId) => {
      const { code, secret } = newPairingCode(publicUrl);
      const now = clock().getTime();
      await codes.add(siteId, hashToken(secret), now, now + PAIRING_CODE_FOR);
      return { code, expiresAt: now + PAIRING_CODE_FOR };
    },

    pair: async (code, claimedUrl) => {
      const secret = secretOfPairingCode(code);
      const hash = secret === undefined ? NO_HASH : hashToken(secret);
      const found = await codes.find(hash);
      if (!found) throw problemError('pairing_code_wrong');
      const { url } = found.site;
      if (claimedUrl !== undefined && parseSiteUrl(claimedUrl) !== url) {
        throw problemError('site_moved', { params: { registered: url } });
      }
      if (found.used) throw problemError('pairing_code_used');
      const now = clock().getTime();
      if (found.expiresAt <= now) throw problemError('pairing_code_expired');

      const { key, stored } = newSiteKey();
      if (!(await codes.use(hash, stored, now))) throw problemError('pairing_code_used');
      return { site: describeSite(found.site, publicUrl), key };
    },
  };
}
