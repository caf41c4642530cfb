import { TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { send } from '../api.js';
import { Action } from '../parts/action.js';
import { Done, Failure } from '../parts/answers.js';
import { useDeed } from '../parts/use-deed.js';
import { start } from '../start.js';

/** Whom visitors can ask who could not get in. */
export function ContactField() {
  const [contact, setContact] = useState(start.contact ?? '');
  const [isSaved, setIsSaved] = useState(false);
  const [run, { isBusy, error }] = useDeed();

  const save = async (event) => {
    event.preventDefault();
    setIsSaved(false);
    const stored = await run(() => send('POST', '/admin/contact', { contact: contact.trim() }));
    if (stored) {
      start.contact = stored.contact;
      setIsSaved(true);
    }
  };

  return (
    <form onSubmit={save} className="coop-admin__narrow">
      <TextControl
        __nextHasNoMarginBottom
        __next40pxDefaultSize
        label={__('E-mail address, or address of a page', 'coop-credentials')}
        help={__('Everybody can see it: it is offered to members who could not get in. May be empty.', 'coop-credentials')}
        value={contact}
        onChange={(value) => {
          setContact(value);
          setIsSaved(false);
        }}
      />
      <Failure error={error} />
      <Done>{isSaved && __('Saved.', 'coop-credentials')}</Done>
      <Action type="submit" isBusy={isBusy}>
        {__('Save', 'coop-credentials')}
      </Action>
    </form>
  );
}
