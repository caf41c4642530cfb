import { cardView, hostOf } from './card.ts';
import { button, element, facts } from './element.ts';
import { readOffer, takeOffer, type Offer } from './offer.ts';
import type { WalletSettings } from './settings.ts';
import { show, showTrouble } from './show.ts';
import { keepCard, ownSigner } from './vault.ts';

/** A co-op offers something: who, what, and yes or no. */
export async function showOffer(address: string, settings: WalletSettings): Promise<void> {
  let offer: Offer;
  try {
    offer = await readOffer(address);
  } catch (error) {
    return showTrouble('Nothing to put into your wallet', (error as Error).message);
  }
  const { offeredBy, about, trick } = offer;

  show(
    `${offeredBy.name} offers you a membership`,
    element(
      'section',
      { class: 'card' },
      facts([
        ['From', element('span', {}, offeredBy.name, ' ', element('span', { class: 'host' }, hostOf(offeredBy.id)))],
        ['For', about.memberName],
        ['Member since', about.since],
      ]),
      ...(trick ? [element('p', { class: 'doubt' }, tricks[trick] ?? 'A site must refuse this one.')] : []),
      element('p', {}, 'To take it, your wallet signs once, so that the membership can name your wallet and no other.'),
      element(
        'p',
        { class: 'actions' },
        button('Put it into my wallet', 'primary', accept),
        button('No, thanks', 'quiet', () => location.assign('/')),
      ),
    ),
  );

  async function accept() {
    try {
      const card = await takeOffer(offer);
      await keepCard(card);
      history.replaceState(null, '', '/');
      show(
        'It is in your wallet',
        cardView(card, (await ownSigner()).controller),
        element('p', {}, 'It stays in this browser. Nobody sees it until you say yes.'),
        element(
          'p',
          { class: 'actions' },
          element(
            'a',
            { class: 'button primary', href: `${settings.site}/lounge` },
            'Next: visit the lounge of Riverside Commons',
          ),
          element('a', { class: 'button quiet', href: '/' }, 'See all my cards'),
        ),
      );
    } catch (error) {
      showTrouble('It did not work', (error as Error).message);
    }
  }
}

const tricks: Readonly<Record<string, string>> = {
  expired: 'For trying out: this membership has ended. A site must refuse it.',
  'for-another-co-op': 'For trying out: this co-op signs for another one. A site must refuse it.',
  'someone-elses': 'For trying out: this membership names another person’s wallet. A site must refuse it.',
};
