import { h, type Child } from '../create-element.ts';
import type { RequestState } from '../request-state.ts';
import { askSummary } from './ask-summary.ts';
import { describe } from './describe-problem.ts';
import { scan } from './scan.ts';
import { button, fold, linkButton, pageButton, slot, title, type ViewContext } from './view.ts';

type Asking = Extract<RequestState, { name: 'asking' }>;

/** Wallet links for a phone or a desktop, who asks for what, the time left. */
export function asking(context: ViewContext, { request, problem }: Asking): Node[] {
  const { asking: words } = context.catalogue.words;
  const { crossDevice } = request.links;
  const missed = problem && describe(context, problem);
  return [
    h(
      'div',
      { class: crossDevice && !context.phone ? 'columns' : '' },
      h(
        'div',
        { class: 'stack' },
        title(context, words.title),
        missed && h('p', { part: 'problem' }, h('strong', {}, missed.what), ' ', missed.next),
        askSummary(context, request.ask),
        request.ask.claims.length > 0 && h('p', { part: 'whole' }, words.whole),
        ...walletsHere(context, request.links.sameDevice, !crossDevice),
      ),
      crossDevice &&
        (context.phone
          ? fold('other-device', words.otherDevice, h('div', { part: 'scan' }, ...scan(context, crossDevice)))
          : h('div', { part: 'scan' }, ...scan(context, crossDevice))),
    ),
    h(
      'div',
      { part: 'foot' },
      h('span', { id: 'time', part: 'time', role: 'timer' }),
      button('more', words.moreTime, context.act.extend),
      button('leave', words.notNow, context.act.leave),
    ),
  ];
}

/** Which wallet a visitor has, nobody knows: an app and a page weigh the same, but only the page surely opens. */
function walletsHere(
  context: ViewContext,
  { app, web }: Asking['request']['links']['sameDevice'],
  onlyHere: boolean,
): readonly Child[] {
  const { asking: words } = context.catalogue.words;
  const { phone } = context;
  const links = [
    ...web.map(({ name, url }, index) => pageButton(context, `web-${index}`, name, url, phone)),
    linkButton('app', phone && web.length === 0 ? words.openWallet : words.app, app, phone),
  ];
  const ways = [
    h('p', { class: 'actions' }, ...links),
    fold('no-reaction', words.noReaction, h('p', {}, words.noReactionHelp)),
    slot(context, 'asking'),
  ];
  if (phone) return ways;
  return [
    h(
      'div',
      { class: 'stack', role: 'group', 'aria-labelledby': 'here' },
      h('p', { id: 'here', part: 'group-title' }, words.thisDevice),
      ...ways,
      onlyHere && h('p', {}, words.onlyThisDevice),
    ),
  ];
}
