import { Notice, PanelBody, ToggleControl } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';

/** What is no post is stored in another way, and stays as it is: see the PHP class Seal_Writer. */
const NOT_SEALED = ['wp_template', 'wp_template_part', 'wp_navigation'];

/** Whether what is inside is stored apart, so that no post holds it: see the PHP classes under Seal. */
export function SealControl({ sealed, setAttributes }) {
  const postType = useSelect((select) => select('core/editor')?.getCurrentPostType?.(), []);

  if (NOT_SEALED.includes(postType)) {
    return (
      postType !== 'wp_navigation' && (
        <PanelBody title={__('Who else reads this', 'coop-credentials')}>
          <Notice status="warning" isDismissible={false}>
            {__(
              'Every author and contributor of this site can read templates and their parts over WordPress’ API, also what is inside this gate. Here it cannot be sealed: put what they must not read into a page.',
              'coop-credentials',
            )}
          </Notice>
        </PanelBody>
      )
    );
  }

  return (
    postType && (
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
    )
  );
}
