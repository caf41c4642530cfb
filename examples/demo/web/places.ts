import { html, type Html } from './html.ts';

/** The websites of the demo. Each is an origin of its own, as in real life. */
export type PlaceName = 'site' | 'harvest' | 'meadow' | 'pebble' | 'wallet' | 'federation';

export const placeNames: Readonly<Record<PlaceName, string>> = {
  site: 'Riverside Commons',
  harvest: 'Harvest Co-op',
  meadow: 'Meadow Housing Co-op',
  pebble: 'Pebble Club',
  wallet: 'Pocket',
  federation: 'River Valley Federation',
};

/** Where each of them is found; `service` is the verifier, which has no pages. */
export type Origins = Readonly<Record<PlaceName | 'service', string>>;

const drawings: Readonly<Record<PlaceName, Html>> = {
  site: html`<path d="M4 17c4-3 6-3 10 0s6 3 10 0 4-2 4-2M4 24c4-3 6-3 10 0s6 3 10 0 4-2 4-2" /><path
      d="M6 11a10 8 0 0 1 20 0M6 11h20M16 3v8"
    />`,
  harvest: html`<path
    d="M16 29V9M16 15c-5 0-7-3-7-7 5 0 7 3 7 7Zm0 0c5 0 7-3 7-7-5 0-7 3-7 7Zm0 9c-5 0-7-3-7-7 5 0 7 3 7 7Zm0 0c5 0 7-3 7-7-5 0-7 3-7 7Z"
  />`,
  meadow: html`<path d="M4 28c6-5 18-5 24 0M8 22V13l8-7 8 7v9M13 23v-6h6v6" />`,
  pebble: html`<ellipse cx="16" cy="24" rx="11" ry="5" /><ellipse cx="16" cy="15" rx="8" ry="4" /><ellipse
      cx="16"
      cy="8"
      rx="5"
      ry="3"
    />`,
  wallet: html`<path
    d="M5 10h19a3 3 0 0 1 3 3v11a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3h14v4M27 16h-6a2.5 2.5 0 0 0 0 5h6"
  />`,
  federation: html`<circle cx="16" cy="8" r="4" /><circle cx="7" cy="23" r="4" /><circle cx="25" cy="23" r="4" /><path
      d="m14 12-5 7M18 12l5 7M11 23h10"
    />`,
};

/** The place's sign: a line drawing beside its name. */
export const mark = (place: PlaceName): Html =>
  html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">${drawings[place]}</svg>`;
