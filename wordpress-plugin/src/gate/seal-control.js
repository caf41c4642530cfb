import { PanelBody, ToggleControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

/** Whether what is inside is stored apart, so that no post holds it: see the PHP classes under Seal. */
export function SealControl({ sealed, setAttributes }) {
  return (
    <PanelBody title={__('If this plugin is ever switched off', 'coop-credentials')}>
      <ToggleControl
        __nextHasNoMarginBottom
        label={__('Seal this part', 'coop-credentials')}
        help={
          sealed
            ? __(
                'What is inside is kept apart from the page. Without the plugin nobody reads it, and nobody can edit it.',
                'coop-credentials',
              )
            : __('Without the plugin WordPress shows this part to everybody.', 'coop-credentials')
        }
        checked={sealed}
        onChange={(value) => setAttributes({ sealed: value })}
      />
    </PanelBody>
  );
}
