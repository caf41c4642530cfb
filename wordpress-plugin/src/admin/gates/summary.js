import { Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { Failure } from '../parts/answers.js';

/** The sentence that sums a gate up, and what visitors are asked for; or what is still wrong. */
export function Summary({ check, lack = [], isUntouched = false }) {
  if (isUntouched) {
    return (
      <div className="coop-admin__summary" aria-live="polite">
        <p className="coop-admin__quiet">
          {__('What the gate does stands here in one sentence, once you have filled it in.', 'coop-credentials')}
        </p>
      </div>
    );
  }
  if (lack.length > 0) {
    return (
      <div className="coop-admin__summary" aria-live="polite">
        <p>{__('What is still missing:', 'coop-credentials')}</p>
        <ul>
          {lack.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
    );
  }
  return <Checked check={check} />;
}

function Checked({ check }) {
  const { answer, error, isLoading, reload } = check;
  if (error) {
    return <Failure error={error} onRetry={reload} />;
  }
  return (
    <div className="coop-admin__summary" aria-live="polite" aria-busy={isLoading}>
      {!answer && <p className="coop-admin__quiet">{__('Putting it into words…', 'coop-credentials')}</p>}
      {answer?.valid && (
        <>
          <p className="coop-admin__sentence">{answer.summary}</p>
          <p className="coop-admin__quiet">{__('What visitors are asked for:', 'coop-credentials')}</p>
          <ul>
            {answer.asks.map((ask) => (
              <li key={ask}>{ask}</li>
            ))}
          </ul>
        </>
      )}
      {answer && !answer.valid && (
        <Notice status="warning" isDismissible={false} spokenMessage="">
          <p>{__('Something is still missing or wrong:', 'coop-credentials')}</p>
          <ul>
            {answer.problems.map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                {path && <code>{path}</code>} {message}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
