import { Announcer } from './announcer.ts';
import { h } from './create-element.ts';
import { draw, replaceScreen } from './draw.ts';
import css from './element.css';
import type { RequestState } from './request-state.ts';
import type { ViewContext } from './views/view.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** What is drawn inside the element, where focus goes, what is said aloud, and how tall the box stays. */
export class Screen {
  readonly announcer = new Announcer();
  readonly #host: HTMLElement;
  readonly #root: ShadowRoot;
  readonly #view = h('div', { id: 'screen' });
  readonly #notice = h('p', { id: 'notice', part: 'notice', hidden: true });
  readonly #box = h('div', { part: 'box' }, this.#view, this.#notice);
  readonly #room = h('div', {}, this.#box);

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#root = host.attachShadow({ mode: 'open' });
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(this.#room, ...this.announcer.elements);
  }

  show(context: ViewContext, state: RequestState): void {
    this.#box.lang = context.language.tag;
    this.#box.dir = context.language.direction;
    this.#box.ariaBusy = null;
    replaceScreen(this.#view, draw(context, state));
  }

  /** Keeps the old screen while something is on its way; the button that was pressed does nothing more. */
  busy(): void {
    this.#box.ariaBusy = 'true';
    this.#pressed?.setAttribute('aria-disabled', 'true');
  }

  /** Shows on the pressed button that it takes a moment. */
  stillBusy(text: string): void {
    const label = this.#pressed?.firstElementChild;
    if (label) label.textContent = text;
  }

  get #pressed(): HTMLElement | null {
    return this.find('start') ?? this.find('again') ?? this.find('forget');
  }

  clear(): void {
    this.#view.replaceChildren();
  }

  find(id: string): HTMLElement | null {
    return this.#root.getElementById(id);
  }

  hasFocus(element: Element | null): boolean {
    return element !== null && this.#root.activeElement === element;
  }

  get hasFocusInside(): boolean {
    return this.#root.activeElement !== null;
  }

  /**
   * Whether focus may be moved: it is in the element, or nowhere. A visitor who writes something
   * elsewhere on the page keeps it.
   */
  get mayMoveFocus(): boolean {
    const { activeElement } = this.#host.getRootNode() as Document | ShadowRoot;
    return activeElement === null || activeElement === document.body || this.#host.contains(activeElement);
  }

  focus(id: string): void {
    this.find(id)?.focus();
  }

  /** Keeps the room that the box takes, so that a change nobody asked for moves nothing on the page. */
  keepHeight(keep: boolean): void {
    this.#room.style.minBlockSize = keep ? `${this.#room.getBoundingClientRect().height}px` : '';
  }

  /** Whether anything that stands below can be seen; where not, no change of height moves it. */
  get endIsSeen(): boolean {
    return this.#room.getBoundingClientRect().bottom < innerHeight;
  }

  /** A line at the end, such as "You are offline". Said when it appears. */
  note(text: string | undefined): void {
    if (this.#notice.textContent === (text ?? '')) return;
    this.#notice.textContent = text ?? '';
    this.#notice.hidden = !text;
    if (text) this.announcer.say(text);
  }

  /** Time left, and "More time" when it is due; never taken away from under somebody's finger. */
  showTime(text: string, more: boolean): void {
    const [time, button] = [this.find('time'), this.find('more')];
    if (time && time.textContent !== text) time.textContent = text;
    button?.toggleAttribute('data-waits', !more && !this.hasFocus(button));
  }
}
