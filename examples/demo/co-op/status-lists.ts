import { randomInt } from 'node:crypto';
import {
  issueStatusList,
  issueStatusToken,
  type CredentialStatus,
  type SignedCredential,
} from '@coop-credentials/core/profile';
import type { coOpAt } from './co-ops.ts';

/** Whether a membership that was given out still holds. Withdrawn is for good; a pause can end. */
export type Standing = 'live' | 'suspended' | 'revoked';

export const listPurposes = ['revocation', 'suspension'] as const;
export type ListPurpose = (typeof listPurposes)[number];

type Keys = Parameters<typeof issueStatusList>[0]['issuer']['keyPair'];

/** As many as the specification asks for at least, so that nobody learns whom a list is asked for. */
const places = 131_072;
/** How many milliseconds a verifier keeps a list: few, so that one sees it work. In real life, hours. */
export const listTtl = 1_000;
/** A list of the older kind cannot say `ttl`. It ends instead. */
const olderListLasts = 3_000;

/** A card's place in the co-op's lists. */
interface Place {
  readonly index: number;
  /** What a card says that is shown whole. */
  readonly status: readonly CredentialStatus[];
  /** What a card says that shows only what is asked for. */
  readonly inToken: { readonly list: string; readonly index: number };
}

/**
 * The co-op's public lists: what is withdrawn, and what is paused; and both in one, for cards that show only what is
 * asked for. Anybody may read them, and learns nothing from them: each card has a random place, and only the card
 * itself says which.
 */
export class StatusLists {
  readonly #coOp: ReturnType<typeof coOpAt>;
  readonly #keyPair: Keys;
  readonly #standings = new Map<number, Standing>();
  readonly #since = new Date();
  readonly #signed = new Map<ListPurpose, Promise<SignedCredential>>();
  #signedToken: Promise<string> | undefined;

  constructor(coOp: ReturnType<typeof coOpAt>, keyPair: Keys) {
    this.#coOp = coOp;
    this.#keyPair = keyPair;
  }

  /** A place for a new card, the same one in each list. */
  givePlace(): Place {
    let index = randomInt(places);
    while (this.#standings.has(index)) index = randomInt(places);
    this.#standings.set(index, 'live');
    const status = listPurposes.map((purpose) => ({ list: this.#url(purpose), index, purpose }));
    return { index, status, inToken: { list: this.#url('token'), index } };
  }

  standingOf(index: number): Standing {
    return this.#standings.get(index) ?? 'live';
  }

  /** @returns false where there is nothing to change: what was withdrawn stays withdrawn */
  set(index: number, standing: Standing): boolean {
    const before = this.#standings.get(index);
    if (before === undefined || before === 'revoked' || before === standing) return false;
    this.#standings.set(index, standing);
    this.#signed.clear();
    this.#signedToken = undefined;
    return true;
  }

  /** The list as it is now, signed by the co-op. */
  async publish(purpose: ListPurpose): Promise<SignedCredential> {
    if (this.#coOp.format === 'vcdm1.1-ed25519-2020') {
      return this.#sign(purpose, new Date(Date.now() + olderListLasts));
    }
    const signed = this.#signed.get(purpose) ?? this.#sign(purpose);
    this.#signed.set(purpose, signed);
    return signed;
  }

  /** Both lists in one, as a token (Token Status List §5.1). */
  publishToken(): Promise<string> {
    this.#signedToken ??= issueStatusToken({
      issuer: { did: this.#coOp.did, keyPair: this.#keyPair },
      url: this.#url('token'),
      revoked: this.#taken('revoked'),
      suspended: this.#taken('suspended'),
      length: places,
      ttl: listTtl,
      issuedAt: new Date(),
    });
    return this.#signedToken;
  }

  #taken(standing: Standing): readonly number[] {
    return [...this.#standings].filter(([, now]) => now === standing).map(([index]) => index);
  }

  #sign(purpose: ListPurpose, validUntil?: Date): Promise<SignedCredential> {
    return issueStatusList({
      issuer: { did: this.#coOp.did, keyPair: this.#keyPair },
      url: this.#url(purpose),
      purpose,
      taken: this.#taken(purpose === 'revocation' ? 'revoked' : 'suspended'),
      length: places,
      ttl: listTtl,
      format: this.#coOp.format,
      validFrom: this.#since,
      ...(validUntil && { validUntil }),
    });
  }

  #url = (list: ListPurpose | 'token'): string => `${this.#coOp.origin}/status/${list}`;
}
