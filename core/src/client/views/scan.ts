import { h, type Child } from '../create-element.ts';
import type { WalletLinks } from '../presentation-request.ts';
import { qrCode } from '../qr-code.ts';
import { button, type ViewContext } from './view.ts';

/** For a wallet on another device: the code to scan, the number to compare, the link to copy. */
export function scan(
  { catalogue, act, asking }: ViewContext,
  links: NonNullable<WalletLinks['crossDevice']>,
): readonly Child[] {
  const { asking: words } = catalogue.words;
  const other = asking.otherCode && links.interaction;
  const link = other || links.app;
  const code = qrCode(link, words.qrLabel);
  return [
    h('p', {}, !code ? words.qrTooLong : other ? words.otherCodeShown : words.scan),
    code,
    !!links.matchCode &&
      h(
        'p',
        { part: 'match' },
        h('span', {}, words.matchCode),
        h('strong', { part: 'match-code' }, h('bdi', {}, links.matchCode)),
        h('small', {}, words.matchCodeHelp),
      ),
    h(
      'p',
      { class: 'actions' },
      button('copy', words.copy, () => act.copy(link)),
      !!links.interaction && button('other', other ? words.firstCode : words.otherCode, act.toggleCode),
    ),
    asking.linkShown &&
      h(
        'p',
        { part: 'link' },
        h('label', { for: 'link' }, words.link),
        h('input', { id: 'link', readonly: true, value: link, dir: 'ltr' }),
      ),
  ];
}
