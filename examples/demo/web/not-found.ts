import { html, type Html } from './html.ts';

/** What a page says that is not there, and where to go from it. */
export const notFound = (home: string): Html =>
  html`<section class="hero">
    <h1>There is no such page here</h1>
    <p class="lead">The address may have a slip of the finger in it, or the page has moved.</p>
    <p class="actions"><a class="button primary" href="/">Go to ${home}</a></p>
  </section>`;
