import { h } from '../create-element.ts';
import type { Grant } from '../presentation-request.ts';
import { fill } from '../words.ts';
import { button, slot, title, type ViewContext } from './view.ts';

/** What opened, because of which membership, until when. */
export function opened(context: ViewContext, { until, reason, opened: what }: Grant): Node[] {
  const { opened: words } = context.catalogue.words;
  const at = until && context.language.date(until);
  return [
    title(context, what?.title ?? (what?.label ? fill(words.what, { label: what.label }) : words.title)),
    h(
      'p',
      { part: 'reason' },
      !!reason && h('bdi', {}, reason),
      !!reason && !!at && ' ',
      !!at && fill(words.until, { at }),
    ),
    slot(context, 'opened'),
    ...(context.attribute('forget-url')
      ? [h('p', { class: 'actions' }, button('forget', words.forget, context.act.forget))]
      : []),
  ];
}
