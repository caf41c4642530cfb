import { SelectControl, TextControl } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { get } from '../api.js';
import { isAmong } from '../gates/gate-form.ts';
import { Failure, Loading } from '../parts/answers.js';
import { Pages } from '../parts/pages.js';
import { useLoad } from '../parts/use-load.js';
import { CoopRow } from './coop-row.js';
import { standings } from './standings.js';

const PATIENCE = 300;

/** Whom a federation recognises: searched and turned over at the service, so a list of any length does. */
export function ListBrowser({ list, title, denied, canDeny, onDeny, onWelcome }) {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState({ search: '', state: '', page: 1 });
  useEffect(() => {
    const timer = setTimeout(
      () => setAsked((before) => (before.search === typed.trim() ? before : { ...before, search: typed.trim(), page: 1 })),
      PATIENCE,
    );
    return () => clearTimeout(timer);
  }, [typed]);

  const { data, error, isLoading, reload } = useLoad(
    () => get(`/admin/lists/${encodeURIComponent(list)}?${new URLSearchParams(asked)}`),
    [list, asked],
  );

  return (
    <div
      role="group"
      className="coop-admin__browser"
      aria-label={
        /* translators: %s: name of a federation. */
        sprintf(__('Co-ops on the list of %s', 'coop-credentials'), title)
      }
    >
      <div className="coop-admin__filters">
        <TextControl
          __nextHasNoMarginBottom
          __next40pxDefaultSize
          type="search"
          label={__('Find a co-op', 'coop-credentials')}
          help={__('By its name, web address or register number.', 'coop-credentials')}
          value={typed}
          maxLength={200}
          onChange={setTyped}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
        <SelectControl
          __nextHasNoMarginBottom
          __next40pxDefaultSize
          label={__('Standing', 'coop-credentials')}
          value={asked.state}
          options={[
            { value: '', label: __('Any', 'coop-credentials') },
            ...Object.entries(standings()).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(state) => setAsked((before) => ({ ...before, state, page: 1 }))}
        />
      </div>
      <Failure error={error} onRetry={reload} />
      {!data && isLoading && <Loading />}
      {data && (
        <>
          <p role="status" className="coop-admin__quiet">
            {data.total === 0
              ? __('Nobody on this list fits.', 'coop-credentials')
              : sprintf(
                  /* translators: %d: number of co-ops. */
                  _n('%d co-op', '%d co-ops', data.total, 'coop-credentials'),
                  data.total,
                )}
          </p>
          <ul className="coop-admin__listed" aria-busy={isLoading}>
            {data.coops.map((coop) => (
              <CoopRow
                key={coop.id}
                coop={coop}
                isDenied={isAmong(denied, coop)}
                canDeny={canDeny}
                onDeny={onDeny}
                onWelcome={onWelcome}
              />
            ))}
          </ul>
          <Pages
            page={data.page}
            perPage={data.perPage}
            total={data.total}
            isBusy={isLoading}
            back={__('Back', 'coop-credentials')}
            onward={__('Go on', 'coop-credentials')}
            onChange={(page) => setAsked((before) => ({ ...before, page }))}
          />
        </>
      )}
    </div>
  );
}
