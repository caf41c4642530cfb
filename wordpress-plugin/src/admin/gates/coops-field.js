import { Button, TextControl } from '@wordpress/components';
import { useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { AddCoop } from './add-coop.js';

/** Whose members are welcome: each co-op with its name and why, to be changed or taken away, and a way to add one. */
export function CoopsField({ coops, onChange }) {
  const [isAdding, setIsAdding] = useState(false);
  const list = useRef();
  const replace = (index, change) =>
    onChange(coops.map((coop, at) => (at === index ? { ...coop, ...change } : coop)));
  const remove = (index) => {
    onChange(coops.filter((_, at) => at !== index));
    list.current?.focus();
  };
  const add = (coop) => {
    onChange([...coops.filter(({ id }) => id !== coop.id), coop]);
    setIsAdding(false);
    list.current?.focus();
  };

  return (
    <div className="coop-admin__coops">
      <ul ref={list} tabIndex={-1} aria-label={__('Co-ops whose members are welcome', 'coop-credentials')}>
        {coops.map((coop, index) => (
          <li key={coop.id} className="coop-admin__coop">
            <TextControl
              __nextHasNoMarginBottom
              __next40pxDefaultSize
              label={__('Name of the co-op', 'coop-credentials')}
              help={__('As visitors know it. They read it at the gate.', 'coop-credentials')}
              placeholder={addressOfCoop(coop.id)}
              value={coop.name}
              maxLength={200}
              onChange={(name) => replace(index, { name })}
            />
            <TextControl
              __nextHasNoMarginBottom
              __next40pxDefaultSize
              label={__('Why you welcome its members', 'coop-credentials')}
              help={__('Everybody can read it.', 'coop-credentials')}
              placeholder={__('Our neighbours', 'coop-credentials')}
              value={coop.reason ?? ''}
              maxLength={300}
              onChange={(reason) => replace(index, { reason })}
            />
            <p className="coop-admin__quiet">{addressOfCoop(coop.id)}</p>
            <Button
              variant="tertiary"
              isDestructive
              onClick={() => remove(index)}
              aria-label={
                /* translators: %s: name of a co-op. */
                sprintf(__('Take off the list: %s', 'coop-credentials'), coop.name)
              }
            >
              {__('Take off the list', 'coop-credentials')}
            </Button>
          </li>
        ))}
      </ul>
      {isAdding || coops.length === 0 ? (
        <AddCoop known={coops.map(({ id }) => id)} onAdd={add} onLeave={coops.length > 0 ? () => setIsAdding(false) : undefined} />
      ) : (
        <Button variant="secondary" onClick={() => setIsAdding(true)}>
          {__('Add another co-op', 'coop-credentials')}
        </Button>
      )}
    </div>
  );
}

/** `did:web:coop.example` is `coop.example` to people; any other name stays as it is. */
export function addressOfCoop(id) {
  const [, host] = /^did:web:([^:]+)$/.exec(id) ?? [];
  return host ? decodeURIComponent(host) : id;
}
