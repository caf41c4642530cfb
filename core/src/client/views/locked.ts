import { h } from '../create-element.ts';
import { button, fold, slot, type ViewContext } from './view.ts';

/** What is behind, who may enter, one button; and a way on for who has no wallet. */
export function locked(context: ViewContext): Node[] {
  const { locked: words } = context.catalogue.words;
  return [
    slot(context, 'teaser'),
    h('p', { part: 'who' }, slot(context, 'who', context.attribute('who') ?? words.who)),
    h('p', { class: 'actions' }, button('start', words.start, context.act.start, true)),
    fold(
      'about',
      words.whatIsThis,
      h('p', {}, words.explain),
      h('p', {}, words.private),
      h('p', {}, words.noWallet),
      slot(context, 'help'),
    ),
  ];
}
