type Child = Node | string | false | undefined;

/** An element with attributes and children. Text stays text: nothing a stranger sent becomes markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | boolean>> = {},
  ...children: readonly (Child | readonly Child[])[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(attribute, value === true ? '' : value);
  }
  made.append(...children.flat().filter((child) => child !== false && child !== undefined));
  return made;
}

export function button(text: string, look: 'primary' | 'quiet', act: () => void | Promise<void>): HTMLButtonElement {
  const made = element('button', { type: 'button', class: look }, text);
  made.addEventListener('click', () => {
    // One tap, one answer: a second tap while the first is under way does nothing.
    if (made.getAttribute('aria-disabled') === 'true') return;
    made.setAttribute('aria-disabled', 'true');
    void Promise.resolve(act()).finally(() => made.removeAttribute('aria-disabled'));
  });
  return made;
}

/** A list of names and what they stand for. */
export const facts = (entries: readonly (readonly [string, string | Node])[]): HTMLElement =>
  element(
    'dl',
    { class: 'facts' },
    entries.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
  );
