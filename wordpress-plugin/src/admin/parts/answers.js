import { Button, Notice, Spinner } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { saidBy } from '../api.js';

/** Nothing for the first moment, then that something is on its way. */
export function Loading({ children = __('Loading…', 'coop-credentials') }) {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), 400);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="coop-admin__loading" role="status">
      {isLong && (
        <>
          <Spinner />
          {children}
        </>
      )}
    </div>
  );
}

/** What went wrong, what to do, and a way to try again. */
export function Failure({ error, onRetry }) {
  if (!error) {
    return null;
  }
  return (
    <div role="alert" className="coop-admin__failure">
      <Notice status="error" isDismissible={false} spokenMessage="" politeness="polite">
        <p>
          {saidBy(error)}
          {error.code && (
            <small className="coop-admin__code">
              {' '}
              {
                /* translators: %s: the name of a fault, for whoever helps. */
                sprintf(__('(code: %s)', 'coop-credentials'), error.code)
              }
            </small>
          )}
        </p>
      </Notice>
      {onRetry && (
        <Button variant="secondary" onClick={onRetry}>
          {__('Try again', 'coop-credentials')}
        </Button>
      )}
    </div>
  );
}

/** A list without anything in it says what it is for, and what comes first. */
export function Empty({ title, children, action }) {
  return (
    <div className="coop-admin__empty">
      <h3>{title}</h3>
      <p>{children}</p>
      {action}
    </div>
  );
}

/** What was done, said once to everybody. */
export function Done({ children }) {
  return (
    <div role="status">
      {children && (
        <Notice status="success" isDismissible={false} spokenMessage="">
          {children}
        </Notice>
      )}
    </div>
  );
}
