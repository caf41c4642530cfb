import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { get } from '../api.js';
import { addressOf, go, ViewLink } from '../location.js';
import { Done, Empty, Failure, Loading } from '../parts/answers.js';
import { Heading } from '../parts/heading.js';
import { useLoad } from '../parts/use-load.js';
import { DeleteGate } from './delete-gate.js';

/** All gates of this site: what is behind, who may enter, where they stand. */
export function GateList({ done }) {
  const { data, error, isLoading, reload } = useLoad(async () => (await get('/admin/gates')).gates, []);
  const [leaving, setLeaving] = useState();
  const [said, setSaid] = useState(
    done === 'saved' ? __('Saved. What changed counts from now on.', 'coop-credentials') : '',
  );

  const deleted = ({ name }) => {
    setLeaving(undefined);
    /* translators: %s: name of a gate. */
    setSaid(sprintf(__('The gate “%s” is gone.', 'coop-credentials'), name));
    reload();
  };

  return (
    <>
      <div className="coop-admin__top">
        <Heading takesFocus={done !== undefined}>{__('Gates', 'coop-credentials')}</Heading>
        {data?.length > 0 && (
          <Button variant="primary" onClick={() => go('gates', { gate: 'new' })}>
            {__('Make a gate', 'coop-credentials')}
          </Button>
        )}
      </div>
      <Done>{said}</Done>
      <Failure error={error} onRetry={reload} />
      {!data && isLoading && <Loading />}
      {data?.length === 0 && (
        <Empty
          title={__('No gate yet', 'coop-credentials')}
          action={
            <Button variant="primary" onClick={() => go('gates', { gate: 'new' })}>
              {__('Make a gate', 'coop-credentials')}
            </Button>
          }
        >
          {__(
            'A gate says whose members may enter and for how long. You put it around a part of a page, or around a whole page.',
            'coop-credentials',
          )}
        </Empty>
      )}
      {data?.length > 0 && (
        <ul className="coop-admin__list" aria-busy={isLoading}>
          {data.map((gate) => (
            <li key={gate.policy} className="coop-admin__card">
              <Gate gate={gate} onDelete={() => setLeaving(gate)} />
            </li>
          ))}
        </ul>
      )}
      {leaving && <DeleteGate gate={leaving} onLeave={() => setLeaving(undefined)} onDeleted={() => deleted(leaving)} />}
    </>
  );
}

function Gate({ gate, onDelete }) {
  const { policy, name, summary } = gate;
  return (
    <>
      <h3>
        <ViewLink view="gates" query={{ gate: policy }}>
          {name || policy}
        </ViewLink>
      </h3>
      {summary && <p>{summary}</p>}
      <UsedIn gate={gate} />
      <div className="coop-admin__buttons">
        <Button variant="secondary" href={addressOf('gates', { gate: policy })} aria-label={labelled(/* translators: %s: name of a gate. */ __('Change %s', 'coop-credentials'), gate)}>
          {__('Change', 'coop-credentials')}
        </Button>
        <Button
          variant="secondary"
          href={addressOf('gates', { gate: policy, try: '1' })}
          aria-label={labelled(/* translators: %s: name of a gate. */ __('Try it: %s', 'coop-credentials'), gate)}
        >
          {__('Try it', 'coop-credentials')}
        </Button>
        <Button
          variant="secondary"
          href={addressOf('admissions', { policy })}
          aria-label={labelled(/* translators: %s: name of a gate. */ __('Who was let in at %s', 'coop-credentials'), gate)}
        >
          {__('Who was let in', 'coop-credentials')}
        </Button>
        <Button variant="tertiary" isDestructive onClick={onDelete} aria-label={labelled(/* translators: %s: name of a gate. */ __('Delete %s', 'coop-credentials'), gate)}>
          {__('Delete', 'coop-credentials')}
        </Button>
      </div>
    </>
  );
}

const labelled = (text, { name, policy }) => sprintf(text, name || policy);

/** The pages and posts with this gate. */
export function UsedIn({ gate }) {
  const { usedIn = [] } = gate;
  if (usedIn.length === 0) {
    return <p className="coop-admin__quiet">{__('Stands nowhere yet.', 'coop-credentials')}</p>;
  }
  return (
    <p className="coop-admin__quiet">
      {__('Stands in:', 'coop-credentials')}{' '}
      {usedIn.map(({ title, editUrl }, index) => (
        <span key={`${editUrl} ${title}`}>
          {index > 0 && ', '}
          {editUrl ? <a href={editUrl}>{title || __('(no title)', 'coop-credentials')}</a> : title}
        </span>
      ))}
    </p>
  );
}
