import { Button, Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { get, send } from '../admin/api.js';
import { Done, Empty, Failure, Loading } from '../admin/parts/answers.js';
import { Heading } from '../admin/parts/heading.js';
import { useLoad } from '../admin/parts/use-load.js';
import { DeleteOffer } from './delete-offer.js';
import { OfferForm } from './offer-form.js';
import { sayOffer } from './say-offer.js';

const NEW = {
  policy: '',
  name: '',
  code: '',
  kind: 'percent',
  amount: '10',
  minimum: '0',
  products: [],
  categories: [],
  productNames: [],
  categoryNames: [],
  enabled: true,
};

/** The discounts of the shop: who gets what, and whether it is on. */
export function Offers() {
  const { data, error, isLoading, reload } = useLoad(
    async () => ({ ...(await get('/admin/offers')), gates: (await get('/admin/gates')).gates }),
    [],
  );
  const [editing, setEditing] = useState();
  const [leaving, setLeaving] = useState();
  const [said, setSaid] = useState();

  const leave = (words) => {
    setEditing(undefined);
    setLeaving(undefined);
    setSaid(words);
    if (words) reload();
  };

  if (editing) {
    return (
      <OfferForm
        offer={editing}
        gates={data.gates}
        currency={data.currency}
        onLeave={() => leave()}
        onSaved={() => leave(__('Saved. Baskets have it from now on.', 'coop-credentials'))}
      />
    );
  }

  const make = (
    <Button variant="primary" onClick={() => setEditing(NEW)}>
      {__('Make a discount', 'coop-credentials')}
    </Button>
  );

  return (
    <section aria-label={__('Discounts', 'coop-credentials')}>
      <div className="coop-admin__top">
        <Heading takesFocus={said !== undefined}>{__('Discounts', 'coop-credentials')}</Heading>
        {data?.offers.length > 0 && make}
      </div>
      <Done>{said}</Done>
      <Failure error={error} onRetry={reload} />
      {data?.coupons === false && (
        <Notice status="warning" isDismissible={false}>
          {__(
            'WooCommerce takes no coupons in this shop, so nobody gets these discounts. Switch coupons on in WooCommerce, Settings, General.',
            'coop-credentials',
          )}
        </Notice>
      )}
      {!data && isLoading && <Loading />}
      {data?.offers.length === 0 &&
        (data.gates.length > 0 ? (
          <Empty title={__('No discount yet', 'coop-credentials')} action={make}>
            {__(
              'A discount is taken off the basket of everybody whose members you welcome, once they show their membership there.',
              'coop-credentials',
            )}
          </Empty>
        ) : (
          <Empty title={__('First make a gate', 'coop-credentials')}>
            {__(
              'A gate says whose members you welcome, and how often they may use what they get. Then come back and give them a discount.',
              'coop-credentials',
            )}
          </Empty>
        ))}
      {data?.offers.length > 0 && (
        <ul className="coop-admin__list" aria-busy={isLoading}>
          {data.offers.map((offer) => (
            <li key={offer.id} className="coop-admin__card">
              <h3>{offer.name}</h3>
              <p>{sayOffer(offer, data)}</p>
              {!offer.enabled && <p className="coop-admin__quiet">{__('Off: nobody gets it.', 'coop-credentials')}</p>}
              <div className="coop-admin__buttons">
                <Button
                  variant="secondary"
                  onClick={() => setEditing(offer)}
                  /* translators: %s: name of a discount. */
                  aria-label={sprintf(__('Change %s', 'coop-credentials'), offer.name)}
                >
                  {__('Change', 'coop-credentials')}
                </Button>
                <Button
                  variant="tertiary"
                  isDestructive
                  onClick={() => setLeaving(offer)}
                  /* translators: %s: name of a discount. */
                  aria-label={sprintf(__('Delete %s', 'coop-credentials'), offer.name)}
                >
                  {__('Delete', 'coop-credentials')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {leaving && (
        <DeleteOffer
          offer={leaving}
          onLeave={() => leave()}
          remove={() => send('DELETE', `/admin/offers/${leaving.id}`)}
          /* translators: %s: name of a discount. */
          onDeleted={() => leave(sprintf(__('The discount “%s” is gone.', 'coop-credentials'), leaving.name))}
        />
      )}
    </section>
  );
}
