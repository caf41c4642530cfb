import { html } from '../web/html.ts';
import { sitePage, type Visit } from '../site/pages/site-page.ts';
import { flowPicture } from './flow-picture.ts';

export function howItWorksPage(visit: Visit): string {
  const { origins } = visit;
  const main = html` <section class="hero">
      <h1>How it works</h1>
      <p class="lead">
        Like a membership card: your co-op gives it to you, you keep it, and you show it where you like. Only that
        nobody can copy it, and that whoever looks at it can tell at once whether it is real.
      </p>
    </section>
    <section class="beside how" aria-label="The five steps">
      <figure class="card">${flowPicture}</figure>
      <ol class="numbered">
        <li>
          <strong>Your co-op signs your membership.</strong> It says: this wallet belongs to one of our members. You
          keep it in your wallet; your co-op is done.
        </li>
        <li>
          <strong>A site asks.</strong> Its door shows a link for a wallet on the same device, or a square code for a
          wallet on another one. The request is signed, too, so your wallet knows which site asks.
        </li>
        <li>
          <strong>You say yes or no.</strong> Your wallet shows who asks for what. If you say yes, it signs an answer
          that is good for this one visit.
        </li>
        <li>
          <strong>The membership check looks at it.</strong> Is it unaltered? Is it yours? Does it still hold? May this
          co-op speak for itself here? Is it on the list of co-ops that the site follows? Every question needs a yes.
        </li>
        <li>
          <strong>The site hears it from the membership check</strong>, never from your browser, and opens the door.
          Kept are: a number that no other site knows, the co-op’s name, and the end date.
        </li>
      </ol>
    </section>
    <section class="card">
      <h2>What happens afterwards</h2>
      <ul>
        <li>
          <strong>Your co-op can pause or withdraw it.</strong> It changes a public list, signed like the membership.
          The membership check looks at the list from time to time, and tells the sites: their doors close. After a
          pause they open again by themselves.
        </li>
        <li>
          <strong>What may be used once is used once.</strong> The membership check counts memberships, not cards: a
          renewed one or a second wallet does not help. A refund gives the use back.
        </li>
      </ul>
    </section>
    <section class="card">
      <h2>Who says which co-ops count</h2>
      <p>
        Co-ops themselves, together. A federation keeps a list of co-ops whose members sites may welcome, and of sites
        that may ask. <a href="${origins.federation}">Two of its three trustees sign each change</a>; anybody can read
        who is recognised, since when and why. The membership check follows the list, and takes no version of it that
        too few have signed, that is older than the one before, or that nobody has confirmed for a week.
      </p>
    </section>
    <section class="card">
      <h2>What nobody learns</h2>
      <ul>
        <li><strong>Your co-op</strong> does not learn where you show your membership.</li>
        <li>
          <strong>The site</strong> does not learn your name, and gives you no account. Of a card that keeps things to
          itself (Harvest Co-op gives them, too), it sees nothing but what it asked for.
        </li>
        <li>
          <strong>Two sites</strong> cannot find out that you are the same person: each knows you by another number.
        </li>
      </ul>
    </section>
    <section class="card">
      <h2>The websites of this demo</h2>
      <p>In real life they belong to different people, so here each has an address of its own.</p>
      <dl class="facts wide">
        <div>
          <dt>Riverside Commons</dt>
          <dd>The site with doors. <span class="host">${new URL(origins.site).host}</span></dd>
        </div>
        <div>
          <dt>Harvest Co-op</dt>
          <dd>
            Gives you a membership; welcome at Riverside. <span class="host">${new URL(origins.harvest).host}</span>
          </dd>
        </div>
        <div>
          <dt>Meadow Housing Co-op</dt>
          <dd>Another co-op; welcome at Riverside, too. <span class="host">${new URL(origins.meadow).host}</span></dd>
        </div>
        <div>
          <dt>River Valley Federation</dt>
          <dd>Its trustees decide who is recognised. <span class="host">${new URL(origins.federation).host}</span></dd>
        </div>
        <div>
          <dt>Pebble Club</dt>
          <dd>Not welcome, to show what happens then. <span class="host">${new URL(origins.pebble).host}</span></dd>
        </div>
        <div>
          <dt>Pocket</dt>
          <dd>A wallet that lives in your browser. <span class="host">${new URL(origins.wallet).host}</span></dd>
        </div>
        <div>
          <dt>The membership check</dt>
          <dd>
            Looks whether what wallets show is real. You need no page of it; it has one to try a wallet, and one behind
            some square codes.
            <span class="host">${new URL(origins.service).host}</span>
          </dd>
        </div>
      </dl>
    </section>
    <p class="actions">
      <a class="button primary" href="${origins.harvest}">Start: get a membership</a>
      <a class="button quiet" href="/what-must-fail">See what must fail</a>
    </p>`;
  return sitePage({ ...visit, title: 'How it works', path: '/how-it-works', main });
}
