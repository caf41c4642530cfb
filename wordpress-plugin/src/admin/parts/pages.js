import { __, sprintf } from '@wordpress/i18n';
import { Action } from './action.js';

/** Back and forth through a long list. */
export function Pages({
  page,
  perPage,
  total,
  isBusy,
  onChange,
  back = __('Newer', 'coop-credentials'),
  onward = __('Older', 'coop-credentials'),
}) {
  const last = Math.max(1, Math.ceil(total / perPage));
  if (last === 1) {
    return null;
  }
  return (
    <nav className="coop-admin__pages" aria-label={__('Pages of the list', 'coop-credentials')}>
      <Action isBusy={isBusy} isOff={page <= 1} onClick={() => onChange(page - 1)}>
        {back}
      </Action>
      <span aria-live="polite">
        {
          /* translators: 1: number of the page, 2: number of pages. */
          sprintf(__('Page %1$d of %2$d', 'coop-credentials'), page, last)
        }
      </span>
      <Action isBusy={isBusy} isOff={page >= last} onClick={() => onChange(page + 1)}>
        {onward}
      </Action>
    </nav>
  );
}
