import { explainEntry, issuingOf, type RecognitionEntry } from '@coop-credentials/core';
import { html, type Html } from '../web/html.ts';
import { page } from '../web/page.ts';
import { placeNames, type Origins } from '../web/places.ts';
import type { Decided, Federation } from './federation.ts';

const and = (items: readonly string[]): string => new Intl.ListFormat('en').format(items);

/** Who is recognised, who decides, and a seat at the trustees' table. */
export function trusteesPage({ list: read, decisions }: Federation, origins: Origins): string {
  const { credentialSubject: entries, quorum } = read();
  const [coOps, sites] = [entries.filter((entry) => issuingOf(entry)), entries.filter((entry) => !issuingOf(entry))];
  const main = html`<section class="hero">
      <h1>Whose members do we recognise? We decide together</h1>
      <p class="lead">
        ${placeNames.federation} keeps one list of co-ops, in the open. ${quorum.k} of its ${quorum.trustees.length}
        trustees sign each change: ${and(quorum.trustees.map(({ name }) => name))}. Riverside Commons follows the list,
        so nobody there keeps one by hand.
      </p>
      <p class="actions">
        <a class="button quiet" href="/list/index.html">Read the list</a>
        <a class="button quiet" href="/list/decisions.html">Decisions</a>
        <a class="button quiet" href="/list/changes.html">Changes</a>
      </p>
    </section>
    <section class="card" aria-labelledby="coops">
      <h2 id="coops">Play the trustees</h2>
      <p>
        Open the <a href="${origins.site}/lounge">lounge</a> in another tab first, then suspend the co-op whose member
        you are. Sites look at the list every other second in this demo, in real life every quarter of an hour.
      </p>
      <ul class="given-out">
        ${coOps.map(entryView)}
      </ul>
    </section>
    <section class="card" aria-labelledby="sites">
      <h2 id="sites">Sites that may ask</h2>
      <p>
        Your wallet follows this list, too. When somebody asks for your membership, it shows whether they are on it.
        Suspend the site, then show your membership there once more.
      </p>
      <ul class="given-out">
        ${sites.map(entryView)}
      </ul>
    </section>
    <section class="card" id="decisions" aria-labelledby="decided">
      <h2 id="decided" tabindex="-1">What the trustees decided</h2>
      <ol class="given-out" reversed>
        ${decisions.map(decisionView)}
      </ol>
    </section>`;
  return page({ place: 'federation', title: placeNames.federation, origins, main });
}

function entryView(entry: RecognitionEntry): Html {
  const { id, name, status } = entry;
  const isActive = status.state === 'active';
  return html`<li>
    ${said(entry)}
    <form method="post" action="/decisions">
      <button class="quiet" name="${isActive ? 'suspend' : 'recognise'}" value="${id}">
        ${isActive ? `Suspend ${name}` : `Recognise ${name} again`}
      </button>
    </form>
  </li>`;
}

const said = (entry: RecognitionEntry): Html =>
  html`<p>
    <strong>${entry.name}.</strong>
    <span class="standing ${entry.status.state}">${explainEntry(entry, placeNames.federation, Date.now())}</span>
  </p>`;

const decisionView = ({ changes, signedBy, seq }: Decided): Html =>
  html`<li>
    ${changes.map((change) => html`<p>${change}</p>`)}
    <p class="small-print">
      Signed by ${and(signedBy)}, and published as <a href="/list/${seq}.json">sequence ${seq}</a>.
    </p>
  </li>`;
