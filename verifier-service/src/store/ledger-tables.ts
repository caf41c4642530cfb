/** A limit that several sites share. */
export interface ProgrammeTable {
  name: string;
  count: number;
  /** ISO 8601 duration. */
  per: string;
  cap_per_issuer: number | null;
  /** What its counters' keys are made with: never changes. */
  secret_sealed: string;
  created_at: number;
}

export interface ProgrammeSiteTable {
  programme: string;
  site_id: string;
}

/** How often something was used in a window of time. No site, no policy, no holder: a key that only the service makes. */
export interface LimitCounterTable {
  key: string;
  /** Random, new with every window, so that what is given back goes into the window it was taken from. */
  window_id: string;
  used: number;
  ends_at: number;
}

export interface RedemptionTable {
  id: string;
  site_id: string;
  idempotency_key: string;
  verification_id: string;
  /** Seconds, as asked for. */
  ttl: number | null;
  state: 'reserved' | 'committed' | 'released' | 'expired';
  /** Of a reservation with a time limit. */
  expires_at: number | null;
  /** JSON: the counters and windows it took from. Sealed: two sites' redemptions may share a counter. */
  taken_sealed: string;
  created_at: number;
  changed_at: number;
}
