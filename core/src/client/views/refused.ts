import { contactLink } from '../contact-link.ts';
import { h, type Child } from '../create-element.ts';
import { webLink } from '../parse-host-answer.ts';
import type { Refusal } from '../presentation-request.ts';
import { kindOf, remedyFor } from '../problem-kinds.ts';
import { fill, issuerWebsite } from '../words.ts';
import { describe } from './describe-problem.ts';
import { button, linkButton, pageButton, slot, title, type ViewContext } from './view.ts';

/** What is wrong, what to do next, who can help, and the code small at the end. */
export function refused(context: ViewContext, refusal: Refusal): Node[] {
  const { what, next } = describe(context, refusal);
  const { refused: words } = context.catalogue.words;
  const ownWish = kindOf(refusal.code) === 'declined';
  // A sentence that only repeats the button below it is left out.
  const repeats = next.replace(/[.。]$/, '') === words.startAgain;
  const nodes: Child[] = [
    title(context, what),
    !repeats && h('p', { part: 'next' }, next),
    h('p', { class: 'actions' }, ...ways(context, refusal, what, !ownWish)),
    slot(context, 'refused'),
    !ownWish && h('p', { part: 'code' }, fill(words.code, { code: refusal.code })),
  ];
  return nodes.filter((node) => node instanceof Node);
}

/** The best remedy first; where it leads away from the page, a way to stay keeps the visitor from a dead end. */
function ways(context: ViewContext, refusal: Refusal, what: string, withContact: boolean): readonly Child[] {
  const { refused: words } = context.catalogue.words;
  const { start, retry } = context.act;
  const remedy = remedyFor(refusal.code);
  const { coopUrl, issuer } = refusal.params;
  const coop = remedy === 'co-op' ? (webLink(coopUrl) ?? issuerWebsite(issuer)) : undefined;
  const contact = withContact
    ? contactLink(context.attribute('contact'), words, refusal, what, context.page)
    : undefined;
  const here = {
    again: [words.startAgain, start],
    retry: [words.tryAgain, retry],
    another: [words.another, start],
    report: [words.tryAgain, retry],
    site: [words.another, start],
    'co-op': [words.another, start],
  } as const;
  const [label, act] = here[remedy];
  const contactLeads = remedy === 'site' || remedy === 'report';
  const contactButton =
    contact &&
    (/^mailto:/.test(contact)
      ? linkButton('help', words.askSite, contact, contactLeads)
      : pageButton(context, 'help', words.askSite, contact, contactLeads));
  return [
    coop && pageButton(context, 'coop', words.toCoop, coop, true),
    contactLeads && contactButton,
    button('again', label, act, !coop && !(contact && contactLeads)),
    !contactLeads && contactButton,
  ];
}
