import { element } from './element.ts';

/** Replaces what the wallet shows and moves the focus to its headline, so that everybody notices. */
export function show(headline: string, ...content: readonly Node[]): void {
  const title = element('h1', { tabindex: '-1' }, headline);
  document.getElementById('wallet')!.replaceChildren(title, ...content);
  document.title = `${headline} – Pocket`;
  title.focus();
}

/** Something did not work: what, and where to go from here. */
export function showTrouble(headline: string, text: string, code?: string): void {
  show(
    headline,
    element('p', { role: 'alert' }, text, code !== undefined && element('span', { class: 'code' }, ` (${code})`)),
    element('p', {}, element('a', { href: '/' }, 'Back to my cards')),
  );
}
