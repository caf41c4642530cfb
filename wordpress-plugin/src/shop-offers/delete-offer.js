import { Button, Modal } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { Action } from '../admin/parts/action.js';
import { Failure } from '../admin/parts/answers.js';
import { useDeed } from '../admin/parts/use-deed.js';

/** Asks before a discount goes. */
export function DeleteOffer({ offer, remove, onLeave, onDeleted }) {
  const [run, { isBusy, error }] = useDeed();
  return (
    <Modal
      /* translators: %s: name of a discount. */
      title={sprintf(__('Delete the discount “%s”?', 'coop-credentials'), offer.name)}
      onRequestClose={onLeave}
      size="medium"
      className="coop-admin__modal"
    >
      <p>{__('It goes from every basket. Orders that have it keep it.', 'coop-credentials')}</p>
      <Failure error={error} />
      <div className="coop-admin__buttons">
        <Action
          variant="primary"
          isDestructive
          isBusy={isBusy}
          onClick={async () => (await run(remove)) && onDeleted()}
        >
          {__('Delete it', 'coop-credentials')}
        </Action>
        <Button variant="tertiary" onClick={onLeave}>
          {__('Keep it', 'coop-credentials')}
        </Button>
      </div>
    </Modal>
  );
}
