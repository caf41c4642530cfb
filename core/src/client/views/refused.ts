import { contactLink } from '../contact-link.ts';
import { h, type Child } from '../create-element.ts';
import { webLink } from '../parse-host-answer.ts';
import type { Refusal } from '../presentation-request.ts';
import { remedyFor } from '../problem-kinds.ts';
import { fill } from '../words.ts';
import { describe } from './describe-problem.ts';
import { button, linkButton, pageButton, slot, title, type ViewContext } from './view.ts';

/** What is wrong, what to do next, one way to do it, and the code small at the end. */
export function refused(context: ViewContext, refusal: Refusal): Node[] {
  const { what, next } = describe(context, refusal);
  return [
    title(context, what),
    h('p', { part: 'next' }, next),
    h('p', { class: 'actions' }, ...ways(context, refusal, what)),
    slot(context, 'refused'),
    h('p', { part: 'code' }, fill(context.catalogue.words.refused.code, { code: refusal.code })),
  ];
}

/** The one remedy first; where that leads away from the page, a second way keeps the visitor from a dead end. */
function ways(context: ViewContext, refusal: Refusal, what: string): readonly Child[] {
  const { refused: words } = context.catalogue.words;
  const { start, retry } = context.act;
  const remedy = remedyFor(refusal.code);
  const away = {
    'co-op': (): string | undefined => webLink(refusal.params.coopUrl),
    site: contact,
    report: contact,
  };
  function contact(): string | undefined {
    return contactLink(context.attribute('contact'), words, refusal, what, context.page);
  }
  const here = {
    again: [words.startAgain, start],
    retry: [words.tryAgain, retry],
    another: [words.another, start],
    report: [words.tryAgain, retry],
    site: [words.another, start],
    'co-op': [words.another, start],
  } as const;
  const link = remedy in away ? away[remedy as keyof typeof away]() : undefined;
  const [label, act] = here[remedy];
  const leave = (id: string, label: string, to: string, primary: boolean): HTMLElement =>
    /^mailto:/.test(to) ? linkButton(id, label, to, primary) : pageButton(context, id, label, to, primary);
  const leading = remedy === 'co-op' ? words.toCoop : words.askSite;
  return [link && leave('help', leading, link, true), button('again', label, act, !link)];
}
