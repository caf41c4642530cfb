import { Button, SelectControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { get, send } from '../api.js';
import { go } from '../location.js';
import { Action } from '../parts/action.js';
import { Done, Empty, Failure, Loading } from '../parts/answers.js';
import { Heading } from '../parts/heading.js';
import { Pages } from '../parts/pages.js';
import { Moment } from '../parts/say-time.js';
import { useDeed } from '../parts/use-deed.js';
import { useLoad } from '../parts/use-load.js';
import { restUrl } from '../start.js';
import { EndAdmission } from './end-admission.js';
import { states } from './states.js';

const PER_PAGE = 20;

/** Who was let in where: why, by whom, until when; each can be ended, all can be had as a table. */
export function Admissions({ query }) {
  const { policy = '', state = '' } = query;
  const page = Math.max(1, Number(query.paged) || 1);
  const names = states();
  const [ending, setEnding] = useState();
  const [said, setSaid] = useState('');
  const gates = useLoad(async () => (await get('/admin/gates')).gates, []);
  const { data, error, isLoading, reload } = useLoad(() => {
    const asked = new URLSearchParams({ page, ...(policy && { policy }), ...(state && { state }) });
    return get(`/admin/grants?${asked}`);
  }, [page, policy, state]);
  const filter = (change) => go('admissions', { policy, state, ...change });
  const [runLift, lifting] = useDeed();
  const say = (words) => {
    setEnding(undefined);
    setSaid(words);
    reload();
  };
  const ended = (staysOut) =>
    say(
      staysOut
        ? __('Ended. Whoever it was is kept out of this gate until you let them in again.', 'coop-credentials')
        : __('Ended. Whoever it was has to show a membership again.', 'coop-credentials'),
    );
  const lift = async ({ id }) => {
    const reason = __('May come in again', 'coop-credentials');
    if (await runLift(() => send('POST', `/admin/grants/${id}/end`, { reason, stayOut: false }))) {
      say(__('They may come in again, once they show their membership.', 'coop-credentials'));
    }
  };
  const isFiltered = policy !== '' || state !== '';

  return (
    <section>
      <div className="coop-admin__top">
        <Heading>{__('Who was let in', 'coop-credentials')}</Heading>
        {data?.total > 0 && (
          <Button variant="secondary" href={restUrl('/admin/grants.csv', { ...(policy && { policy }), ...(state && { state }) })}>
            {__('Download as a table (CSV)', 'coop-credentials')}
          </Button>
        )}
      </div>
      <p className="coop-admin__quiet">
        {__(
          'This site knows no names: it keeps a pseudonym that only it has, which co-op vouched, and until when.',
          'coop-credentials',
        )}
      </p>
      <div className="coop-admin__filters">
        <SelectControl
          __nextHasNoMarginBottom
          __next40pxDefaultSize
          label={__('Gate', 'coop-credentials')}
          value={policy}
          options={[
            { value: '', label: __('All gates', 'coop-credentials') },
            ...(gates.data ?? []).map((gate) => ({ value: gate.policy, label: gate.name || gate.policy })),
            ...(policy && gates.data && !gates.data.some((gate) => gate.policy === policy) ? [{ value: policy, label: policy }] : []),
          ]}
          onChange={(value) => filter({ policy: value })}
        />
        <SelectControl
          __nextHasNoMarginBottom
          __next40pxDefaultSize
          label={__('State', 'coop-credentials')}
          value={state}
          options={[
            { value: '', label: __('All', 'coop-credentials') },
            ...Object.entries(names).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(value) => filter({ state: value })}
        />
      </div>
      <Done>{said}</Done>
      <Failure error={error} onRetry={reload} />
      <Failure error={lifting.error} />
      {!data && isLoading && <Loading />}
      {data?.total === 0 && (
        <Empty
          title={isFiltered ? __('Nobody like that', 'coop-credentials') : __('Nobody yet', 'coop-credentials')}
          action={
            isFiltered && (
              <Button variant="secondary" onClick={() => go('admissions')}>
                {__('Show all', 'coop-credentials')}
              </Button>
            )
          }
        >
          {isFiltered
            ? __('No admission fits what you chose above.', 'coop-credentials')
            : __('As soon as a member has shown their membership at one of your gates, it stands here.', 'coop-credentials')}
        </Empty>
      )}
      {data?.total > 0 && (
        <>
          <table className="widefat striped coop-admin__table" aria-busy={isLoading}>
            <thead>
              <tr>
                <th scope="col">{__('Gate', 'coop-credentials')}</th>
                <th scope="col">{__('Why', 'coop-credentials')}</th>
                <th scope="col">{__('Who', 'coop-credentials')}</th>
                <th scope="col">{__('Since', 'coop-credentials')}</th>
                <th scope="col">{__('Until', 'coop-credentials')}</th>
                <th scope="col">{__('State', 'coop-credentials')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {data.grants.map((grant) => (
                <Row key={grant.id} grant={grant} names={names} onEnd={() => setEnding(grant)} onLift={() => lift(grant)} isBusy={lifting.isBusy} />
              ))}
            </tbody>
          </table>
          <Pages
            page={page}
            perPage={data.perPage ?? PER_PAGE}
            total={data.total}
            isBusy={isLoading}
            onChange={(paged) => filter({ paged: String(paged) })}
          />
        </>
      )}
      {ending && <EndAdmission grant={ending} onLeave={() => setEnding(undefined)} onEnded={ended} />}
    </section>
  );
}

function Row({ grant, names, onEnd, onLift, isBusy }) {
  const { gateName, policy, issuerName, issuer, reason, holder, isAccount, grantedAt, expiresAt, state } = grant;
  return (
    <tr>
      <th scope="row" data-label={__('Gate', 'coop-credentials')}>
        {gateName || policy}
      </th>
      <td data-label={__('Why', 'coop-credentials')}>
        {issuerName || issuer}
        {reason && reason !== issuerName && <span className="coop-admin__quiet">{reason}</span>}
      </td>
      <td data-label={__('Who', 'coop-credentials')}>
        <code title={holder}>{holder.slice(0, 10)}</code>
        <span className="coop-admin__quiet">
          {isAccount ? __('with an account here', 'coop-credentials') : __('without an account', 'coop-credentials')}
        </span>
      </td>
      <td data-label={__('Since', 'coop-credentials')}>
        <Moment at={grantedAt} />
      </td>
      <td data-label={__('Until', 'coop-credentials')}>
        <Moment at={expiresAt} />
      </td>
      <td data-label={__('State', 'coop-credentials')}>
        <span className={`coop-admin__state is-${state}`}>{names[state] ?? state}</span>
      </td>
      <td className="coop-admin__deed">
        {state === 'live' && (
          <Button variant="tertiary" isDestructive onClick={onEnd}>
            {__('End it', 'coop-credentials')}
          </Button>
        )}
        {state === 'banned' && (
          <Action variant="tertiary" isBusy={isBusy} onClick={onLift}>
            {__('Let them in again', 'coop-credentials')}
          </Action>
        )}
      </td>
    </tr>
  );
}
