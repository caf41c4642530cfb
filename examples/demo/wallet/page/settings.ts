/** Addresses around the wallet, as its server wrote them into the page. */
export interface WalletSettings {
  /** Tells one start of the demo from another. */
  readonly start: string;
  readonly site: string;
  readonly coOps: readonly { readonly name: string; readonly origin: string }[];
}

export const readSettings = (): WalletSettings =>
  JSON.parse(document.getElementById('wallet')!.dataset.settings!) as WalletSettings;
