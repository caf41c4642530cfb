/** Which replica does a piece of background work. Used on PostgreSQL alone. */
export interface LeaseTable {
  name: string;
  holder: string;
  /** By the clock of the database. */
  ends_at: number;
}

/** How often somebody called within one minute. Used on PostgreSQL alone. */
export interface RateCountTable {
  /** Made with the secret key and the minute, so that nothing tells whose it is. */
  key: string;
  used: number;
  ends_at: number;
}
