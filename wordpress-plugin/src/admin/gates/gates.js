import { __ } from '@wordpress/i18n';
import { GateEditor } from './gate-editor.js';
import { GateList } from './gate-list.js';

/** The list of gates, or one of them: a new one, or the one that the address names. */
export function Gates({ query }) {
  const { gate } = query;
  return (
    <section aria-label={__('Gates', 'coop-credentials')}>
      {gate === undefined ? (
        <GateList done={query.done} />
      ) : (
        <GateEditor key={gate} policy={gate === 'new' ? '' : gate} tries={query.try === '1'} />
      )}
    </section>
  );
}
