import { randomUUID } from 'node:crypto';

/** What a member page can hand out: the real thing, as a card that is shown whole or one that shows only what is asked. */
const realKinds = ['current', 'selective'] as const;
/** Three that a site must refuse. */
const trickKinds = ['expired', 'for-another-co-op', 'someone-elses'] as const;

export const offerKinds = [...realKinds, ...trickKinds] as const;
export type OfferKind = (typeof offerKinds)[number];

export const isTrick = (kind: OfferKind): boolean => trickKinds.some((trick) => trick === kind);

export interface Offer {
  readonly id: string;
  readonly kind: OfferKind;
  /** The wallet signs this to show that it holds the key the membership will name. */
  readonly challenge: string;
  readonly expiresAt: Date;
}

const lifetime = 10 * 60_000;

/** Offers that wait for a wallet. Each is taken once. */
export class Offers {
  readonly #waiting = new Map<string, Offer>();
  readonly #clock: () => Date;

  constructor(clock: () => Date = () => new Date()) {
    this.#clock = clock;
  }

  make(kind: OfferKind): Offer {
    const now = this.#clock();
    for (const [id, { expiresAt }] of this.#waiting) if (expiresAt < now) this.#waiting.delete(id);

    const expiresAt = new Date(now.getTime() + lifetime);
    const offer = { id: randomUUID(), kind, challenge: randomUUID(), expiresAt };
    this.#waiting.set(offer.id, offer);
    return offer;
  }

  find(id: string): Offer | undefined {
    const offer = this.#waiting.get(id);
    return offer && offer.expiresAt >= this.#clock() ? offer : undefined;
  }

  /** @returns false when another wallet was faster */
  take(offer: Offer): boolean {
    return this.#waiting.delete(offer.id);
  }
}
