import { createHash, randomUUID } from 'node:crypto';
import {
  didDocument,
  didSigner,
  generateKeyPair,
  issueMembershipCredential,
  signingKeyFrom,
  type SignedCredential,
} from '@coop-credentials/core/profile';
import express, { type Express } from 'express';
import { coOpAt } from '../demo/co-op/co-ops.ts';
import { listPurposes, type Standing, StatusLists } from '../demo/co-op/status-lists.ts';
import type { Origins } from '../demo/web/places.ts';

const day = 24 * 60 * 60_000;

/** What a member of the spec shows: one that holds, or one that ended a month ago. */
export type MembershipKind = 'current' | 'expired';

/** A co-op with a website, where it publishes its key and what it has taken back. */
export interface WebCoOp {
  readonly app: Express;
  readonly name: string;
  readonly address: string;
  /** As the co-op itself reads it out. */
  readonly fingerprint: string;
  /** A new membership; its number stays the same for a member. */
  issue(member: { readonly did: string; readonly number: string }, kind: MembershipKind): Promise<SignedCredential>;
  /** Of all memberships of that member. */
  set(number: string, standing: Standing): void;
}

export async function webCoOp(origin: string): Promise<WebCoOp> {
  const coOp = coOpAt('harvest', { harvest: origin } as Origins);
  const keyPair = didSigner(await signingKeyFrom(await generateKeyPair()), coOp.did);
  const lists = new StatusLists(coOp, keyPair);
  const places = new Map<string, number[]>();
  const app = express();

  app.get('/.well-known/did.json', (_request, response) => void response.json(didDocument(coOp.did, [keyPair])));
  app.get('/status/:purpose', async ({ params }, response) => {
    const purpose = listPurposes.find((known) => known === params.purpose);
    if (purpose) response.type('application/vc').send(JSON.stringify(await lists.publish(purpose)));
    else response.sendStatus(404);
  });

  const digest = createHash('sha256').update(keyPair.publicKey).digest('hex').slice(0, 32).toUpperCase();
  return {
    app,
    name: coOp.name,
    address: new URL(origin).host,
    fingerprint: digest.match(/.{4}/g)?.join(' ') ?? '',

    issue: async ({ did, number }, kind) => {
      const { index, status } = lists.givePlace();
      places.set(number, [...(places.get(number) ?? []), index]);
      const end = kind === 'expired' ? -30 : 365;
      return issueMembershipCredential({
        issuer: { did: coOp.did, keyPair, name: coOp.name },
        holderDid: did,
        claims: {
          memberOf: { id: coOp.did, name: coOp.name, url: origin },
          membershipClass: coOp.member.membershipClass,
          membershipId: number,
        },
        validFrom: new Date(Date.now() - 400 * day),
        validUntil: new Date(Date.now() + end * day),
        status,
        format: coOp.format,
      });
    },

    set: (number, standing) => {
      for (const index of places.get(number) ?? []) lists.set(index, standing);
    },
  };
}

/** A number of a membership: random, and it means nothing. */
export const newNumber = (): string => randomUUID();
