/* global wc, wp */
import './panel.css';
import { Panel } from './panel.js';

const SPACE = 'coop-credentials';
const { ExperimentalDiscountsMeta, registerCheckoutFilters } = wc.blocksCheckout;

const offersOf = (extensions) => extensions?.[SPACE]?.offers ?? [];

/** WooCommerce gives the basket's `extensions` to what fills the slot. */
const Fill = ({ extensions }) => <Panel offers={offersOf(extensions)} />;

// The slot is experimental: without it the discount still stands in the totals by its name.
if (ExperimentalDiscountsMeta) {
  wp.plugins.registerPlugin(SPACE, {
    scope: 'woocommerce-checkout',
    render: () => (
      <ExperimentalDiscountsMeta>
        <Fill />
      </ExperimentalDiscountsMeta>
    ),
  });
}

// This filter is given no extensions.
const basketOffers = () => offersOf(wp.data.select('wc/store/cart').getCartData().extensions);

registerCheckoutFilters(SPACE, {
  coupons: (coupons) => {
    const offers = basketOffers();
    return coupons.map((coupon) => ({
      ...coupon,
      label: offers.find(({ code }) => code === coupon.code)?.name ?? coupon.label,
    }));
  },
});
