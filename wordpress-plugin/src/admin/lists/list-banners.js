import { Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { get } from '../api.js';
import { useLoad } from '../parts/use-load.js';

/** Above every view: what is wrong with a federation’s list that a gate counts on. Nothing while all are fresh. */
export function ListBanners({ view }) {
  const { data } = useLoad(async () => (await get('/admin/banners')).faults, [view]);
  if (!data?.length) {
    return null;
  }
  return (
    <section aria-label={__('Federations’ lists', 'coop-credentials')}>
      {data.map(({ id, state, title, cure }) => (
        <Notice key={id} status={state === 'bad' ? 'error' : 'warning'} isDismissible={false} spokenMessage="">
          <p>
            <strong>{title}</strong>
          </p>
          {cure && <p>{cure}</p>}
        </Notice>
      ))}
    </section>
  );
}
