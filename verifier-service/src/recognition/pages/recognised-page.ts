import {
  explainEntry,
  issuingOf,
  standingAt,
  verifyingOf,
  type RecognitionEntry,
  type RecognitionList,
} from '@coop-credentials/core';
import { html, type Html } from '../../try/html.ts';
import { all, linked, page } from './page.ts';

/** Who is recognised and why: each as a short article that a member understands. */
export function recognisedPage({ issuer, credentialSubject, quorum, seq, anchor }: RecognitionList, now: Date): string {
  const entries = [...credentialSubject].sort((one, other) => one.name.localeCompare(other.name, 'en'));
  const isActive = (entry: RecognitionEntry) => standingAt(entry, now.getTime()).standing === 'active';
  const [active, others] = [entries.filter(isActive), entries.filter((entry) => !isActive(entry))];
  const [coOps, sites] = [active.filter((entry) => issuingOf(entry)), active.filter((entry) => verifyingOf(entry))];
  const say = (entry: RecognitionEntry) => article(entry, issuer.name, now);
  const trustees = quorum.trustees.map(({ name }) => html`<li>${name}</li>`);
  return page(
    { title: 'Whose members we recognise', list: issuer.name, current: 'index.html' },
    html`<p>
        ${coOps.length === 1 ? 'One co-operative is' : `${coOps.length} co-operatives are`} recognised by
        ${issuer.name}. Sites that follow this list may welcome ${coOps.length === 1 ? 'its' : 'their'} members.
      </p>
      <h2>Recognised now</h2>
      ${all(coOps.map(say))}
      ${
        sites.length > 0 &&
        html`<h2>Sites that may ask</h2>
          <p>A wallet that follows this list says so when one of these asks for a membership.</p>
          ${all(sites.map(say))}`
      }
      ${
        others.length > 0 &&
        html`<h2>Not recognised now</h2>
          ${all(others.map(say))}`
      }
      <h2>Who decides</h2>
      <p>${String(quorum.k)} of these trustees must sign each change:</p>
      <ul>
        ${all(trustees)}
      </ul>
      <p>
        This is sequence ${String(seq)} of the list. Who follows it pins its anchor, <code>${anchor}</code>; compare it
        with one that you have from the federation itself.
      </p>
      <p>For machines: <a href="current.json">the list, signed</a>.</p>`,
  );
}

function article(entry: RecognitionEntry, list: string, now: Date): Html {
  const { name, legalName, url, description, evidence, decision } = entry;
  return html`<article>
    <h3>${linked(name, url)}</h3>
    ${legalName !== undefined && legalName !== name && html`<p>${legalName}</p>`}
    ${description !== undefined && html`<p>${description}</p>`}
    <p>${explainEntry(entry, list, now.getTime())}</p>
    <ul>
      ${all(evidence.map((one) => html`<li>Evidence: ${linked(one.name, one.url)}</li>`))}
      ${all((verifyingOf(entry)?.origins ?? []).map((origin) => html`<li>Asks at ${origin}</li>`))}
      <li>
        Decision ${decision.id} of ${decision.body}, <time datetime="${decision.date}">${decision.date}</time>${
          decision.minutes !== undefined && html`: ${linked(`minutes of decision ${decision.id}`, decision.minutes)}`
        }
      </li>
    </ul>
  </article>`;
}
