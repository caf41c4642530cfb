import { InspectorControls, useBlockProps } from '@wordpress/block-editor';
import { CheckboxControl, Disabled, PanelBody } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import ServerSideRender from '@wordpress/server-side-render';
import { useGates } from '../gate/use-gates.js';
import metadata from './block.json';

/** The block in the editor: as visitors see it, with nothing to press. */
export function Edit({ attributes, setAttributes }) {
  return (
    <div {...useBlockProps()}>
      <InspectorControls>
        <GatesPanel chosen={attributes.gates} onChange={(gates) => setAttributes({ gates })} />
      </InspectorControls>
      <Disabled>
        <ServerSideRender block={metadata.name} attributes={attributes} />
      </Disabled>
    </div>
  );
}

/** Gates whose rules the page speaks of; none chosen is all of them. */
function GatesPanel({ chosen, onChange }) {
  const gates = useGates();
  if (!gates || gates.length < 2) {
    return null;
  }
  const toggle = (policy, isOn) =>
    onChange(gates.map((gate) => gate.policy).filter((other) => (other === policy ? isOn : chosen.includes(other))));
  return (
    <PanelBody title={__('Which gates it speaks of', 'coop-credentials')}>
      <fieldset className="coop-welcome__gates">
        <legend className="screen-reader-text">{__('Which gates it speaks of', 'coop-credentials')}</legend>
        <p>{__('It names no gate. Choose none to speak of all of them.', 'coop-credentials')}</p>
        {gates.map(({ policy, name }) => (
          <CheckboxControl
            key={policy}
            __nextHasNoMarginBottom
            label={name || policy}
            checked={chosen.includes(policy)}
            onChange={(isOn) => toggle(policy, isOn)}
          />
        ))}
      </fieldset>
    </PanelBody>
  );
}
