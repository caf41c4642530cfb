import {
  BlockControls,
  InnerBlocks,
  InspectorControls,
  RichText,
  useBlockProps,
  useInnerBlocksProps,
} from '@wordpress/block-editor';
import { PanelBody, ToolbarButton, ToolbarGroup } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { decodeEntities } from '@wordpress/html-entities';
import { __ } from '@wordpress/i18n';
import { GatePicker } from './gate-picker.js';
import { isRuleName } from './rule-name.js';
import { SealControl } from './seal-control.js';

const TEMPLATE = [['core/paragraph', {}]];

/** The gate in the editor: what strangers read above, what members get below; or as either of them sees it. */
export function Edit({ attributes, setAttributes }) {
  const { policy, label, teaser, sealed } = attributes;
  const [seenAs, setSeenAs] = useState('author');
  const setPolicy = (value) => setAttributes({ policy: value });
  const see = (who) => setSeenAs(seenAs === who ? 'author' : who);
  const inner = useInnerBlocksProps(
    { className: 'coop-gate__content is-layout-flow', hidden: seenAs === 'stranger' },
    { template: TEMPLATE },
  );

  return (
    <section {...useBlockProps({ className: `coop-gate is-seen-by-${seenAs}` })}>
      <BlockControls>
        <ToolbarGroup label={__('Preview', 'coop-credentials')}>
          <ToolbarButton icon="lock" isPressed={seenAs === 'stranger'} onClick={() => see('stranger')}>
            {__('As a stranger', 'coop-credentials')}
          </ToolbarButton>
          <ToolbarButton icon="unlock" isPressed={seenAs === 'member'} onClick={() => see('member')}>
            {__('As a member', 'coop-credentials')}
          </ToolbarButton>
        </ToolbarGroup>
      </BlockControls>
      <InspectorControls>
        <PanelBody title={__('Who may enter', 'coop-credentials')}>
          <GatePicker
            label={__('Gate', 'coop-credentials')}
            none={__('Choose a gate', 'coop-credentials')}
            policy={policy}
            onChange={setPolicy}
          />
        </PanelBody>
        <SealControl sealed={sealed} setAttributes={setAttributes} />
      </InspectorControls>
      {seenAs === 'author' && <p className="coop-gate__part">{__('Everybody reads this', 'coop-credentials')}</p>}
      {seenAs === 'author' && (
        <>
          <RichText
            tagName="p"
            className="coop-gate__label"
            aria-label={__('What is behind the gate', 'coop-credentials')}
            placeholder={__('What is behind the gate. Empty: the gate’s own name', 'coop-credentials')}
            allowedFormats={[]}
            value={label}
            onChange={(value) => setAttributes({ label: value })}
          />
          <RichText
            tagName="p"
            className="coop-gate__teaser"
            aria-label={__('A sentence for strangers', 'coop-credentials')}
            placeholder={__('A sentence for strangers. Empty: the gate’s own sentence', 'coop-credentials')}
            allowedFormats={[]}
            value={teaser}
            onChange={(value) => setAttributes({ teaser: value })}
          />
          <p className="coop-gate__part">
            {isRuleName(policy)
              ? __('Only members read this', 'coop-credentials')
              : __('Nobody reads this yet: choose a gate', 'coop-credentials')}
          </p>
          {policy === '' && (
            <div className="coop-gate__choose">
              <GatePicker
                hideSummary
                label={__('Gate', 'coop-credentials')}
                none={__('Choose a gate', 'coop-credentials')}
                policy={policy}
                onChange={setPolicy}
              />
            </div>
          )}
        </>
      )}
      {seenAs === 'stranger' && <Locked label={label} teaser={teaser} isReady={isRuleName(policy)} />}
      <div {...inner} />
      {seenAs === 'member' && (
        <p className="coop-gate__note">
          {__('Below it members read why it is open for them, until when, and can leave again.', 'coop-credentials')}
        </p>
      )}
    </section>
  );
}

/** What a stranger meets, as text whatever the attributes hold; the button does nothing here. */
function Locked({ label, teaser, isReady }) {
  return (
    <div className="coop-gate__preview">
      {label && <p className="coop-gate__label">{decodeEntities(label)}</p>}
      {teaser && <p className="coop-gate__teaser">{decodeEntities(teaser)}</p>}
      {isReady ? (
        <span className="coop-gate__button">{__('Show my membership', 'coop-credentials')}</span>
      ) : (
        <p>{__('This part is not open yet.', 'coop-credentials')}</p>
      )}
    </div>
  );
}

/** Only the inner blocks are stored; PHP decides who gets them. */
export function Save() {
  return <InnerBlocks.Content />;
}
