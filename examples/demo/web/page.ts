import { html, type Html } from './html.ts';
import { mark, placeNames, type Origins, type PlaceName } from './places.ts';

export type Step = 'membership' | 'lounge' | 'show' | 'shop';

export interface PageContent {
  readonly place: PlaceName;
  readonly title: string;
  readonly origins: Origins;
  /** Where in the guided tour this page stands; none on pages beside the tour. */
  readonly step?: Step;
  /** The place's own navigation. */
  readonly links?: readonly { readonly href: string; readonly text: string; readonly current?: boolean }[];
  readonly main: Html;
  readonly scripts?: readonly string[];
}

/** A whole page: which website one is on, its own header, the guided tour, and what it is about. */
export function page({ place, title, origins, step, links = [], main, scripts = [] }: PageContent): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title === placeNames[place] ? title : `${title} – ${placeNames[place]}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/demo.css" />
        ${scripts.map((source) => html`<script type="module" src="${source}"></script>`)}
      </head>
      <body class="at-${place}">
        <a class="skip" href="#main">Skip to the page</a>
        ${whereAmI(place, origins)}
        <header class="masthead">
          <a class="name" href="/">${mark(place)}<span>${placeNames[place]}</span></a>
          ${
            links.length > 0 &&
            html`<nav aria-label="${placeNames[place]}">
              <ul>
                ${links.map(navigationLink)}
              </ul>
            </nav>`
          }
        </header>
        ${step && tour(step, origins)}
        <main id="main" tabindex="-1">${main}</main>
        <footer>
          <p>A demo on your own computer: invented co-ops, real signatures. Nothing here leaves this machine.</p>
        </footer>
      </body>
    </html>`.text;
}

const navigationLink = ({ href, text, current }: NonNullable<PageContent['links']>[number]) =>
  html`<li><a href="${href}" ${current && html` aria-current="page"`}>${text}</a></li>`;

const whereAmI = (place: PlaceName, origins: Origins) =>
  html`<aside class="where" aria-label="About this demo">
    <p>Demo · you are at <strong>${new URL(origins[place]).host}</strong></p>
    <ul>
      <li><a href="${origins.site}/how-it-works">How it works</a></li>
      <li><a href="${origins.site}/what-must-fail">What must fail</a></li>
    </ul>
  </aside>`;

const tour = (current: Step, origins: Origins) => {
  const steps: readonly { readonly step: Step; readonly text: string; readonly href: string }[] = [
    { step: 'membership', text: 'Get a membership', href: origins.harvest },
    { step: 'lounge', text: 'Visit the lounge', href: `${origins.site}/lounge` },
    { step: 'show', text: 'Show it', href: `${origins.site}/lounge` },
    { step: 'shop', text: 'Save in the shop', href: `${origins.site}/shop` },
  ];
  return html`<nav class="tour" id="tour" aria-label="This demo, step by step">
    <ol>
      ${steps.map(
        ({ step, text, href }) =>
          html`<li>
            <a href="${href}" ${step === current && html` aria-current="step"`}><span>${text}</span></a>
          </li>`,
      )}
    </ol>
  </nav>`;
};
