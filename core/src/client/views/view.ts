import { h, type Child } from '../create-element.ts';
import type { Language } from '../language.ts';
import { fill, type Catalogue } from '../words.ts';

/** What every screen is drawn from. */
export interface ViewContext {
  readonly catalogue: Catalogue;
  readonly language: Language;
  /** Attributes of the host element. */
  readonly attribute: (name: string) => string | null;
  readonly headingTag: 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
  /** The page's own direction, for what the host puts into slots. */
  readonly pageDirection: string;
  readonly page: string;
  /** A finger rather than a mouse, or a narrow window. */
  readonly phone: boolean;
  readonly asking: AskingUi;
  readonly act: Actions;
}

/** What the visitor unfolded while being asked. */
export interface AskingUi {
  readonly otherCode: boolean;
  readonly linkShown: boolean;
}

export interface Actions {
  readonly start: () => void;
  readonly retry: () => void;
  readonly extend: () => void;
  readonly leave: () => void;
  readonly forget: () => void;
  readonly copy: (link: string) => void;
  readonly toggleCode: () => void;
}

/** A screen's heading: where focus goes when the screen is new. */
export function title(context: ViewContext, text: string): HTMLElement {
  return h(context.headingTag, { id: 'title', part: 'title', tabindex: -1 }, text);
}

/** The main button of a screen, or one of the others. The label is an element so that its colour can follow. */
export function button(id: string, label: string, click: () => void, primary = false): HTMLElement {
  return h('button', { id, type: 'button', part: parts(primary), click }, h('span', {}, label));
}

/** A link that looks like a button. */
export function linkButton(id: string, label: string, href: string, primary = false): HTMLElement {
  return h('a', { id, href, part: parts(primary) }, h('span', {}, label));
}

/** A link to another page, which opens beside this one, so that nothing typed here is lost. */
export function pageButton(
  { catalogue }: ViewContext,
  id: string,
  name: string,
  href: string,
  primary = false,
): HTMLElement {
  const label = fill(catalogue.words.newTab, { name });
  const arrow = h('span', { 'aria-hidden': 'true' }, '\u00a0↗');
  const attributes = { id, href, part: parts(primary), target: '_blank', rel: 'noopener', 'aria-label': label };
  return h('a', attributes, h('span', {}, name), arrow);
}

const parts = (primary: boolean): string => (primary ? 'button primary' : 'button');

/** A place for the host's own content. */
export function slot(context: ViewContext, name: string, ...fallback: readonly Child[]): HTMLElement {
  return h('slot', { name, dir: context.pageDirection }, ...fallback);
}

/** Something folded away. */
export function fold(id: string, label: string, ...content: readonly Child[]): HTMLElement {
  return h(
    'details',
    { id, part: 'fold' },
    h('summary', { id: `${id}-summary`, part: 'fold-title' }, label),
    ...content,
  );
}
