import { html, type Html } from '../../web/html.ts';
import { page, type Step } from '../../web/page.ts';
import { mark, type Origins } from '../../web/places.ts';
import { countItems } from '../basket.ts';
import { gates } from '../gates.ts';
import { neighbours, type GateName } from '../policies.ts';
import { liveGrant, type Session } from '../sessions.ts';

export interface SitePage {
  readonly title: string;
  readonly path: string;
  readonly origins: Origins;
  readonly session: Session;
  readonly step?: Step;
  readonly main: Html;
}

/** A page of Riverside Commons, with its navigation. */
export function sitePage({ title, path, origins, session, step, main }: SitePage): string {
  const items = countItems(session.basket);
  const links = [
    { href: '/lounge', text: 'Lounge' },
    { href: '/shop', text: 'Shop' },
    { href: '/basket', text: items > 0 ? `Basket (${items})` : 'Basket' },
  ].map((link) => ({ ...link, current: link.href === path }));
  return page({ place: 'site', title, origins, step, links, main, scripts: ['/element.js', '/site.js'] });
}

/**
 * The door itself: the element that asks, with help for who cannot answer.
 * @param teaser shown inside the element while the door is shut
 */
export function door(gate: GateName, { session, origins }: Pick<SitePage, 'session' | 'origins'>, teaser?: Html): Html {
  const grant = liveGrant(session, gate);
  const opened = grant && {
    state: 'accepted',
    until: grant.until.toISOString(),
    reason: grant.reason,
    opened: { label: gates[gate].opened },
  };
  const calls = `/gates/${gate}`;
  return html`<div id="hint" data-follows="${gate}">${!grant && hint}</div>
    <coop-credential-request
      class="door"
      heading-level="2"
      contact="mailto:doors@riverside.example"
      who="${gates[gate].who}"
      start-url="${calls}/start"
      collect-url="${calls}/collect"
      forget-url="${calls}/forget"
      ${opened && html` grant="${JSON.stringify(opened)}"`}
      >${teaser}${help(origins)}</coop-credential-request
    >
    <noscript><p>This door needs JavaScript.</p></noscript>`;
}

/** A wallet app that knows such links may not be there; the demo's wallet always is. */
const hint = html`<p class="hint">
  ${mark('wallet')}<span>In this demo, choose the wallet <strong>Pocket</strong>.</span>
</p>`;

const help = (origins: Origins) =>
  html`<div slot="help">
    <p>
      <strong>In this demo:</strong> <a href="${origins.harvest}">get a membership from Harvest Co-op</a> first; a
      wallet comes with it. Not a member anywhere? Come by on a Saturday, we will show you round.
    </p>
  </div>`;

/** Whom the site welcomes, and why: on every page with a door. */
export const whomWeWelcome = (origins: Origins): Html =>
  html`<ul class="neighbours">
    ${neighbours(origins).map(
      ({ name, origin, reason }) =>
        html`<li><strong>${name}</strong> <span class="host">${new URL(origin).host}</span><br />${reason}</li>`,
    )}
  </ul>`;
