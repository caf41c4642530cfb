/** What the service opened for this visitor, as the host passed it on. */
export interface PresentationRequest {
  readonly links: WalletLinks;
  /** Milliseconds since 1970, by this device's clock. */
  readonly expiresAt: number;
  readonly statusUrl: string;
  readonly ask: Ask;
}

export interface WalletLinks {
  readonly sameDevice: { readonly app: string; readonly web: readonly WebWallet[] };
  readonly crossDevice?: { readonly app: string; readonly matchCode?: string; readonly interaction?: string };
}

export interface WebWallet {
  readonly name: string;
  readonly url: string;
}

/** Who asks, for what, for how long. */
export interface Ask {
  readonly site?: string;
  readonly purpose?: string;
  readonly claims: readonly string[];
  /** An ISO 8601 duration. */
  readonly grantFor?: string;
  readonly issuers: readonly string[];
}

/** What was opened, because of which membership, until when. */
export interface Grant {
  /** ISO 8601. */
  readonly until?: string;
  readonly reason?: string;
  /** `title` is a whole sentence, `label` a name to put into ours. */
  readonly opened?: { readonly title?: string; readonly label?: string };
  /** All that the host answered, for the page. */
  readonly answer?: unknown;
}

/** Why not. `params` fill the sentence; `coopUrl` is where the member's recognised co-op helps. */
export interface Refusal {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What the browser channel says: the state only. */
export interface Status {
  readonly state: 'open' | 'answered' | 'accepted' | 'rejected' | 'declined' | 'expired' | 'cancelled';
  readonly expiresAt?: number;
  readonly code?: string;
}
