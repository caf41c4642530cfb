import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { get } from '../api.js';
import { saveGate, withPurpose } from '../gates/save-gate.js';
import { Summary } from '../gates/summary.js';
import { useCheck } from '../gates/use-check.js';
import { Action } from '../parts/action.js';
import { Failure } from '../parts/answers.js';
import { useDeed } from '../parts/use-deed.js';

/** The sentence that sums it up, and the one button that makes it so. */
export function MakeStep({ draft, onMade, onChange }) {
  const check = useCheck(withPurpose(draft));
  const [run, { isBusy, error }] = useDeed();
  const isReady = check.isFresh && check.answer?.valid;

  const make = async () => {
    const made = await run(async () =>
      saveGate(
        draft,
        (await get('/admin/gates')).gates.map(({ policy }) => policy),
      ),
    );
    if (made) {
      onMade(made);
    }
  };

  return (
    <>
      <Summary check={check} />
      <Failure error={error} />
      <div className="coop-admin__buttons">
        <Action variant="primary" isBusy={isBusy} isOff={!isReady} onClick={make}>
          {__('Yes, make this gate', 'coop-credentials')}
        </Action>
        <Button variant="tertiary" onClick={onChange}>
          {__('Change something', 'coop-credentials')}
        </Button>
      </div>
    </>
  );
}
