import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { html, type Html } from './html.ts';
import type { Origins } from './places.ts';

const names = ['membership', 'lounge', 'show', 'shop', 'back'] as const;
export type Step = (typeof names)[number];

/** Ticks of an earlier start of the demo do not count: its cards and grants are gone. */
const start = randomUUID().slice(0, 8);

/**
 * The steps that this visitor has done, by a cookie that the pages' scripts write (`tour-cookie.ts`).
 * It is for the ticks only. All websites of the demo see it, because cookies know no ports.
 */
export function stepsDone(request: Request): readonly Step[] {
  const [from, ...done] = (/(?:^|; )demo_tour=([\w.]*)/.exec(request.get('Cookie') ?? '')?.[1] ?? '').split('.');
  return from === start ? names.filter((name) => done.includes(name)) : [];
}

/** The guided tour: where one is, and what is done. */
export function tour(current: Step, done: readonly Step[], origins: Origins): Html {
  const steps: readonly { readonly step: Step; readonly text: string; readonly href: string }[] = [
    { step: 'membership', text: 'Get a membership', href: origins.harvest },
    { step: 'lounge', text: 'Visit the lounge', href: `${origins.site}/lounge` },
    { step: 'show', text: 'Show it', href: `${origins.site}/lounge` },
    { step: 'shop', text: 'Save in the shop', href: `${origins.site}/shop` },
    { step: 'back', text: 'Take it back', href: `${origins.harvest}/#given-out` },
  ];
  return html`<nav class="tour" id="tour" data-start="${start}" aria-label="This demo, step by step">
    <ol>
      ${steps.map(
        ({ step, text, href }) =>
          html`<li data-step="${step}" ${done.includes(step) && html` class="done"`}>
            <a href="${href}" ${step === current && html` aria-current="step"`}
              ><span>${text}</span><span class="tick">, done</span></a
            >
          </li>`,
      )}
    </ol>
  </nav>`;
}
