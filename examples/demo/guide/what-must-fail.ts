import { attempts, type Attempt, type Attempted } from '../mischief/attempts.ts';
import { html, type Html } from '../web/html.ts';
import { sitePage, type Visit } from '../site/pages/site-page.ts';
import { sentencesFor } from './sentences.ts';

/** Attempts, each with a button that really tries it, and what came of those that were tried. */
export function whatMustFailPage(visit: Visit, results: ReadonlyMap<string, Attempted> = new Map()): string {
  const { origins } = visit;
  const main = html` <section class="hero">
      <h1>What must fail</h1>
      <p class="lead">
        A door is only as good as its no. Each button below tries to get in the wrong way: a real request, a real
        signature, sent to the real service on your computer. Afterwards we look whether the door opened.
      </p>
      <form method="post" action="/what-must-fail" data-replaces="attempts">
        <button class="primary" name="attempt" value="all">Try all ${attempts.length}</button>
      </form>
    </section>
    <div id="attempts" class="attempts">
      ${attempts.map((attempt) => attemptView(attempt, results.get(attempt.id)))}
    </div>
    <section class="card">
      <h2>Try it yourself</h2>
      <p>
        At <a href="${origins.harvest}">Harvest Co-op</a>, open “For trying out what must fail”, put one of those
        memberships into your wallet, and show it at the <a href="/lounge">lounge</a>. Or become a member of the
        <a href="${origins.pebble}">Pebble Club</a>. Or <a href="${origins.harvest}/#given-out">take it back</a> at
        Harvest Co-op while the lounge is open in another tab.
      </p>
    </section>`;
  return sitePage({ ...visit, title: 'What must fail', path: '/what-must-fail', main });
}

const attemptView = ({ id, title, story }: Attempt, attempted?: Attempted): Html =>
  html` <article class="card attempt" id="${id}">
    <h2>${title}</h2>
    <p>${story}</p>
    <form method="post" action="/what-must-fail#${id}" data-replaces="result-${id}">
      <button class="quiet" name="attempt" value="${id}" aria-label="Try it: ${title}">Try it</button>
    </form>
    <div class="result" id="result-${id}" role="status">${attempted && resultView(attempted)}</div>
  </article>`;

function resultView({ steps, refusal, doorOpened }: Attempted): Html {
  const said = refusal && sentencesFor(refusal);
  return html`<ol>
      ${steps.map((step) => html`<li>${step}</li>`)}
    </ol>
    ${said && html`<p class="answer"><strong>${said.what}</strong> ${said.next} <code>${refusal.code}</code></p>`}
    <p class="verdict ${doorOpened ? 'open' : 'shut'}">
      ${doorOpened ? 'The door opened. This is a fault: please tell us.' : 'The door stayed shut.'}
    </p>`;
}
