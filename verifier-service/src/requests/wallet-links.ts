import type { AskedHandle } from './presentation-request.ts';

/** How one handle is opened by a person. */
export interface WalletLinks {
  /** For a wallet app: `openid4vp://?…` */
  readonly app: string;
  /** For each wallet on the web of `WEB_WALLETS`: its address with the same query. */
  readonly web: readonly { readonly name: string; readonly url: string }[];
}

/** Made by a wallet protocol (`wallet-api/openid4vp/wallet-links.ts`): the requests know none. */
export type MakeWalletLinks = (asked: AskedHandle) => WalletLinks;
