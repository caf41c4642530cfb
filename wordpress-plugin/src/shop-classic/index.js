/* global jQuery, coopCredentialsShop */

/**
 * The panel of the classic basket and checkout: says “look again”, puts in what PHP made of it, and has WooCommerce
 * read the totals anew.
 */
const PANEL = '.coop-offers--classic';
const events = jQuery(document.body);
let isBusy = false;

const find = (root, id) => root.querySelector(`${PANEL} [data-coop-offer="${id}"]`);
const wordsOf = (offer) => offer.querySelector('.coop-offer__message')?.textContent ?? '';

/** Takes over the offers that stand otherwise now; the others stay, with whoever is using them. */
function takeOver(html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  for (const offer of document.querySelectorAll(`${PANEL} .coop-offer`)) {
    const now = find(fresh, offer.dataset.coopOffer);
    if (now && (now.dataset.coopState !== offer.dataset.coopState || wordsOf(now) !== wordsOf(offer))) {
      offer.replaceWith(document.importNode(now, true));
    }
  }
}

async function call(url, body) {
  const response = await fetch(url, { method: 'POST', credentials: 'same-origin', body });
  if (!response.ok) throw new Error(`The basket answered ${response.status}`);
  takeOver((await response.json()).html);
}

async function lookAgain({ dataset: { coopOffer } }) {
  if (isBusy) return;
  isBusy = true;
  try {
    await call(coopCredentialsShop.url, new URLSearchParams({ nonce: coopCredentialsShop.nonce }));
    const now = find(document, coopOffer);
    now?.setAttribute('tabindex', '-1');
    now?.focus();
    events.trigger('update_checkout').trigger('wc_update_cart');
  } catch {
    window.location.reload(); // A session that ended, or no network: the page as it now is says more than we can.
  } finally {
    isBusy = false;
  }
}

const offerOf = (target) => target.closest?.(`${PANEL} .coop-offer`);

for (const name of ['coop-credential-accepted', 'coop-credential-forgotten']) {
  document.addEventListener(name, (event) => {
    const offer = offerOf(event.target);
    if (offer) {
      event.preventDefault(); // The element goes with the offer, so focus is ours.
      lookAgain(offer);
    }
  });
}

document.addEventListener('click', (event) => {
  const offer = event.target.closest?.('[data-coop-recheck]') && offerOf(event.target);
  if (offer) lookAgain(offer);
});

// Checkout brings how the offers stand with its totals; the basket does not.
events.on('updated_checkout', () => {
  const news = document.querySelector('template.coop-offers-news');
  if (news?.innerHTML) takeOver(news.innerHTML);
});
events.on('updated_wc_div updated_cart_totals', () => {
  if (!isBusy && document.querySelector(PANEL)) call(coopCredentialsShop.show).catch(() => undefined);
});
