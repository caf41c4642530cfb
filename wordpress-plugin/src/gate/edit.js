import { InnerBlocks, InspectorControls, RichText, useBlockProps, useInnerBlocksProps } from '@wordpress/block-editor';
import { PanelBody, TextControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { PolicyCheck } from './policy-check.js';
import { isRuleName } from './rule-name.js';

const TEMPLATE = [['core/paragraph', {}]];

/** The gate in the editor: what strangers read above, what members get below. */
export function Edit({ attributes, setAttributes }) {
  const { policy, label, teaser } = attributes;
  const inner = useInnerBlocksProps({ className: 'coop-gate__content is-layout-flow' }, { template: TEMPLATE });

  return (
    <section {...useBlockProps({ className: 'coop-gate' })}>
      <InspectorControls>
        <PanelBody title={__('Who may enter', 'coop-credentials')}>
          <TextControl
            __nextHasNoMarginBottom
            __next40pxDefaultSize
            label={__('Name of the rule', 'coop-credentials')}
            help={
              policy === '' || isRuleName(policy)
                ? __('As it is stored at the service, such as members-lounge.', 'coop-credentials')
                : __(
                    'A rule’s name has only letters, digits, dots, hyphens and underscores, such as members-lounge.',
                    'coop-credentials',
                  )
            }
            value={policy}
            onChange={(value) => setAttributes({ policy: value.trim() })}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
          />
          <PolicyCheck policy={policy} />
        </PanelBody>
      </InspectorControls>
      <p className="coop-gate__part">{__('Everybody reads this', 'coop-credentials')}</p>
      <RichText
        tagName="p"
        className="coop-gate__label"
        aria-label={__('What is behind the gate', 'coop-credentials')}
        placeholder={__('What is behind the gate, such as “Members’ lounge”', 'coop-credentials')}
        allowedFormats={[]}
        value={label}
        onChange={(value) => setAttributes({ label: value })}
      />
      <RichText
        tagName="p"
        className="coop-gate__teaser"
        aria-label={__('A sentence for strangers', 'coop-credentials')}
        placeholder={__('One sentence that makes strangers want to come in', 'coop-credentials')}
        allowedFormats={[]}
        value={teaser}
        onChange={(value) => setAttributes({ teaser: value })}
      />
      <p className="coop-gate__part">
        {!isRuleName(policy)
          ? __('Nobody reads this yet: name the rule in the sidebar', 'coop-credentials')
          : __('Only members read this', 'coop-credentials')}
      </p>
      <div {...inner} />
    </section>
  );
}

/** Only the inner blocks are stored; PHP decides who gets them. */
export function Save() {
  return <InnerBlocks.Content />;
}
