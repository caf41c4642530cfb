/** Addresses around the wallet, as its server wrote them into the page. */
export interface WalletSettings {
  /** Tells one start of the demo from another. */
  readonly start: string;
  readonly site: string;
  readonly coOps: readonly { readonly name: string; readonly did: string; readonly origin: string }[];
  /** Cards of an earlier start were thrown away, and none has come since. */
  readonly emptied?: boolean;
}

export const readSettings = (): WalletSettings =>
  JSON.parse(document.getElementById('wallet')!.dataset.settings!) as WalletSettings;
