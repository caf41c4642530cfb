import { createHmac, randomBytes } from 'node:crypto';
import { isAtMost, pairwiseHolder, type HolderIdentity } from '@coop-credentials/core';
import type { Clock } from '../clock.ts';
import type { Seal } from '../secrets/seal.ts';
import type { Counter } from '../store/limit-counter.ts';
import type { ProgrammeStore, StoredProgramme } from '../store/programme-store.ts';

/** What the operator decides about a programme. */
export interface Programme {
  readonly name: string;
  readonly count: number;
  /** ISO 8601 duration. */
  readonly per: string;
  /** Ids of the sites that share it. */
  readonly sites: readonly string[];
  /** How often all members of one co-op together may use it within `per`. */
  readonly capPerIssuer?: number;
}

/** What counts one membership in one programme. The same at every site of it: stored sealed only. */
interface ProgrammeKeys {
  readonly programme: string;
  readonly holder: string;
  readonly issuer: string;
}

export type Programmes = ReturnType<typeof createProgrammes>;

/** Limits that several sites share. */
export function createProgrammes({ store, seal, clock }: { store: ProgrammeStore; seal: Seal; clock: Clock }) {
  return {
    /** @returns false when there is one of that name */
    add: ({ sites, ...programme }: Programme): Promise<boolean> => {
      const secretSealed = seal.seal(randomBytes(32), secretPurpose(programme.name));
      return store.add({ ...programme, secretSealed, createdAt: clock().getTime() }, sites);
    },

    /** Which sites share it from now on. @returns false when there is none of that name */
    setSites: (name: string, sites: readonly string[]): Promise<boolean> => store.setSites(name, sites),

    list: async (): Promise<readonly Programme[]> =>
      (await store.list()).map(({ name, count, per, sites, capPerIssuer }) => ({
        ...{ name, count, per, sites },
        ...(capPerIssuer !== undefined && { capPerIssuer }),
      })),

    isOpenTo: async (name: string, siteId: string): Promise<boolean> =>
      (await store.findForSite(name, siteId)) !== undefined,

    /** What is kept with a verification, so that it can be counted later; undefined for a site that is not in it. */
    sealKeys: async (
      name: string,
      { siteId, verificationId, identity }: { siteId: string; verificationId: string; identity: HolderIdentity },
    ): Promise<string | undefined> => {
      const found = await store.findForSite(name, siteId);
      if (!found) return undefined;
      const secret = seal.open(found.secretSealed, secretPurpose(name));
      const issuer = createHmac('sha256', secret).update(JSON.stringify(['cc/1', 'issuer', identity.issuer]));
      const holder = pairwiseHolder(secret, identity);
      const keys: ProgrammeKeys = { programme: name, holder, issuer: issuer.digest('base64url') };
      return seal.seal(Buffer.from(JSON.stringify(keys)), keysPurpose(verificationId));
    },

    /**
     * The counters of a verification in that programme.
     * @returns `unknown` where its site is not in it, `not-counted` where it was answered when nothing counted it there
     */
    counters: async (
      name: string,
      {
        siteId,
        verificationId,
        keysSealed,
      }: { siteId: string; verificationId: string; keysSealed: string | undefined },
    ): Promise<readonly Counter[] | 'unknown' | 'not-counted'> => {
      const found = await store.findForSite(name, siteId);
      if (!found) return 'unknown';
      if (keysSealed === undefined) return 'not-counted';
      const keys = JSON.parse(seal.open(keysSealed, keysPurpose(verificationId)).toString()) as ProgrammeKeys;
      return keys.programme === name ? countersOf(found, keys) : 'not-counted';
    },
  };
}

function countersOf({ count, per, capPerIssuer }: StoredProgramme, { holder, issuer }: ProgrammeKeys): Counter[] {
  const time = { per, endsOn: wholeTime(per) };
  const own: Counter = { key: holder, count, ...time };
  return capPerIssuer === undefined ? [own] : [own, { key: issuer, count: capPerIssuer, ...time }];
}

/**
 * All sites of a programme are told when a member's window ends: to the millisecond, they could match their members by
 * it. So it ends with a day, of short windows with an hour or a minute.
 */
function wholeTime(per: string): number {
  if (isAtMost('P7D', per)) return 24 * HOUR;
  return isAtMost('PT12H', per) ? HOUR : HOUR / 60;
}

const HOUR = 60 * 60 * 1000;

const secretPurpose = (name: string) => `programme:${name}:secret`;
const keysPurpose = (verificationId: string) => `verification:${verificationId}:programme`;
