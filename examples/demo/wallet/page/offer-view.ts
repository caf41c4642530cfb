import { tickSteps } from '../../web/tour-cookie.ts';
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
  const { offeredBy, about, trick, showsOnlyWhatIsAsked } = offer;

  show(
    `${offeredBy.name} offers you a membership`,
    element(
      'section',
      { class: 'card' },
      facts([
        ['From', element('span', {}, offeredBy.name, ' ', element('span', { class: 'host' }, hostOf(offeredBy.id)))],
        ['Member', trick === 'someone-elses' ? 'Ben, with another wallet' : about.memberName],
        ['Member of', about.memberOf],
        ['Member since', about.since],
        ...(showsOnlyWhatIsAsked ? [['Kind of card', 'Shows only what a site asks for'] as const] : []),
      ]),
      ...(trick ? [element('p', { class: 'doubt' }, tricks[trick] ?? 'A site must refuse this one.')] : []),
      element(
        'p',
        {},
        trick === 'someone-elses'
          ? 'To take it, your wallet signs once. The membership will name Ben’s wallet all the same.'
          : 'To take it, your wallet signs once, so that the membership can name your wallet and no other.',
      ),
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
      tickSteps('membership');
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
  expired: 'For trying out: this membership ended last month. A site must refuse it.',
  'for-another-co-op': 'For trying out: this co-op signs that you are a member of another one. A site must refuse it.',
  'someone-elses': 'For trying out: this membership was issued to Ben’s wallet, not yours. A site must refuse it.',
};
