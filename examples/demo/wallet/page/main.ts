import { showCards } from './cards-view.ts';
import { showOffer } from './offer-view.ts';
import { showRequest } from './request-view.ts';
import { readSettings } from './settings.ts';
import { showTrouble } from './show.ts';
import { keepOnlyCardsOf } from './vault.ts';

/** What the address asks for: an offer, a request, or just the cards. */
async function start(): Promise<void> {
  const address = new URLSearchParams(location.search);
  const known = readSettings();
  const settings = { ...known, emptied: await keepOnlyCardsOf(known.start) };
  const offer = address.get('offer');
  if (offer !== null) return showOffer(offer, settings);
  if (address.has('client_id')) return showRequest(address, settings);
  return showCards(settings);
}

start().catch((error: unknown) => showTrouble('The wallet could not open', String((error as Error).message)));
