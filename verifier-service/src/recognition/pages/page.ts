import { html, type Html } from '../../try/html.ts';

/** A page that reads as well without its few lines of style; no script, no picture from elsewhere. */
export function page(
  { title, list, current }: { readonly title: string; readonly list: string; readonly current: string },
  content: Html,
): string {
  const links = pages.map(({ file, name }) =>
    file === current
      ? html`<li><a href="${file}" aria-current="page">${name}</a></li>`
      : html`<li><a href="${file}">${name}</a></li>`,
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${list}</title>
        <link rel="alternate" type="application/atom+xml" title="Changes" href="feed.atom" />
        <style>
          :root {
            color-scheme: light dark;
            --ground: #fff;
            --ink: #1b1b1b;
            --link: #0645ad;
          }
          @media (prefers-color-scheme: dark) {
            :root {
              --ground: #161616;
              --ink: #eee;
              --link: #a9c7ff;
            }
          }
          a {
            color: var(--link);
          }
          body {
            background: var(--ground);
            color: var(--ink);
            font:
              1rem/1.5 system-ui,
              sans-serif;
            max-width: 45rem;
            margin: 0 auto;
            padding: 1rem;
            overflow-wrap: anywhere;
          }
          nav ul {
            padding: 0;
            display: flex;
            flex-wrap: wrap;
            gap: 0.5rem 1.5rem;
            list-style: none;
          }
          nav a {
            display: inline-block;
            min-height: 1.5rem;
          }
          article {
            border-top: 1px solid;
            padding: 0.5rem 0;
          }
        </style>
      </head>
      <body>
        <header>
          <p>${list}</p>
          <nav aria-label="This list">
            <ul>
              ${all(links)}
            </ul>
          </nav>
        </header>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html> `.text;
}

const pages = [
  { file: 'index.html', name: 'Whose members we recognise' },
  { file: 'decisions.html', name: 'Decisions' },
  { file: 'changes.html', name: 'Changes' },
] as const;

/** Markup after markup. */
export const all = (parts: readonly Html[]): Html => parts.reduce((before, part) => html`${before}${part} `, html``);

/** A link where there is an address, else the words alone. */
export const linked = (name: string, url: string | undefined): Html =>
  url === undefined ? html`${name}` : html`<a href="${url}">${name}</a>`;
