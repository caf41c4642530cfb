import { Button, CheckboxControl, Modal, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { send } from '../api.js';
import { Action } from '../parts/action.js';
import { Failure } from '../parts/answers.js';
import { useDeed } from '../parts/use-deed.js';

/** Ends one admission by hand, with a reason for the log. */
export function EndAdmission({ grant, onLeave, onEnded }) {
  const [reason, setReason] = useState('');
  const [staysOut, setStaysOut] = useState(false);
  const [run, { isBusy, error }] = useDeed();
  const end = async (event) => {
    event.preventDefault();
    if (reason.trim() !== '' && (await run(() => send('POST', `/admin/grants/${grant.id}/end`, { reason: reason.trim(), stayOut: staysOut })))) {
      onEnded(staysOut);
    }
  };
  return (
    <Modal title={__('End this admission?', 'coop-credentials')} onRequestClose={onLeave} size="medium" className="coop-admin__modal">
      <form onSubmit={end}>
        <p>
          {__(
            'Whoever it is loses at once what it opened. Without more they can show their membership again, as long as it is good.',
            'coop-credentials',
          )}
        </p>
        <TextControl
          __nextHasNoMarginBottom
          __next40pxDefaultSize
          label={__('Why (for the log)', 'coop-credentials')}
          value={reason}
          maxLength={300}
          onChange={setReason}
        />
        <CheckboxControl
          __nextHasNoMarginBottom
          label={__('Keep them out of this gate', 'coop-credentials')}
          help={__('The same person is not let in again here.', 'coop-credentials')}
          checked={staysOut}
          onChange={setStaysOut}
        />
        <Failure error={error} />
        <div className="coop-admin__buttons">
          <Action type="submit" variant="primary" isDestructive isBusy={isBusy} isOff={reason.trim() === ''}>
            {__('End it', 'coop-credentials')}
          </Action>
          <Button variant="tertiary" onClick={onLeave}>
            {__('Leave it', 'coop-credentials')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
