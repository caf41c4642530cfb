import { html, type Html } from './html.ts';
import { mark, placeNames, type Origins, type PlaceName } from './places.ts';
import { tour, type Step } from './tour.ts';
import { unbroken } from './unbroken.ts';

export interface PageContent {
  readonly place: PlaceName;
  readonly title: string;
  readonly origins: Origins;
  /** Where in the guided tour this page stands; none on pages beside the tour. */
  readonly step?: Step;
  /** The steps of the tour that this visitor has done. */
  readonly done?: readonly Step[];
  readonly path?: string;
  /** The place's own navigation. */
  readonly links?: readonly { readonly href: string; readonly text: string; readonly current?: boolean }[];
  readonly main: Html;
  readonly scripts?: readonly string[];
}

/** A whole page: which website one is on, its own header, the guided tour, and what it is about. */
export function page(content: PageContent): string {
  const { place, title, origins, step, done = [], path, links = [], main, scripts = [] } = content;
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
        ${whereAmI(place, origins, path)}
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
        ${step && tour(step, done, origins)}
        <main id="main" tabindex="-1">${unbroken(main)}</main>
        <footer>${unbroken(promise)}</footer>
      </body>
    </html>`.text;
}

const navigationLink = ({ href, text, current }: NonNullable<PageContent['links']>[number]) =>
  html`<li><a href="${href}" ${current && html` aria-current="page"`}>${text}</a></li>`;

const promise = html`<p>
  A demo on your own computer: invented co-ops, real signatures. Nothing here leaves this machine.
</p>`;

const guide = [
  { path: '/how-it-works', text: 'How it works' },
  { path: '/what-must-fail', text: 'What must fail' },
];

const whereAmI = (place: PlaceName, origins: Origins, here?: string) =>
  html`<aside class="where" aria-label="About this demo">
    <p>Demo · you are at <strong>${new URL(origins[place]).host}</strong></p>
    <ul>
      ${guide.map(
        ({ path, text }) =>
          html`<li>
            <a href="${origins.site}${path}" ${place === 'site' && path === here && html` aria-current="page"`}
              >${text}</a
            >
          </li>`,
      )}
    </ul>
  </aside>`;
