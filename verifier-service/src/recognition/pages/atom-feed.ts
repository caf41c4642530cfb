import type { RecognitionList } from '@coop-credentials/core';
import { html } from '../../try/html.ts';
import type { PublishedChange } from './history.ts';
import { all } from './page.ts';

/** What changed, as Atom (RFC 4287); ids are of the list itself, so that it may move. */
export function atomFeed(history: readonly PublishedChange[], { issuer, anchor }: RecognitionList): string {
  const entries = history.map(
    ({ seq, digest, at, changes }) =>
      html`<entry>
        <id>urn:coop-recognition:${anchor}:${digest}</id>
        <title>Sequence ${String(seq)}</title>
        <updated>${at}</updated>
        <link href="${`changes.html#s${seq}`}" />
        <content type="text">${changes.join('\n')}</content>
      </entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n${
    html`<feed xmlns="http://www.w3.org/2005/Atom">
      <id>urn:coop-recognition:${anchor}</id>
      <title>Changes of the recognition list of ${issuer.name}</title>
      <updated>${history[0]?.at ?? ''}</updated>
      <author><name>${issuer.name}</name></author>
      <link rel="alternate" href="changes.html" />
      ${all(entries)}</feed
    > `.text
  }`;
}
