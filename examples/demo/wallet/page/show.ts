import { element } from './element.ts';

/** Replaces what the wallet shows and moves the focus to its headline, so that everybody notices. */
export function show(headline: string, ...content: readonly Node[]): void {
  const title = element('h1', { tabindex: '-1' }, headline);
  document.getElementById('wallet')!.replaceChildren(title, ...content);
  document.title = `${headline} – Pocket`;
  title.focus();
}

/** Something did not work: what, and where to go from here. */
export function showTrouble(
  headline: string,
  text: string,
  { code, ways = [] }: { readonly code?: string; readonly ways?: readonly { href: string; text: string }[] } = {},
): void {
  show(
    headline,
    element('p', { role: 'alert' }, text, code !== undefined && element('span', { class: 'code' }, ` (${code})`)),
    element(
      'ul',
      { class: 'plain' },
      [...ways, { href: '/', text: 'Back to my cards' }].map(({ href, text: name }) =>
        element('li', {}, element('a', { href }, name)),
      ),
    ),
  );
}
