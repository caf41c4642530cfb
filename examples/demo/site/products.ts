import { html, type Html } from '../web/html.ts';

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly cents: number;
  readonly picture: Html;
}

const picture = (shapes: Html): Html =>
  html`<svg class="picture" viewBox="0 0 120 80" aria-hidden="true" focusable="false">${shapes}</svg>`;

export const products: readonly Product[] = [
  {
    id: 'bread',
    name: 'Sourdough loaf',
    about: 'Baked this morning in the Commons’ oven.',
    cents: 460,
    picture: picture(
      html`<path class="b" d="M20 58c-6-22 12-38 40-38s46 16 40 38c-1 5-6 6-12 6H32c-6 0-11-1-12-6Z" /><path
          class="l"
          d="M40 30c6 6 8 12 8 22M58 27c6 6 8 14 8 24M76 30c6 6 8 12 7 21"
        />`,
    ),
  },
  {
    id: 'honey',
    name: 'Wildflower honey',
    about: 'From hives on the river bank, 500 g.',
    cents: 820,
    picture: picture(
      html`<rect class="a" x="40" y="24" width="40" height="44" rx="8" /><rect
          class="b"
          x="38"
          y="14"
          width="44"
          height="12"
          rx="4"
        /><rect class="l2" x="46" y="38" width="28" height="16" rx="3" />`,
    ),
  },
  {
    id: 'apples',
    name: 'Apple basket',
    about: 'Two kilos, six old varieties.',
    cents: 590,
    picture: picture(
      html`<circle class="c" cx="46" cy="38" r="14" /><circle class="d" cx="72" cy="38" r="14" /><circle
          class="c"
          cx="59"
          cy="30"
          r="13"
        /><path class="b" d="M26 44h68l-8 24H34Z" /><path class="l" d="M32 52h56M59 18v-6" />`,
    ),
  },
  {
    id: 'soap',
    name: 'Olive oil soap',
    about: 'Made by the soap circle on Thursdays.',
    cents: 350,
    picture: picture(
      html`<rect class="d" x="28" y="36" width="64" height="30" rx="10" /><rect
          class="l2"
          x="42"
          y="45"
          width="36"
          height="12"
          rx="6"
        /><circle class="o" cx="38" cy="22" r="6" /><circle class="o" cx="54" cy="15" r="4" /><circle
          class="o"
          cx="80"
          cy="22"
          r="7"
        />`,
    ),
  },
];
