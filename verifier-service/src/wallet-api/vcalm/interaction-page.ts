import messages from '@coop-credentials/core/messages/en.json' with { type: 'json' };
import { sayDuration, type Problem } from '@coop-credentials/core';
import { createHash } from 'node:crypto';
import type { AskedHandle } from '../../requests/presentation-request.ts';
import { html, Html } from '../../try/html.ts';

const words = messages.interaction;
const problemWords: Readonly<Record<string, { readonly what: string; readonly next: string }>> = messages.problems;

const style =
  ':root{color-scheme:light dark;font:1.125rem/1.5 system-ui,sans-serif}body{max-width:32rem;margin:3rem auto;padding:0 1rem}';
const styleHash = createHash('sha256').update(style).digest('base64');

/** Its text is hashed, so no formatter may touch it. */
const styleElement = new Html(`<style>${style}</style>`);

/** One style and nothing else: no script, no picture, no frame around it, no form in it. */
export const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
};

/** Tells a person who asks, and what the address is for (VCALM 1.0: directions "instructing a human being"). */
export function interactionPage({ site, policy, request, interactionUrl }: AskedHandle): string {
  const { matchCode } = request;
  return page(
    words.title,
    [
      fill(words.asks, { site: site.name, purpose: policy.purpose }),
      fill(words.remembers, { duration: sayDuration(policy.grant.for, 'en') }),
      ...(matchCode ? [`${fill(words.matchCode, { code: matchCode })}. ${words.matchCodeHelp}`] : []),
      words.how,
    ],
    { href: `interaction:${interactionUrl}`, text: words.open },
  );
}

/** Tells a person why there is nothing to do here. */
export function problemPage({ code, title }: Pick<Problem, 'code' | 'title'>): string {
  const said = problemWords[code];
  return page(words.ended, said ? [said.what, said.next] : [title]);
}

function page(title: string, paragraphs: readonly string[], link?: { readonly href: string; readonly text: string }) {
  const said = new Html(paragraphs.map((text) => html`<p>${text}</p>`.text).join(''));
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        ${styleElement}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${said}${link && html`<p><a href="${link.href}">${link.text}</a></p>`}
        </main>
      </body>
    </html> `.text;
}

const fill = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
