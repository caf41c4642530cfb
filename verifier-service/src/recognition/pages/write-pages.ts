import { html } from '../../try/html.ts';
import { CommandError } from '../../cli/command.ts';
import type { ListFolder } from '../trustees/list-folder.ts';
import { atomFeed } from './atom-feed.ts';
import { decisionsOf, historyOf, type PublishedChange } from './history.ts';
import { all, linked, page } from './page.ts';
import { recognisedPage } from './recognised-page.ts';

/** Writes what people read beside the files that sites read: who and why, the decisions, the changes, a feed. */
export function writePages(folder: ListFolder, now = new Date()): void {
  const history = historyOf(folder);
  const [newest] = history;
  if (!newest) throw new CommandError('list_missing', `${folder.path} has no published list.`);
  const { name } = newest.list.issuer;
  folder.writePublic('index.html', recognisedPage(newest.list, now));
  folder.writePublic('decisions.html', decisionsPage(history, name));
  folder.writePublic('changes.html', changesPage(history, name));
  folder.writePublic('feed.atom', atomFeed(history, newest.list));
}

function decisionsPage(history: readonly PublishedChange[], list: string): string {
  const decided = decisionsOf(history).map(
    ({ decision: { id, date, body, minutes }, names }) =>
      html`<article>
        <h2>Decision ${id}</h2>
        <p><time datetime="${date}">${date}</time>, ${body}</p>
        <p>About ${new Intl.ListFormat('en').format([...names])}.</p>
        <p>${linked(minutes === undefined ? 'No minutes are linked.' : `Minutes of decision ${id}`, minutes)}</p>
      </article>`,
  );
  return page({ title: 'Decisions', list, current: 'decisions.html' }, all(decided));
}

function changesPage(history: readonly PublishedChange[], list: string): string {
  const changes = history.map(
    ({ seq, at, changes: sentences }) =>
      html`<article id="${`s${seq}`}">
        <h2>Sequence ${String(seq)}</h2>
        <p>
          <time datetime="${at}">${at.slice(0, 10)}</time>,
          <a href="${`${seq}.json`}">sequence ${String(seq)} as it was signed</a>
        </p>
        <ul>
          ${all((sentences.length > 0 ? sentences : ['Signed anew; nothing else changed.']).map((one) => html`<li>${one}</li>`))}
        </ul>
      </article>`,
  );
  return page({ title: 'Changes', list, current: 'changes.html' }, all(changes));
}
