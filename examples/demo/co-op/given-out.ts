import { html, type Html } from '../web/html.ts';
import type { GivenOut } from './register.ts';
import type { Standing } from './status-lists.ts';

const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium' });

/** What the co-op's office can do with a membership that it gave out. In the demo, the member plays the office too. */
export const givenOutSection = (entries: readonly GivenOut[]): Html =>
  html`<section class="card" id="given-out" aria-labelledby="given-out-title">
    <h2 id="given-out-title" tabindex="-1">Take a membership back</h2>
    <p>
      Now play the co-op’s office. It changes its public list, and does not learn where a membership was shown. The
      sites look at the list: in this demo every other second, in real life every day.
    </p>
    ${
      entries.length > 0
        ? html`<ul class="given-out">
            ${entries.map(entryView)}
          </ul>`
        : html`<p class="small-print">No membership has been put into a wallet yet.</p>`
    }
  </section>`;

function entryView({ index, at, standing }: GivenOut): Html {
  const name = `the membership of ${clock.format(at)}`;
  return html`<li>
    <p>
      <strong>Given out at ${clock.format(at)}.</strong> <span class="standing ${standing}">${says[standing]}</span>
    </p>
    ${
      standing !== 'revoked' &&
      html`<form method="post" action="/given-out">
        <input type="hidden" name="index" value="${index}" />
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
