import { element } from './element.ts';
import type { WalletSettings } from './settings.ts';

/** Where memberships come from. */
export const coOpLinks = (coOps: WalletSettings['coOps']): HTMLElement =>
  element(
    'ul',
    { class: 'plain' },
    coOps.map(({ name, origin }) => element('li', {}, element('a', { href: origin }, name))),
  );

/** Why cards are gone that were there before. */
export const whyEmpty = ({ emptied }: WalletSettings): HTMLElement | undefined =>
  emptied
    ? element(
        'p',
        { class: 'note' },
        'The demo was started anew, and its co-ops have new keys. Cards from before could not be checked any more, ' +
          'so they were thrown away. A wallet in real life keeps what it has.',
      )
    : undefined;
