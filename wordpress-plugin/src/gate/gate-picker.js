import { SelectControl, Spinner, TextControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { isRuleName } from './rule-name.js';
import { useGates } from './use-gates.js';

/** A gate of this site, with what it means; where the list cannot be had, its short name can be typed. */
export function GatePicker({ policy, onChange, label, none, hideSummary = false }) {
  const gates = useGates();

  if (gates === undefined) {
    return <Spinner />;
  }
  if (gates === null) {
    return <TypedGate policy={policy} onChange={onChange} label={label} />;
  }

  const chosen = gates.find((gate) => gate.policy === policy);
  const options = gates.map((gate) => ({ value: gate.policy, label: gate.name || gate.policy }));
  const unknown = {
    value: policy,
    label: sprintf(
      /* translators: %s: short name of a gate. */ __('%s (not a gate of this site)', 'coop-credentials'),
      policy,
    ),
  };

  return (
    <>
      <SelectControl
        __nextHasNoMarginBottom
        __next40pxDefaultSize
        label={label}
        value={policy}
        options={[{ value: '', label: none }, ...options, ...(policy === '' || chosen ? [] : [unknown])]}
        onChange={onChange}
      />
      {!hideSummary && (
        <div aria-live="polite" className="coop-gate__answer">
          {chosen?.summary && <p>{chosen.summary}</p>}
          {gates.length === 0 && (
            <p>
              {__(
                'There is no gate yet. An administrator makes one under “Co-op Credentials”.',
                'coop-credentials',
              )}
            </p>
          )}
          {policy !== '' && !chosen && (
            <p>{__('This gate is not there any more, so it opens for nobody. Choose another one.', 'coop-credentials')}</p>
          )}
        </div>
      )}
    </>
  );
}

function TypedGate({ policy, onChange, label }) {
  return (
    <TextControl
      __nextHasNoMarginBottom
      __next40pxDefaultSize
      label={label}
      help={
        policy === '' || isRuleName(policy)
          ? __('The list of gates cannot be had now. Enter the gate’s short name, such as members-lounge.', 'coop-credentials')
          : __('A gate’s short name has only letters, digits, dots, hyphens and underscores.', 'coop-credentials')
      }
      value={policy}
      onChange={(value) => onChange(value.trim())}
      autoCapitalize="none"
      autoComplete="off"
      spellCheck={false}
    />
  );
}
