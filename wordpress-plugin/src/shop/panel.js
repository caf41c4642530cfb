/* global wc */
import { createElement, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

const BUTTONS = {
  known: () => __('Use my discount', 'coop-credentials'),
  off: () => __('Use my discount', 'coop-credentials'),
  stopped: () => __('Try the discount again', 'coop-credentials'),
};
const WITH_ELEMENT = ['ask', 'on', 'waiting', 'stopped'];

/** Says no more than “look again”: PHP asks the membership service, and the basket comes back as it then is. */
const lookAgain = () => wc.blocksCheckout.extensionCartUpdate({ namespace: 'coop-credentials', data: {} });

/** Checkout may draw its summary twice, one of them folded away; the basket's answer may draw the panel anew. */
const focusOn = (id) =>
  setTimeout(() => {
    const offers = [...document.querySelectorAll(`[data-coop-offer="${id}"]`)];
    offers.find((offer) => offer.offsetParent !== null)?.focus();
  });

/** WooCommerce itself says when the basket could not be had. */
const act = (id) =>
  lookAgain().then(
    () => focusOn(id),
    () => undefined,
  );

function heard(event) {
  const offer = event.target.closest?.('.coop-offer');
  if (offer) {
    event.preventDefault(); // The element is drawn anew with the basket, so focus is ours.
    act(offer.dataset.coopOffer);
  }
}

document.addEventListener('coop-credential-accepted', heard);
document.addEventListener('coop-credential-forgotten', heard);

/** The offers of the shop, and how each stands for this basket. */
export function Panel({ offers }) {
  return (
    offers.length > 0 && (
      <div className="coop-offers wc-block-components-totals-wrapper">
        {offers.map((offer) => (
          <Offer key={offer.id} offer={offer} act={() => act(offer.id)} />
        ))}
      </div>
    )
  );
}

function Offer({ offer: { id, name, state, message, links, element }, act }) {
  const [isBusy, setIsBusy] = useState(false);
  const press = async () => {
    setIsBusy(true);
    await act().finally(() => setIsBusy(false));
  };

  return (
    <section
      className={`coop-offer is-${state}`}
      data-coop-offer={id}
      data-coop-state={state}
      aria-label={name}
      tabIndex={-1}
    >
      {state !== 'on' && <p className="coop-offer__name">{name}</p>}
      {message !== '' && (
        <p className="coop-offer__message" role="status">
          {message}
        </p>
      )}
      {links && (
        <p>
          {links.map(({ text, url }) => (
            <a key={url} className="coop-offer__link" href={url}>
              {text}
            </a>
          ))}
        </p>
      )}
      {BUTTONS[state] && (
        <button
          type="button"
          className="wp-element-button wc-block-components-button coop-offer__button"
          aria-disabled={isBusy}
          onClick={isBusy ? undefined : press}
        >
          {BUTTONS[state]()}
        </button>
      )}
      {WITH_ELEMENT.includes(state) && createElement('coop-credential-request', { key: state, ...element })}
    </section>
  );
}
