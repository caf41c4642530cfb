import { cardView, readCard, type Card } from './card.ts';
import { coOpLinks, whyEmpty } from './co-op-links.ts';
import { button, element } from './element.ts';
import { show } from './show.ts';
import { keepCard, keptCards, ownSigner, removeCard } from './vault.ts';
import type { WalletSettings } from './settings.ts';

/**
 * The wallet at rest: the cards in it, and a place for a link from another screen.
 * @param removed the card that was just taken out, which can be put back
 */
export async function showCards(settings: WalletSettings, removed?: Card): Promise<void> {
  const { controller } = await ownSigner();
  const cards = await keptCards();
  show(
    'Your wallet',
    ...(removed ? [undo(removed)] : []),
    cards.length > 0 ? await list() : empty(settings),
    pasteLink(),
    ...(cards.length > 0 ? more() : []),
  );

  async function list() {
    return element(
      'ul',
      { class: 'cards' },
      cards.map((card) =>
        element(
          'li',
          {},
          cardView(card, controller, async () => {
            await removeCard(card.id);
            await showCards(settings, card);
          }),
        ),
      ),
    );
  }

  function undo(card: Card) {
    return element(
      'p',
      { class: 'note', role: 'status' },
      `The ${readCard(card).coOp} card was removed. `,
      button('Put it back', 'quiet', async () => {
        await keepCard(card);
        await showCards(settings);
      }),
    );
  }

  function more(): Node[] {
    return [
      element('h2', {}, 'More memberships'),
      coOpLinks(settings.coOps),
      element(
        'p',
        { class: 'next' },
        'Next: ',
        element('a', { href: `${settings.site}/lounge` }, 'visit the lounge'),
        ' of Riverside Commons.',
      ),
    ];
  }
}

const empty = (settings: WalletSettings) =>
  element(
    'section',
    { class: 'card' },
    whyEmpty(settings),
    element('p', {}, 'It is empty. Get your first membership from one of these:'),
    coOpLinks(settings.coOps),
  );

/** A second device answers here: with a phone's camera one would scan, in this demo one pastes the link. */
function pasteLink(): HTMLElement {
  const field = element('input', { id: 'link', name: 'link', type: 'text', autocomplete: 'off', spellcheck: 'false' });
  const trouble = element('p', { class: 'trouble', role: 'alert', id: 'link-trouble' });
  const open = element('button', { class: 'quiet' }, 'Open the request');
  const form = element(
    'form',
    {},
    element('label', { for: 'link' }, 'Link copied from the other screen'),
    field,
    open,
    trouble,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    follow();
  });
  return element('details', { class: 'paste' }, element('summary', {}, 'Asked on another screen?'), form);

  function follow() {
    const query = /^[^?#]+\?([^#]*client_id=[^#]+)/.exec(field.value.trim())?.[1];
    if (query) location.assign(`/?${query}`);
    else {
      trouble.textContent = 'That is not a link from a site that asks. Use “Copy link” there, then paste it here.';
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', 'link-trouble');
      field.focus();
    }
  }
}
