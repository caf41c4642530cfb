import { Button, TextControl } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { get } from '../api.js';
import { Action } from '../parts/action.js';
import { Failure } from '../parts/answers.js';
import { useDeed } from '../parts/use-deed.js';

/**
 * A co-op by its web address: what it publishes there is shown, and a person says whether it is them. No form of its
 * own, because it stands within one.
 */
export function AddCoop({ known, onAdd, onLeave }) {
  const [address, setAddress] = useState('');
  const [found, setFound] = useState();
  const [run, { isBusy, error }] = useDeed();

  const lookUp = (event) => {
    event.preventDefault();
    setFound(undefined);
    if (address.trim() !== '') {
      run(async () => setFound(await get(`/admin/issuers?domain=${encodeURIComponent(address.trim())}`)));
    }
  };

  return (
    <div className="coop-admin__add">
      <div className="coop-admin__line" role="group" aria-label={__('Add a co-op', 'coop-credentials')}>
        <TextControl
          __nextHasNoMarginBottom
          __next40pxDefaultSize
          label={__('Web address of the co-op', 'coop-credentials')}
          placeholder="harvest.coop"
          value={address}
          onChange={setAddress}
          onKeyDown={(event) => event.key === 'Enter' && lookUp(event)}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          inputMode="url"
        />
        <Action isBusy={isBusy} isOff={address.trim() === ''} onClick={lookUp}>
          {__('Look it up', 'coop-credentials')}
        </Action>
        {onLeave && (
          <Button variant="tertiary" onClick={onLeave}>
            {__('Leave it', 'coop-credentials')}
          </Button>
        )}
      </div>
      <Failure error={error} />
      {found && <FoundCoop key={found.id} found={found} isKnown={known.includes(found.id)} onAdd={onAdd} onRefuse={() => setFound(undefined)} />}
    </div>
  );
}

function FoundCoop({ found, isKnown, onAdd, onRefuse }) {
  const [name, setName] = useState(found.name === found.domain ? '' : found.name);
  const [reason, setReason] = useState('');
  const element = useRef();
  useEffect(() => element.current?.focus(), []);

  return (
    <div ref={element} tabIndex={-1} role="group" className="coop-admin__card" aria-labelledby="coop-found">
      <h4 id="coop-found">
        {
          /* translators: %s: web address of a co-op. */
          sprintf(__('Found at %s. Is it them?', 'coop-credentials'), found.domain)
        }
      </h4>
      <p>
        {__(
          'Ask somebody you know at the co-op, by telephone or when you meet, to read their fingerprint to you. Only if it is the same, it is them.',
          'coop-credentials',
        )}
      </p>
      {found.keys.map((key) => (
        <p key={key.id} className="coop-admin__fingerprint">
          <span className="screen-reader-text">{__('Fingerprint:', 'coop-credentials')} </span>
          <code>{key.fingerprint}</code>
        </p>
      ))}
      <TextControl
        __nextHasNoMarginBottom
        __next40pxDefaultSize
        label={__('Name of the co-op', 'coop-credentials')}
        help={__('As visitors know it. They read it at the gate.', 'coop-credentials')}
        placeholder={found.domain}
        value={name}
        maxLength={200}
        onChange={setName}
      />
      <TextControl
        __nextHasNoMarginBottom
        __next40pxDefaultSize
        label={__('Why you welcome its members', 'coop-credentials')}
        help={__('Everybody can read it.', 'coop-credentials')}
        placeholder={__('Our neighbours', 'coop-credentials')}
        value={reason}
        maxLength={300}
        onChange={setReason}
      />
      {isKnown && <p>{__('It is on your list already; this gives it the new name and reason.', 'coop-credentials')}</p>}
      <div className="coop-admin__buttons">
        <Action
          variant="primary"
          isOff={name.trim() === ''}
          onClick={() => onAdd({ id: found.id, name: name.trim(), reason: reason.trim() })}
        >
          {__('It is them: welcome their members', 'coop-credentials')}
        </Action>
        <Button variant="tertiary" onClick={onRefuse}>
          {__('Not them', 'coop-credentials')}
        </Button>
      </div>
    </div>
  );
}
