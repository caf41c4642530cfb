import { createHash } from 'node:crypto';
import messages from '@coop-credentials/core/messages/en.json' with { type: 'json' };
import type { Problem } from '@coop-credentials/core';
import type { AskedHandle } from '../requests/presentation-request.ts';
import { html, Html } from './html.ts';

const style = `
:root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif; }
body { max-width: 34rem; margin: 0 auto; padding: 1rem; }
button, input { font: inherit; min-height: 2.75rem; padding: 0 1rem; max-width: 100%; box-sizing: border-box; }
input { width: 100%; }
form { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.5rem 0; }
.note { border-inline-start: .25rem solid; padding-inline-start: .75rem; }
.code { font-size: 1.5rem; font-weight: 600; }
`;

/** Apart from the pages, so that no formatter comes between it and its hash. */
const styleElement = new Html(`<style>${style}</style>`);

/** The pages run nothing and load nothing; forms go to ourselves, and from there back to the site that asks. */
export function contentSecurityPolicy(siteOrigin?: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  const forms = ["'self'", ...(siteOrigin ? [siteOrigin] : [])].join(' ');
  return `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; form-action ${forms}; base-uri 'none'; frame-ancestors 'none'`;
}

export const introPage = () =>
  page(
    'Try it without a membership',
    html`<p>
        Here is a test member of a test co-op. A site that asks you as a test shows a link to this page; or paste the
        link that it lets you copy.
      </p>
      <form method="get">
        <label for="link">Link from the site</label>
        <input id="link" name="link" type="text" autocomplete="off" required />
        <button>Open it</button>
      </form>`,
  );

export function askPage({ handle, request, site, policy }: AskedHandle): string {
  const crossDevice = handle.flow === 'cross-device' && request.matchCode;
  return page(
    `${site.name} asks for your membership`,
    html`<p>
        ${site.name} (${site.origin}) wants to know whether you are a member. It says what for: ${policy.purpose}.
      </p>
      ${
        crossDevice &&
        html`<p>Compare with the page that shows the code: <span class="code">${request.matchCode}</span></p>`
      }
      <form method="post" action="try">
        <input type="hidden" name="handle" value="${handle.token}" />
        <button name="show" value="current">Show the test membership</button>
        <button name="show" value="ended">Show one that has ended</button>
        <button name="show" value="none">Say no</button>
      </form>`,
  );
}

export const noLinkPage = () =>
  page(
    'That is no link from a site',
    html`<p>Copy the whole link that the asking page lets you copy; it begins with openid4vp:// or this address.</p>
      <p><a href="try">Paste another link</a></p>`,
  );

export const donePage = () =>
  page('Sent', html`<p>The site has the answer of the test member. Go back to the page that asked.</p>`);

export function problemPage({ code }: Problem): string {
  const words: { readonly what: string; readonly next: string } = messages.problems[code];
  return page(
    'That did not work',
    html`<p>${words.what}</p>
      <p>${words.next}</p>
      <p><small>${code}</small></p>
      <p><a href="try">Paste another link</a></p>`,
  );
}

function page(title: string, main: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – test wallet</title>
        <link rel="icon" href="data:," />
        ${styleElement}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${main}
          <p class="note">This is a test. It opens nothing, and nothing about you is sent.</p>
        </main>
      </body>
    </html>`.text;
}
