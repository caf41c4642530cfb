import { addFilter } from '@wordpress/hooks';
import { __ } from '@wordpress/i18n';
import { Offers } from './offers.js';

addFilter('coopCredentials.views', 'coop-credentials/shop', (views) => [
  ...views,
  { name: 'offers', title: __('Discounts', 'coop-credentials'), View: Offers, order: 30 },
]);
