import { Button, Notice } from '@wordpress/components';
import { createElement, useEffect, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { gatePath } from '../api.js';
import { addressOf } from '../location.js';
import { restUrl, start } from '../start.js';

/** Between the tab that asked and the one that the wallet came back to. */
const CHANNEL = 'coop-credentials-try';

/**
 * The gate as a visitor meets it, with the test member among the wallets. Nobody is let in by it.
 * Where the wallet comes back, the address names this gate again, so that the answer is shown here.
 */
export function TryGate({ gate, view, isOpen = false }) {
  const [isTrying, setIsTrying] = useState(isOpen);
  const [turn, setTurn] = useState(0);
  const [outcome, setOutcome] = useState();
  const element = useRef();

  useEffect(() => {
    const { current } = element;
    if (!current) {
      return undefined;
    }
    const tabs = new BroadcastChannel(CHANNEL);
    const came = (what) => {
      setOutcome(what);
      tabs.postMessage({ policy: gate.policy, what });
    };
    const accepted = (event) => {
      event.preventDefault();
      came('accepted');
    };
    const refused = () => came('refused');
    tabs.onmessage = ({ data }) => {
      // The wallet came back to another tab: what it was shows here too, and the gate is ready for the next try.
      if (data.policy === gate.policy) {
        setOutcome(data.what === 'refused' ? 'refused-elsewhere' : data.what);
        setTurn((before) => before + 1);
      }
    };
    current.addEventListener('coop-credential-accepted', accepted);
    current.addEventListener('coop-credential-refused', refused);
    return () => {
      tabs.close();
      current.removeEventListener('coop-credential-accepted', accepted);
      current.removeEventListener('coop-credential-refused', refused);
    };
  }, [turn, isTrying, gate.policy]);

  if (!isTrying) {
    return (
      <Button variant="secondary" onClick={() => setIsTrying(true)}>
        {__('Try it as a visitor', 'coop-credentials')}
      </Button>
    );
  }

  const again = () => {
    setOutcome(undefined);
    setTurn((before) => before + 1);
  };
  const path = gatePath(gate.policy);

  return (
    <div className="coop-admin__try">
      <p>
        {__(
          'This is what a visitor sees. Press the button, then choose “Test wallet”: there you play a member, or somebody whose membership has ended.',
          'coop-credentials',
        )}
      </p>
      <div className="coop-admin__stage">
        <p className="coop-admin__stage-name">{gate.name}</p>
        {gate.teaser && <p>{gate.teaser}</p>}
        {createElement('coop-credential-request', {
          key: turn,
          ref: element,
          'start-url': restUrl(`${path}/try`),
          'collect-url': restUrl(`${path}/try/collect`),
          'return-url': addressOf(view, { gate: gate.policy, try: '1' }),
          'heading-level': '4',
          locale: start.locale,
        })}
      </div>
      <div role="status">
        {outcome === 'accepted' && (
          <Notice status="success" isDismissible={false} spokenMessage="">
            {__('It works: a member gets in. This was a test, so nobody was let in.', 'coop-credentials')}
          </Notice>
        )}
        {outcome === 'refused' && (
          <Notice status="info" isDismissible={false} spokenMessage="">
            {__('This is what a visitor reads who is not let in.', 'coop-credentials')}
          </Notice>
        )}
        {outcome === 'refused-elsewhere' && (
          <Notice status="info" isDismissible={false} spokenMessage="">
            {__('Not let in. The tab that the wallet opened shows what a visitor then reads.', 'coop-credentials')}
          </Notice>
        )}
      </div>
      {outcome && (
        <Button variant="secondary" onClick={again}>
          {__('Try again', 'coop-credentials')}
        </Button>
      )}
    </div>
  );
}
