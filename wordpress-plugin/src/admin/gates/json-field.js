import { Notice, TextareaControl } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { toSend } from './gate-form.ts';

const write = (document) => JSON.stringify(toSend(document), null, 2);

const read = (text) => {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** The whole rule as the service keeps it, for what the form has no field for. */
export function JsonField({ document, onChange, onFault }) {
  const written = write(document);
  const [text, setText] = useState(written);
  const isBroken = read(text) === undefined;

  // What was changed in the form shows here; what is being typed here stays as it is typed.
  useEffect(() => {
    setText((before) => {
      const typed = read(before);
      return typed !== undefined && write(typed) === written ? before : written;
    });
  }, [written]);

  const type = (value) => {
    setText(value);
    const typed = read(value);
    onFault(typed === undefined);
    if (typed !== undefined) {
      onChange(typed);
    }
  };

  return (
    <>
      <TextareaControl
        __nextHasNoMarginBottom
        className="coop-admin__json"
        label={__('The whole rule, as JSON', 'coop-credentials')}
        help={__(
          'For limits counted together with other sites, several memberships at once and other things that the form has no field for. The documentation of the service describes it.',
          'coop-credentials',
        )}
        rows={14}
        spellCheck={false}
        value={text}
        onChange={type}
      />
      <div role="status">
        {isBroken && (
          <Notice status="error" isDismissible={false} spokenMessage="">
            {__('This is no JSON object yet. Look for a missing comma, quote or bracket.', 'coop-credentials')}
          </Notice>
        )}
      </div>
    </>
  );
}
