import { ToggleControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { send } from '../api.js';
import { Done, Failure } from '../parts/answers.js';
import { useDeed } from '../parts/use-deed.js';
import { start } from '../start.js';

/** Whether the public page names whom gates leave out of a federation’s list. */
export function PublicPageField() {
  const [names, setNames] = useState(start.namesDenied === true);
  const [isSaved, setIsSaved] = useState(false);
  const [run, { error }] = useDeed();

  const save = async (wanted) => {
    setIsSaved(false);
    const stored = await run(() => send('POST', '/admin/public-page', { namesDenied: wanted }));
    if (stored) {
      start.namesDenied = stored.namesDenied;
      setNames(stored.namesDenied);
      setIsSaved(true);
    }
  };

  return (
    <>
      <ToggleControl
        __nextHasNoMarginBottom
        label={__('Name who is not welcome, with the reason', 'coop-credentials')}
        help={__(
          'Co-ops that you left out of a federation’s list, on pages with the block “Whose members we welcome”. Everybody reads it.',
          'coop-credentials',
        )}
        checked={names}
        onChange={save}
      />
      <Failure error={error} />
      <Done>{isSaved && __('Saved.', 'coop-credentials')}</Done>
    </>
  );
}
