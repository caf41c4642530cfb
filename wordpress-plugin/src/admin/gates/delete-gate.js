import { Button, Modal } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { gatePath, send } from '../api.js';
import { Action } from '../parts/action.js';
import { Failure } from '../parts/answers.js';
import { useDeed } from '../parts/use-deed.js';
import { UsedIn } from './gate-list.js';

/** Asks before a gate goes, and says what becomes of the pages with it. */
export function DeleteGate({ gate, onLeave, onDeleted }) {
  const [run, { isBusy, error }] = useDeed();
  const stands = (gate.usedIn ?? []).length > 0;
  const remove = async () => {
    if (await run(() => send('DELETE', gatePath(gate.policy)))) {
      onDeleted();
    }
  };
  return (
    <Modal
      /* translators: %s: name of a gate. */
      title={sprintf(__('Delete the gate “%s”?', 'coop-credentials'), gate.name || gate.policy)}
      onRequestClose={onLeave}
      size="medium" className="coop-admin__modal"
    >
      <p>
        {stands
          ? __(
              'It still stands on pages. Take it away there first, or choose another gate there: then nothing is shown or closed by mistake.',
              'coop-credentials',
            )
          : __('Whoever was let in by it is out at once.', 'coop-credentials')}
      </p>
      <UsedIn gate={gate} />
      <Failure error={error} />
      <div className="coop-admin__buttons">
        {!stands && (
          <Action variant="primary" isDestructive isBusy={isBusy} onClick={remove}>
            {__('Delete it', 'coop-credentials')}
          </Action>
        )}
        <Button variant="tertiary" onClick={onLeave}>
          {__('Keep it', 'coop-credentials')}
        </Button>
      </div>
    </Modal>
  );
}
