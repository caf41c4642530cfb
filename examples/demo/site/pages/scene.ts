import { html, type Html } from '../../web/html.ts';

/** A house by the river with its door open, and somebody who walks up with a card. */
export const scene: Html = html`<svg class="scene" viewBox="0 0 420 270" aria-hidden="true" focusable="false">
  <circle class="sun" cx="344" cy="58" r="28" />
  <path class="hill far" d="M0 176C70 110 150 112 226 150s140 6 194-8v128H0Z" />
  <path class="hill" d="M0 196c90-34 150-22 220-12s140-2 200-14v100H0Z" />
  <path class="wall" d="M66 122h66v74H66Z" />
  <path class="roof" d="m56 126 43-40 43 40Z" />
  <path class="glass" d="M84 140h26v24H84Z" />
  <path class="wall light" d="M158 104h112v94H158Z" />
  <path class="roof" d="m144 108 70-56 70 56Z" />
  <path class="glass" d="M174 124h24v26h-24Zm60 0h24v26h-24Z" />
  <path class="glow" d="M199 142a17 17 0 0 1 34 0v56h-34Z" />
  <path class="leaf" d="m233 142 20 10v52l-20-6Z" />
  <path class="track" d="M199 198h34l26 40h-86Z" />
  <path class="trunk" d="M318 150h9v52h-9Z" />
  <circle class="tree" cx="322" cy="132" r="30" />
  <circle class="tree" cx="342" cy="150" r="20" />
  <circle class="head" cx="152" cy="190" r="9" />
  <path class="coat" d="M139 236v-20a13 13 0 0 1 26 0v20Z" />
  <path class="card-in-hand" d="m164 206 17-6 4 11-17 6Z" />
  <path class="river" d="M0 240c50-14 90 12 140 0s90 12 140 0 90 10 140-4v34H0Z" />
</svg>`;
