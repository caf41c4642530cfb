import { html } from '../../web/html.ts';
import { grantAt, liveGrant } from '../sessions.ts';
import { door, sitePage, whomWeWelcome, type Visit } from './site-page.ts';

/** The gated page. What is inside leaves the server only for a visitor with a live grant. */
export function loungePage(about: Visit): string {
  const open = liveGrant(about.session, 'members-lounge');
  const main = html` <section class="hero">
      <h1>Members’ lounge</h1>
      <p class="lead">
        Behind this door: the plan for the autumn harvest, the calendar of the tool library, and the noticeboard.
      </p>
    </section>
    <section class="card" aria-label="The door">${door('members-lounge', about)}</section>
    <div id="inside" data-follows="members-lounge">${open ? inside : html`${whyPaused(about)}${whyThem(about)}`}</div>`;
  return sitePage({ ...about, title: 'Members’ lounge', path: '/lounge', step: open ? 'shop' : 'lounge', main });
}

const whyThem = (about: Visit) =>
  html`<section class="card" aria-labelledby="welcome">
    <h2 id="welcome">Whose members we welcome, and why</h2>
    ${whomWeWelcome(about)}
  </section>`;

/** A pause ends by itself: of the membership, which the co-op paused, or of the co-op, which the federation did. */
function whyPaused({ session, welcome }: Visit) {
  const { grant, problem } = grantAt(session, 'members-lounge');
  if (problem?.code !== 'credential_suspended' && problem?.code !== 'issuer_suspended') return undefined;
  const coOp = problem.code === 'issuer_suspended' ? welcome.find(grant?.coOpId) : undefined;
  return html`<p class="note">
    ${coOp && `${coOp.name}: ${coOp.reason} `}It opens again by itself when the pause ends. You need not show anything
    anew.
  </p>`;
}

const inside = html`<section class="inside" aria-labelledby="welcome-in">
  <h2 id="welcome-in" tabindex="-1" data-focus>Come in, make yourself at home</h2>
  <div class="notices">
    <article class="notice">
      <h3>Harvest plan</h3>
      <p>Apples on Saturday from nine, pumpkins the week after. Bring gloves; soup is at one.</p>
    </article>
    <article class="notice">
      <h3>Tool library</h3>
      <p>The cider press is free on Thursday. The long ladder is back, with a new rung.</p>
    </article>
    <article class="notice">
      <h3>Noticeboard</h3>
      <p>Meadow looks for two people who can teach bicycle repair. Harvest has jars to give away.</p>
    </article>
  </div>
  <p class="next">Next: <a href="/shop">put something into your basket</a> and take 10 % off.</p>
</section>`;
