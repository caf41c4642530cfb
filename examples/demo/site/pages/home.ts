import { html } from '../../web/html.ts';
import { mark } from '../../web/places.ts';
import { liveGrant } from '../sessions.ts';
import { scene } from './scene.ts';
import { sitePage, whomWeWelcome, type Visit } from './site-page.ts';

export function homePage(about: Visit): string {
  const { origins, session } = about;
  const main = html` <section class="hero with-scene">
      <div>
        <h1>Your own <span class="whole">co-op’s</span> card opens our doors, too</h1>
        <p class="lead">
          Riverside Commons has a members’ lounge and a small shop. Members of neighbour co-ops are welcome in both: no
          new account, no password. You show the membership that you keep in your own wallet.
        </p>
        <p class="actions">
          <a class="button primary" href="${origins.harvest}">Start here: get a membership</a>
          <a class="button quiet" href="/how-it-works">How it works</a>
        </p>
      </div>
      ${scene}
    </section>
    <section aria-labelledby="tour">
      <h2 id="tour">Try it in two minutes</h2>
      <ol class="path">
        <li>
          ${mark('harvest')}
          <div>
            <h3><a href="${origins.harvest}">Get a membership</a></h3>
            <p>Play Ana, a member of Harvest Co-op, and put your membership into a wallet.</p>
          </div>
        </li>
        <li>
          ${mark('site')}
          <div>
            <h3><a href="/lounge">Visit the lounge</a></h3>
            <p>
              ${
                liveGrant(session, 'members-lounge')
                  ? 'Its door is open for you.'
                  : 'Its door is shut. It asks for a membership.'
              }
            </p>
          </div>
        </li>
        <li>
          ${mark('wallet')}
          <div>
            <h3>Show it</h3>
            <p>Your wallet tells you who asks for what. You say yes or no.</p>
          </div>
        </li>
        <li>
          ${mark('site')}
          <div>
            <h3><a href="/shop">Save in the shop</a></h3>
            <p>Show it once more and take 10 % off one order.</p>
          </div>
        </li>
        <li>
          ${mark('harvest')}
          <div>
            <h3><a href="${origins.harvest}/#given-out">Take it back</a></h3>
            <p>Play the co-op: pause your membership, and see the lounge close.</p>
          </div>
        </li>
        <li>
          ${mark('federation')}
          <div>
            <h3><a href="${origins.federation}">Decide who is recognised</a></h3>
            <p>Play the trustees: suspend a co-op, and see the lounge close with the reason.</p>
          </div>
        </li>
      </ol>
    </section>
    <section class="card" aria-labelledby="welcome">
      <h2 id="welcome">Whose members we welcome, and why</h2>
      ${whomWeWelcome(about)}
    </section>
    <section class="card" aria-labelledby="no">
      <h2 id="no">And who stays outside?</h2>
      <p>
        A door is only as good as its no. Try to get in with a membership that has ended, a copied one, or one from a
        club nobody knows.
      </p>
      <p class="actions"><a class="button quiet" href="/what-must-fail">See what must fail</a></p>
    </section>`;
  return sitePage({ ...about, title: 'Riverside Commons', path: '/', main });
}
