import { html, type Html } from '../web/html.ts';
import { page } from '../web/page.ts';
import type { Origins } from '../web/places.ts';
import type { Step } from '../web/tour.ts';
import type { CoOp } from './co-ops.ts';
import { givenOutSection } from './given-out.ts';
import type { OfferKind } from './offers.ts';
import type { GivenOut } from './register.ts';

interface MemberPage {
  readonly coOp: CoOp;
  readonly origins: Origins;
  readonly done: readonly Step[];
  readonly givenOut: readonly GivenOut[];
}

/** The page a member sees after signing in at their co-op. In the demo everybody is signed in. */
export function memberPage({ coOp, origins, done, givenOut }: MemberPage): string {
  const { member, name } = coOp;
  const hasCard = givenOut.some(({ standing }) => standing !== 'revoked');
  const main = html` <section class="hero">
      <h1>Hello ${member.name}, here is your membership</h1>
      <p class="lead">${coOp.about} In this demo you play ${member.name}, who is signed in here.</p>
    </section>
    <section class="card">
      <h2>Your membership</h2>
      <dl class="facts">
        <div>
          <dt>Member of</dt>
          <dd>${name}</dd>
        </div>
        <div>
          <dt>Kind</dt>
          <dd>${kindNames[member.membershipClass]}</dd>
        </div>
        <div>
          <dt>Since</dt>
          <dd>${member.since}</dd>
        </div>
      </dl>
      <p>Take it with you in a wallet. Then you can show it to other co-ops, without telling us where you do.</p>
      ${
        hasCard &&
        html`<p>
          You have a card of it already. Getting it again is how a membership is renewed: the new card stands for the
          same membership as the old one.
        </p>`
      }
      ${offerButton('current', 'Get my membership into my wallet', 'primary')} ${coOp.hasSelectiveCards && selective}
    </section>
    ${coOp.place === 'pebble' ? notRecognised : givenOutSection(givenOut, member.name)}
    ${
      coOp.pretendsToBe &&
      html`<section>
        <details>
          <summary>For trying out what must fail</summary>
          ${refusable}
        </details>
      </section>`
    }`;
  return page({
    place: coOp.place,
    title: name,
    origins,
    step: done.includes('shop') ? 'back' : 'membership',
    done,
    main,
  });
}

export const kindNames = { consumer: 'Consumer member', resident: 'Resident member' } as const;

const offerButton = (kind: OfferKind, text: string, look: 'primary' | 'quiet'): Html =>
  html`<form method="post" action="/offers">
    <input type="hidden" name="kind" value="${kind}" /><button class="${look}">${text}</button>
  </form>`;

const selective = html`<h3>Or a card that keeps things to itself</h3>
  <p>
    It shows a site what the site asks for, and keeps back everything else of your membership, such as the year you
    joined. It opens the same doors. Few wallets can keep one yet; Pocket, the wallet of this demo, can.
  </p>
  ${offerButton('selective', 'Get a card that shows only what is asked', 'quiet')}`;

const refusable = html` <p>Put one of these into your wallet and show it to a site. It should say no, and why.</p>
  <ul class="choices">
    <li>
      ${offerButton('expired', 'Get a membership that has ended', 'quiet')}
      <p>It ran out last month.</p>
    </li>
    <li>
      ${offerButton('for-another-co-op', 'Get a Meadow Housing membership from us', 'quiet')}
      <p>We sign it, though we may only speak for ourselves.</p>
    </li>
    <li>
      ${offerButton('someone-elses', 'Get a membership that was issued to Ben', 'quiet')}
      <p>It names the key in Ben’s wallet, not yours.</p>
    </li>
  </ul>`;

const notRecognised = html`<section class="note">
  <p>
    <strong>Nobody recognises this club.</strong> Its memberships are real and properly signed, but Riverside Commons
    does not welcome them. Try it and see.
  </p>
</section>`;
