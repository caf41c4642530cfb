import { __ } from '@wordpress/i18n';
import { get } from '../api.js';
import { go } from '../location.js';
import { Empty, Failure, Loading } from '../parts/answers.js';
import { Heading } from '../parts/heading.js';
import { Pages } from '../parts/pages.js';
import { Moment } from '../parts/say-time.js';
import { useLoad } from '../parts/use-load.js';
import { kinds, states } from './states.js';

const PER_PAGE = 50;

/** What happened at the gates, newest first; nothing in it can be changed. */
export function Log({ query }) {
  const page = Math.max(1, Number(query.paged) || 1);
  const { data, error, isLoading, reload } = useLoad(() => get(`/admin/events?page=${page}`), [page]);
  const kindNames = kinds();
  const stateNames = states();

  return (
    <section>
      <Heading>{__('Log', 'coop-credentials')}</Heading>
      <Failure error={error} onRetry={reload} />
      {!data && isLoading && <Loading />}
      {data?.total === 0 && (
        <Empty title={__('Nothing happened yet', 'coop-credentials')}>
          {__('Who is let in, who leaves and what you end stands here, with the reason.', 'coop-credentials')}
        </Empty>
      )}
      {data?.total > 0 && (
        <>
          <table className="widefat striped coop-admin__table" aria-busy={isLoading}>
            <thead>
              <tr>
                <th scope="col">{__('When', 'coop-credentials')}</th>
                <th scope="col">{__('What', 'coop-credentials')}</th>
                <th scope="col">{__('Gate', 'coop-credentials')}</th>
                <th scope="col">{__('Who', 'coop-credentials')}</th>
                <th scope="col">{__('By', 'coop-credentials')}</th>
              </tr>
            </thead>
            <tbody>
              {data.events.map((event) => (
                <tr key={event.id}>
                  <th scope="row" data-label={__('When', 'coop-credentials')}>
                    <Moment at={event.at} />
                  </th>
                  <td data-label={__('What', 'coop-credentials')}>
                    {kindNames[event.kind] ?? event.kind}
                    {event.detail && (
                      <span className="coop-admin__quiet">{stateNames[event.detail] ?? event.detail}</span>
                    )}
                  </td>
                  <td data-label={__('Gate', 'coop-credentials')}>{event.gateName || event.policy || '–'}</td>
                  <td data-label={__('Who', 'coop-credentials')}>
                    {event.holder ? <code title={event.holder}>{event.holder.slice(0, 10)}</code> : '–'}
                  </td>
                  <td data-label={__('By', 'coop-credentials')}>
                    {event.actorName || __('by itself', 'coop-credentials')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Pages
            page={page}
            perPage={data.perPage ?? PER_PAGE}
            total={data.total}
            isBusy={isLoading}
            onChange={(paged) => go('log', { paged: String(paged) })}
          />
        </>
      )}
    </section>
  );
}
