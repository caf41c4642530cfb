import { html, type Html } from '../web/html.ts';
import type { GivenOut } from './register.ts';
import type { Standing } from './status-lists.ts';

const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium' });

/**
 * What the co-op's office can do with a membership that it gave out: with all its cards at once.
 * In the demo, the member plays the office too.
 */
export const givenOutSection = (entries: readonly GivenOut[], member: string): Html =>
  html`<section class="card" id="given-out" aria-labelledby="given-out-title">
    <h2 id="given-out-title" tabindex="-1">Take a membership back</h2>
    <p>
      Now play the co-op’s office. What it does holds for every card of the membership, renewed ones and those in other
      wallets too. It changes its public list, and does not learn where a card was shown. The sites look at the list: in
      this demo every other second, in real life every day.
    </p>
    ${
      entries.length > 0
        ? html`<ul class="given-out">
            ${entries.map((entry) => entryView(entry, member))}
          </ul>`
        : html`<p class="small-print">No membership has been put into a wallet yet.</p>`
    }
  </section>`;

function entryView({ id, at, cards, standing }: GivenOut, member: string): Html {
  const name = `${member}’s membership`;
  return html`<li>
    <p>
      <strong>${name}.</strong> <span class="standing ${standing}">${says[standing]}</span><br />
      <span class="small-print"
        >${cards === 1 ? 'One card, given out at ' : `${cards} cards, the newest given out at `}${clock.format(at)}.</span
      >
    </p>
    ${
      standing !== 'revoked' &&
      html`<form method="post" action="/given-out">
        <input type="hidden" name="membership" value="${id}" />
        ${
          standing === 'live'
            ? changeButton('suspended', 'Pause it', `Pause it: ${name}`)
            : changeButton('live', 'End the pause', `End the pause: ${name}`)
        }
        ${changeButton('revoked', 'Withdraw it', `Withdraw it: ${name}`)}
      </form>`
    }
  </li>`;
}

const says: Readonly<Record<Standing, string>> = {
  live: 'It holds.',
  suspended: 'It is paused.',
  revoked: 'It is withdrawn, for good.',
};

const changeButton = (standing: Standing, text: string, label: string): Html =>
  html`<button class="quiet" name="standing" value="${standing}" aria-label="${label}">${text}</button>`;
