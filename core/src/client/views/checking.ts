import { h } from '../create-element.ts';
import { button, title, type ViewContext } from './view.ts';

/** One word; and when the answer went to another tab, where to go on. */
export function checking(context: ViewContext, elsewhere: boolean): Node[] {
  const { checking: words, refused } = context.catalogue.words;
  if (!elsewhere) return [title(context, words.title)];
  return [
    title(context, words.title),
    h('p', {}, words.elsewhere),
    h('p', { class: 'actions' }, button('again', refused.startAgain, context.act.start)),
  ];
}
