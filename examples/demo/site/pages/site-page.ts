import { html, type Html } from '../../web/html.ts';
import { page } from '../../web/page.ts';
import type { Step } from '../../web/tour.ts';
import { mark, placeNames, type Origins } from '../../web/places.ts';
import { countItems } from '../basket.ts';
import { doorAnswer } from '../door-answer.ts';
import { gates } from '../gates.ts';
import type { GateName } from '../policies.ts';
import type { Session } from '../sessions.ts';
import type { Welcome } from '../welcome.ts';

/** Who looks at a page, and what every page needs to know. */
export interface Visit {
  readonly origins: Origins;
  readonly welcome: Welcome;
  readonly session: Session;
  /** The steps of the demo's tour that are done. */
  readonly done: readonly Step[];
}

export interface SitePage extends Visit {
  readonly title: string;
  readonly path: string;
  readonly step?: Step;
  readonly main: Html;
}

/** A page of Riverside Commons, with its navigation. */
export function sitePage({ title, path, origins, session, done, step, main }: SitePage): string {
  const items = countItems(session.basket);
  const links = [
    { href: '/lounge', text: 'Lounge' },
    { href: '/shop', text: 'Shop' },
    { href: '/basket', text: items > 0 ? `Basket (${items})` : 'Basket' },
  ].map((link) => ({ ...link, current: link.href === path }));
  const scripts = ['/element.js', '/site.js'];
  return page({ place: 'site', title, path, origins, step, done, links, main, scripts });
}

/**
 * The door itself: the element that asks, with help for who cannot answer.
 * @param teaser shown inside the element while the door is shut
 */
export function door(gate: GateName, { session, origins, welcome }: Visit, teaser?: Html): Html {
  const answer = doorAnswer(session, gate, welcome);
  const calls = `/gates/${gate}`;
  return html`<coop-credential-request
      class="door"
      heading-level="2"
      contact="mailto:doors@riverside.example"
      who="${gates[gate].who}"
      start-url="${calls}/start"
      collect-url="${calls}/collect"
      forget-url="${calls}/forget"
      ${answer.state !== 'locked' && html` grant="${JSON.stringify(answer)}"`}
      >${teaser}${hint}${help(origins)}</coop-credential-request
    >
    <noscript><p>This door needs JavaScript.</p></noscript>`;
}

/** Beside the wallets while the door asks. A wallet app may not be there; the demo's wallet always is. */
const hint = html`<div slot="asking" class="hint">
  ${mark('wallet')}
  <p>
    <strong>In this demo, choose the wallet Pocket.</strong> A real phone cannot reach this computer, so instead of
    scanning the square code: “Copy link”, open Pocket, and paste it under “Asked on another screen?”.
  </p>
</div>`;

const help = (origins: Origins) =>
  html`<div slot="help">
    <p>
      <strong>In this demo:</strong> <a href="${origins.harvest}">get a membership from Harvest Co-op</a> first; a
      wallet comes with it. Not a member anywhere? Come by on a Saturday, we will show you round.
    </p>
  </div>`;

/** Whom the site welcomes, and why: on every page with a door. */
export const whomWeWelcome = ({ welcome, origins }: Visit): Html =>
  html`<p>
      Members of co-ops that <a href="${origins.federation}">${placeNames.federation}</a> recognises. It decides in the
      open, and we follow its list.
    </p>
    <ul class="neighbours">
      ${welcome.coOps.map(
        ({ name, url, state, reason }) =>
          html`<li>
            <strong>${name}</strong>
            ${url !== undefined && html`<span class="host">${new URL(url).host}</span>`}<br /><span
              class="standing ${state}"
              >${reason}</span
            >
          </li>`,
      )}
    </ul>`;
