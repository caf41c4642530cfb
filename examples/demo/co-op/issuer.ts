import { randomUUID } from 'node:crypto';
import {
  didDocument,
  didKeySigner,
  didSigner,
  generateKeyPair,
  issueMembershipCredential,
  signingKeyFrom,
  type SignedCredential,
} from '@coop-credentials/core/profile';
import type { Origins } from '../web/places.ts';
import { coOpAt, type CoOp } from './co-ops.ts';
import type { OfferKind } from './offers.ts';

const day = 24 * 60 * 60_000;
const daysFrom = (now: Date, days: number) => new Date(now.getTime() + days * day);

export type Issuer = Awaited<ReturnType<typeof createIssuer>>;

/** What signs memberships for one co-op. Its key is made anew at every start, and so is the member's number. */
export async function createIssuer(place: CoOp['place'], origins: Origins) {
  const coOp = coOpAt(place, origins);
  const keyPair = didSigner(await newKey(), coOp.did);
  const membershipId = randomUUID();

  return {
    coOp,
    didDocument: didDocument(coOp.did, [keyPair]),

    /** Signs what the member page offered. Only `current` is what an honest co-op would sign. */
    issue: async (kind: OfferKind, holderDid: string, now = new Date()): Promise<SignedCredential> => {
      const namedCoOp = kind === 'for-another-co-op' ? coOpAt(coOp.pretendsToBe ?? 'meadow', origins) : coOp;
      const expired = kind === 'expired';
      return issueMembershipCredential({
        issuer: { did: coOp.did, keyPair, name: coOp.name },
        holderDid: kind === 'someone-elses' ? didKeySigner(await newKey()).controller : holderDid,
        claims: {
          memberOf: { id: namedCoOp.did, name: namedCoOp.name, url: namedCoOp.origin },
          membershipClass: coOp.member.membershipClass,
          ...(coOp.coopType && { coopType: coOp.coopType }),
          memberSince: coOp.member.since,
          membershipId,
        },
        validFrom: daysFrom(now, expired ? -395 : 0),
        validUntil: daysFrom(now, expired ? -30 : 365),
        format: coOp.format,
      });
    },
  };
}

const newKey = async () => signingKeyFrom(await generateKeyPair());
