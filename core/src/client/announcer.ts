import { h } from './create-element.ts';

/** Two live regions that stay while screens change: one waits for a pause, one speaks at once. */
export class Announcer {
  readonly polite = h('p', { role: 'status', class: 'unseen' });
  readonly assertive = h('p', { role: 'alert', class: 'unseen' });

  say(text: string): void {
    speak(this.polite, text);
  }

  interrupt(text: string): void {
    speak(this.assertive, text);
  }
}

/** Emptied first, because a region that says the same words again says nothing. */
function speak(region: HTMLElement, text: string): void {
  region.textContent = '';
  setTimeout(() => {
    region.textContent = text;
  }, 100);
}
