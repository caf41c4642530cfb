import { takeResponseCode, whoAsked } from './response-code.ts';

/** An element that can collect what a wallet's redirect brought. */
interface Collector extends Element {
  collectReturned(responseCode: string): void;
}

/** Taken while the script loads, before anything else can read the address. */
let pending = takeResponseCode(location, history);

/**
 * Hands the code to the element that asked, once it is there. Wallets come back by a full page load, or,
 * to a tab that already shows this page, by a change of the fragment alone.
 */
export function deliverReturn(tag: string, connected?: Collector): void {
  if (pending === undefined) return;
  const there = [...document.querySelectorAll<Collector>(tag)];
  const owner = whoAsked(there) ?? connected;
  if (!owner || typeof owner.collectReturned !== 'function') return;
  const code = pending;
  pending = undefined;
  owner.collectReturned(code);
}

export function followReturns(tag: string): void {
  window.addEventListener('hashchange', () => {
    pending = takeResponseCode(location, history) ?? pending;
    deliverReturn(tag);
  });
}
