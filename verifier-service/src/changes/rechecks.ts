/** Looks again at verifications that have not ended, and tells sites what changed. */
export interface Rechecks {
  /**
   * Everything that is due now. What is running already is waited for instead.
   * @param until aborted: it ends after the batch that it is at
   */
  run(until?: AbortSignal): Promise<void>;
  /** One of a site's verifications, on lists fetched afresh; nothing where it has ended or is not the site's. */
  one(siteId: string, verificationId: string): Promise<void>;
  /** The issuers of every live verification, because what recognises them has changed. */
  issuersChanged(): Promise<void>;
  /** The issuers of a policy's live verifications, by its newest version. Asks nobody. */
  policyChanged(siteId: string, policyId: string): Promise<void>;
}
