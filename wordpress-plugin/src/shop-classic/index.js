/* global jQuery, coopCredentialsShop */

/**
 * The panel of the classic basket and checkout: says “look again”, puts in what PHP made of it, and has WooCommerce
 * read the totals anew.
 */
const PANEL = '.coop-offers--classic';
let isBusy = false;

async function lookAgain(offer) {
  if (isBusy) return;
  isBusy = true;
  const panel = offer.closest(PANEL);
  const url = coopCredentialsShop.url.toString();
  try {
    const response = await fetch(url, {
      method: 'POST',
      credentials: 'same-origin',
      body: new URLSearchParams({ nonce: coopCredentialsShop.nonce }),
    });
    if (!response.ok) throw new Error(`The basket answered ${response.status}`);
    const { html } = await response.json();
    const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector(PANEL);
    panel.replaceWith(document.importNode(fresh, true));
    const now = document.querySelector(`${PANEL} [data-coop-offer="${offer.dataset.coopOffer}"]`);
    now?.setAttribute('tabindex', '-1');
    now?.focus();
    jQuery(document.body).trigger('update_checkout');
    jQuery(document.body).trigger('wc_update_cart');
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
      event.preventDefault(); // The element goes with the panel, so focus is ours.
      lookAgain(offer);
    }
  });
}

document.addEventListener('click', (event) => {
  const offer = event.target.closest?.('[data-coop-recheck]') && offerOf(event.target);
  if (offer) lookAgain(offer);
});
