import { __ } from '@wordpress/i18n';

/** How a co-op may stand with a federation, by the words of the service. */
export const standings = () => ({
  active: __('Recognised', 'coop-credentials'),
  upcoming: __('Not yet recognised', 'coop-credentials'),
  suspended: __('Suspended', 'coop-credentials'),
  ended: __('Not recognised any more', 'coop-credentials'),
  compromised: __('Not accepted for now', 'coop-credentials'),
});
