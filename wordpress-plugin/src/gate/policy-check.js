import apiFetch from '@wordpress/api-fetch';
import { Button, Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

/** Asks the service, on a click, whether it has the rule and what the rule is for. */
export function PolicyCheck({ policy }) {
  const [answer, setAnswer] = useState(null);
  const [isBusy, setIsBusy] = useState(false);

  const check = async () => {
    setIsBusy(true);
    try {
      const { found, text } = await apiFetch({
        path: `/coop-credentials/v1/policies/${encodeURIComponent(policy)}`,
      });
      setAnswer({ policy, status: found ? 'success' : 'error', text });
    } catch (error) {
      setAnswer({ policy, status: 'error', text: error.message });
    }
    setIsBusy(false);
  };

  return (
    <>
      <Button
        variant="secondary"
        onClick={check}
        isBusy={isBusy}
        disabled={isBusy || policy === ''}
        __experimentalIsFocusable
      >
        {__('Look whether it is there', 'coop-credentials')}
      </Button>
      <div aria-live="polite" className="coop-gate__answer">
        {answer?.policy === policy && (
          <Notice status={answer.status} isDismissible={false}>
            {answer.text}
          </Notice>
        )}
      </div>
    </>
  );
}
