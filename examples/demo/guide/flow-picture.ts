import { html, type Html } from '../web/html.ts';

const box = (x: number, y: number, name: string) =>
  html`<rect class="box" x="${x}" y="${y}" width="136" height="64" rx="12" /><text x="${x + 68}" y="${y + 38}"
      >${name}</text
    >`;

const step = (x: number, y: number, number: number) =>
  html`<circle class="dot" cx="${x}" cy="${y}" r="15" /><text class="number" x="${x}" y="${y + 5.5}">${number}</text>`;

/** The way of a membership: drawn tall, so that it is readable on a phone. */
export const flowPicture: Html = html`<svg class="flow" viewBox="0 0 360 324" role="img" aria-labelledby="flow-title">
  <title id="flow-title">
    Your co-op gives your wallet a membership (1). The site asks your wallet (2). Your wallet answers to the membership
    check (3), which looks whether it is real (4) and tells the site (5).
  </title>
  <defs>
    <marker id="tip" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="7" markerHeight="7" orient="auto">
      <path d="M0 0 10 5 0 10Z" />
    </marker>
  </defs>
  <path class="way" d="M84 92V232" marker-end="url(#tip)" />
  <path class="way" d="M222 86 132 234" marker-end="url(#tip)" />
  <path class="way" d="M156 268H202" marker-end="url(#tip)" />
  <path class="way" d="M276 236V96" marker-end="url(#tip)" />
  ${box(16, 24, 'Your co-op')}${box(208, 24, 'The site')}${box(16, 236, 'Your wallet')}${box(208, 236, 'The check')}
  ${step(84, 160, 1)}${step(177, 160, 2)}${step(179, 268, 3)}${step(330, 236, 4)}${step(276, 160, 5)}
</svg>`;
