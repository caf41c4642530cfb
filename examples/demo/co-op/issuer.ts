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
import { StatusLists } from './status-lists.ts';

const day = 24 * 60 * 60_000;
const daysFrom = (now: Date, days: number) => new Date(now.getTime() + days * day);

export interface IssueWishes {
  /** Another member than the one whom visitors play. */
  readonly membershipId?: string;
  readonly now?: Date;
}

export type Issuer = Awaited<ReturnType<typeof createIssuer>>;

/** What signs memberships for one co-op. Its key is made anew at every start, and so is the member's number. */
export async function createIssuer(place: CoOp['place'], origins: Origins) {
  const coOp = coOpAt(place, origins);
  const keyPair = didSigner(await newKey(), coOp.did);
  const ownMember = randomUUID();
  const statusLists = new StatusLists(coOp, keyPair);

  return {
    coOp,
    didDocument: didDocument(coOp.did, [keyPair]),

    statusLists,

    /** Signs what the member page offered. Only `current` is what an honest co-op would sign. */
    issue: async (kind: OfferKind, holderDid: string, wishes: IssueWishes = {}): Promise<Issued> => {
      const { membershipId = ownMember, now = new Date() } = wishes;
      const { index, status } = statusLists.givePlace();
      const namedCoOp = kind === 'for-another-co-op' ? coOpAt(coOp.pretendsToBe ?? 'meadow', origins) : coOp;
      const expired = kind === 'expired';
      const credential = await issueMembershipCredential({
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
        status,
        format: coOp.format,
      });
      return { credential, index };
    },
  };
}

export interface Issued {
  readonly credential: SignedCredential;
  /** Its place in the co-op's lists. */
  readonly index: number;
}

const newKey = async () => signingKeyFrom(await generateKeyPair());
