import { h } from './create-element.ts';

/** Long enough to be said; then gone, so that nobody finds old news on the page. */
const kept = 10_000;
/** A region that says the same words again says nothing, so it is emptied first. */
const pause = 100;

/** A live region that stays while screens change. */
class LiveRegion {
  readonly element: HTMLElement;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(role: 'status' | 'alert') {
    this.element = h('p', { role, class: 'unseen' });
  }

  say(text: string): void {
    this.#put('');
    this.#timer = setTimeout(() => {
      this.#put(text);
      this.#timer = setTimeout(() => this.#put(''), kept);
    }, pause);
  }

  #put(text: string): void {
    clearTimeout(this.#timer);
    this.element.textContent = text;
  }
}

/** Says news in a pause, and refusals at once. */
export class Announcer {
  readonly #polite = new LiveRegion('status');
  readonly #assertive = new LiveRegion('alert');
  readonly elements = [this.#polite.element, this.#assertive.element];

  say(text: string): void {
    this.#polite.say(text);
  }

  interrupt(text: string): void {
    this.#assertive.say(text);
  }
}
