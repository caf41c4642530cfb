import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { get } from '../api.js';
import { Action } from '../parts/action.js';
import { Failure, Loading } from '../parts/answers.js';
import { useLoad } from '../parts/use-load.js';

const PACE = 180;

/** How many of the checks to show: one after the other, or all where nothing should move. */
function useOneByOne(checks) {
  const [shown, setShown] = useState(0);
  useEffect(() => setShown(window.matchMedia('(prefers-reduced-motion: reduce)').matches ? Infinity : 0), [checks]);
  useEffect(() => {
    if (!checks || shown >= checks.length) {
      return undefined;
    }
    const timer = setTimeout(() => setShown((before) => before + 1), PACE);
    return () => clearTimeout(timer);
  }, [checks, shown]);
  return shown;
}

/** The checks of the connection: each good, to be looked at, or bad with its cure; and a button to look again. */
export function SelfTest({ onResult }) {
  const { data, error, isLoading, reload } = useLoad(async () => (await get('/admin/self-test')).checks, []);
  const shown = useOneByOne(data);
  const isOver = data !== undefined && shown >= data.length;
  const bad = data?.filter(({ state }) => state === 'bad').length ?? 0;

  useEffect(() => {
    if (isOver && !isLoading) {
      onResult?.(bad === 0);
    }
  }, [isOver, isLoading, bad]); // eslint-disable-line react-hooks/exhaustive-deps -- Told once a result.

  return (
    <div className="coop-admin__self-test">
      {!data && !error && <Loading>{__('Looking…', 'coop-credentials')}</Loading>}
      <Failure error={error} />
      {data && (
        <>
          <p role="status">
            {isOver && !isLoading && bad === 0 && __('Everything that is needed works.', 'coop-credentials')}
            {isOver && !isLoading && bad > 0 && __('Something does not work yet. What to do stands beside it.', 'coop-credentials')}
          </p>
          <ul className="coop-admin__checks" aria-busy={isLoading || !isOver}>
            {data.slice(0, shown).map((check) => (
              <Check key={check.id} check={check} />
            ))}
          </ul>
        </>
      )}
      <Action isBusy={isLoading} onClick={reload}>
        {__('Look again', 'coop-credentials')}
      </Action>
    </div>
  );
}

function Check({ check }) {
  const { state, title, detail, cure } = check;
  const words = {
    good: __('Good:', 'coop-credentials'),
    warning: __('Have a look:', 'coop-credentials'),
    bad: __('Does not work:', 'coop-credentials'),
  };
  const icons = { good: 'yes-alt', warning: 'warning', bad: 'dismiss' };
  return (
    <li className={`coop-admin__check is-${state}`}>
      <span className={`dashicons dashicons-${icons[state] ?? 'marker'}`} aria-hidden="true" />
      <div>
        <p className="coop-admin__check-title">
          <span className="screen-reader-text">{words[state]} </span>
          {title}
        </p>
        {detail && <p className="coop-admin__quiet">{detail}</p>}
        {cure && state !== 'good' && <p>{cure}</p>}
      </div>
    </li>
  );
}
