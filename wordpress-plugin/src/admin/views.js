import { applyFilters } from '@wordpress/hooks';
import { __ } from '@wordpress/i18n';
import { Admissions } from './admissions/admissions.js';
import { Log } from './admissions/log.js';
import { Connection } from './connection/connection.js';
import { Gates } from './gates/gates.js';
import { Setup } from './setup/setup.js';

/**
 * The views of the page, in the order of the tabs: `{ name, title, View, order }`. `View` gets `{ query }`, what the
 * address says besides the view's name.
 *
 * Another script of ours adds one by the filter `coopCredentials.views`, loaded after this page's script is registered
 * and before the document is ready: `addFilter( 'coopCredentials.views', 'my/shop', ( views ) => [ ...views, mine ] )`.
 */
export function views() {
  return applyFilters('coopCredentials.views', [
    { name: 'setup', title: __('Set up', 'coop-credentials'), View: Setup, order: 10 },
    { name: 'gates', title: __('Gates', 'coop-credentials'), View: Gates, order: 20 },
    { name: 'admissions', title: __('Who was let in', 'coop-credentials'), View: Admissions, order: 40 },
    { name: 'log', title: __('Log', 'coop-credentials'), View: Log, order: 50 },
    { name: 'connection', title: __('Connection', 'coop-credentials'), View: Connection, order: 60 },
  ]).sort((one, other) => one.order - other.order);
}
