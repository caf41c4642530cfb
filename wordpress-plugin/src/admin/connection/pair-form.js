import { Button, TextControl } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { send } from '../api.js';
import { Action } from '../parts/action.js';
import { Failure } from '../parts/answers.js';
import { useDeed } from '../parts/use-deed.js';
import { start } from '../start.js';

/** Paste the code, see whose it is, and only then connect: nothing is sent before. */
export function PairForm({ onPaired }) {
  const [code, setCode] = useState('');
  const [whose, setWhose] = useState();
  const [read, reading] = useDeed();

  const look = async (event) => {
    event.preventDefault();
    setWhose(undefined);
    if (code.trim() === '') {
      return;
    }
    const found = await read(() => send('POST', '/admin/connection/read', { code: code.trim() }));
    if (found) {
      setWhose(found);
    }
  };

  return (
    <>
      <form onSubmit={look} className="coop-admin__line">
        <TextControl
          __nextHasNoMarginBottom
          __next40pxDefaultSize
          label={__('Code for connecting', 'coop-credentials')}
          placeholder="https://…#…"
          value={code}
          onChange={(value) => {
            setCode(value);
            setWhose(undefined);
          }}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
        />
        <Action
          type="submit"
          variant={whose ? 'secondary' : 'primary'}
          isBusy={reading.isBusy}
          isOff={code.trim() === ''}
        >
          {__('See whose it is', 'coop-credentials')}
        </Action>
      </form>
      <Failure error={reading.error} />
      {whose && <Confirm whose={whose} code={code.trim()} onPaired={onPaired} onRefuse={() => setWhose(undefined)} />}
    </>
  );
}

function Confirm({ whose, code, onPaired, onRefuse }) {
  const [run, { isBusy, error }] = useDeed();
  const element = useRef();
  useEffect(() => element.current?.focus(), []);

  const pair = async () => {
    const connection = await run(() => send('POST', '/admin/connection/pair', { code }));
    if (connection) {
      onPaired(connection);
    }
  };

  return (
    <div ref={element} tabIndex={-1} role="group" className="coop-admin__card" aria-labelledby="coop-whose">
      <h4 id="coop-whose">
        {
          /* translators: %s: host name of a service. */
          sprintf(__('This code is of %s', 'coop-credentials'), whose.host)
        }
      </h4>
      <p>
        <code>{whose.url}</code>
      </p>
      <p>
        {
          /* translators: %s: address of this site. */
          sprintf(
            __(
              'This service will decide who is a member for %s. Go on only if you know who runs it, and the address above is theirs.',
              'coop-credentials',
            ),
            start.site,
          )
        }
      </p>
      <Failure error={error} />
      <div className="coop-admin__buttons">
        <Action variant="primary" isBusy={isBusy} onClick={pair}>
          {__('Yes, connect', 'coop-credentials')}
        </Action>
        <Button variant="tertiary" onClick={onRefuse}>
          {__('No, that is not them', 'coop-credentials')}
        </Button>
      </div>
    </div>
  );
}
