import { randomUUID } from 'node:crypto';
import {
  didDocument,
  didKeySigner,
  didSigner,
  generateKeyPair,
  issueMembershipCredential,
  issueMembershipSdJwt,
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
  const claimsOf = (namedCoOp: typeof coOp, membershipId: string) => ({
    memberOf: { id: namedCoOp.did, name: namedCoOp.name, url: namedCoOp.origin },
    membershipClass: coOp.member.membershipClass,
    ...(coOp.coopType && { coopType: coOp.coopType }),
    memberSince: coOp.member.since,
    membershipId,
  });

  return {
    coOp,
    didDocument: didDocument(coOp.did, [keyPair]),

    statusLists,

    /** Signs what the member page offered. Of those shown whole, only `current` is what an honest co-op would sign. */
    issue: async (kind: WholeKind, holderDid: string, wishes: IssueWishes = {}): Promise<Issued<SignedCredential>> => {
      const { membershipId = ownMember, now = new Date() } = wishes;
      const { index, status } = statusLists.givePlace();
      const namedCoOp = kind === 'for-another-co-op' ? coOpAt(coOp.pretendsToBe ?? 'meadow', origins) : coOp;
      const expired = kind === 'expired';
      const credential = await issueMembershipCredential({
        issuer: { did: coOp.did, keyPair, name: coOp.name },
        holderDid: kind === 'someone-elses' ? didKeySigner(await newKey()).controller : holderDid,
        claims: claimsOf(namedCoOp, membershipId),
        validFrom: daysFrom(now, expired ? -395 : 0),
        validUntil: daysFrom(now, expired ? -30 : 365),
        status,
        format: coOp.format,
      });
      return { credential, index };
    },

    /** The same membership as a card whose holder shows what is asked for and keeps the rest: an SD-JWT VC. */
    issueSelective: async (holderDid: string, now = new Date()): Promise<Issued<string>> => {
      const { index, inToken } = statusLists.givePlace();
      const credential = await issueMembershipSdJwt({
        issuer: { did: coOp.did, keyPair },
        holderDid,
        claims: claimsOf(coOp, ownMember),
        validFrom: now,
        validUntil: daysFrom(now, 365),
        status: inToken,
      });
      return { credential, index };
    },
  };
}

type WholeKind = Exclude<OfferKind, 'selective'>;

export interface Issued<Credential> {
  readonly credential: Credential;
  /** Its place in the co-op's lists. */
  readonly index: number;
}

const newKey = async () => signingKeyFrom(await generateKeyPair());
