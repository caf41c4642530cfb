import { __ } from '@wordpress/i18n';

/** Every state of an admission, as people say it. */
export const states = () => ({
  live: __('In', 'coop-credentials'),
  expired: __('Time is over', 'coop-credentials'),
  revoked: __('Membership taken back by the co-op', 'coop-credentials'),
  suspended: __('Membership paused by the co-op', 'coop-credentials'),
  unrecognised: __('Co-op no longer welcome', 'coop-credentials'),
  policy_changed: __('The gate’s rule changed', 'coop-credentials'),
  unreachable: __('Could not be checked any more', 'coop-credentials'),
  ended: __('Ended here by hand', 'coop-credentials'),
  banned: __('Kept out', 'coop-credentials'),
  forgotten: __('Forgotten at the service', 'coop-credentials'),
});

/** Every kind of entry in the log. */
export const kinds = () => ({
  granted: __('Let in', 'coop-credentials'),
  ended: __('Ended', 'coop-credentials'),
  changed: __('Changed', 'coop-credentials'),
  moved: __('Moved to an account', 'coop-credentials'),
  dropped: __('Left by themselves', 'coop-credentials'),
  refused: __('Not let in', 'coop-credentials'),
});
