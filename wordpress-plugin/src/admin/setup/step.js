import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { Heading } from '../parts/heading.js';

/** One step: its title always, its inside while it is its turn, what came of it once it is done. */
export function Step({ title, state, said, takesFocus, onOpen, again, children }) {
  return (
    <li className={`coop-admin__step is-${state}`} aria-current={state === 'current' ? 'step' : undefined}>
      <div className="coop-admin__step-head">
        <Heading level={3} takesFocus={takesFocus && state === 'current'}>
          {title}
          {state === 'done' && <span className="screen-reader-text"> {__('(done)', 'coop-credentials')}</span>}
        </Heading>
        {state === 'done' && (
          <Button
            variant="tertiary"
            onClick={onOpen}
            aria-label={sprintf('%1$s: %2$s', again ?? __('Change', 'coop-credentials'), title)}
          >
            {again ?? __('Change', 'coop-credentials')}
          </Button>
        )}
      </div>
      {state === 'done' && said && <p className="coop-admin__quiet">{said}</p>}
      {state === 'current' && children}
    </li>
  );
}
