import { Notice } from '@wordpress/components';
import { useEntityProp } from '@wordpress/core-data';
import { useSelect } from '@wordpress/data';
import { PluginDocumentSettingPanel, store as editorStore } from '@wordpress/editor';
import { __ } from '@wordpress/i18n';
import { GatePicker } from '../gate/gate-picker.js';

const META = '_coop_credentials_gate';

/** In the settings of a post or page: the gate that closes all of it. Only where the type of post can have one. */
export function DocumentPanel() {
  const type = useSelect((select) => select(editorStore).getCurrentPostType(), []);
  return type ? <Panel key={type} type={type} /> : null;
}

function Panel({ type }) {
  const [meta, setMeta] = useEntityProp('postType', type, 'meta');
  if (meta?.[META] === undefined) {
    return null;
  }
  const policy = meta[META];

  return (
    <PluginDocumentSettingPanel name="coop-gate"
      className="coop-gate-panel"
      title={__('For members only', 'coop-credentials')}
      icon="lock"
    >
      <GatePicker
        label={__('Close all of it with', 'coop-credentials')}
        none={__('No gate: everybody reads it', 'coop-credentials')}
        policy={policy}
        onChange={(value) => setMeta({ ...meta, [META]: value })}
      />
      {policy !== '' && (
        <Notice status="info" isDismissible={false} spokenMessage="">
          {__(
            'Everybody sees the title and the gate; only members read the rest. Its excerpt is not shown either.',
            'coop-credentials',
          )}
        </Notice>
      )}
    </PluginDocumentSettingPanel>
  );
}
