import { Button, TextControl } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { standings } from './standings.js';

/**
 * One co-op on a list: who it is, how it stands and why. Every word is the federation’s, shown as text. Its initials
 * stand for its logo: that is at the co-op’s own server, which would know who looks.
 */
export function CoopRow({ coop, isDenied, canDeny, onDeny, onWelcome }) {
  const { id, formerIds, name, legalName, url, address, initials, state, why, evidence, minutes } = coop;
  const [isLeaving, setIsLeaving] = useState(false);
  const row = useRef();
  const deny = (reason) => {
    setIsLeaving(false);
    onDeny(reason === '' ? { id } : { id, reason });
    row.current?.focus();
  };

  return (
    <li ref={row} tabIndex={-1} className="coop-admin__listed-coop">
      <span className="coop-admin__initials" aria-hidden="true">
        {initials}
      </span>
      <div>
        <p className="coop-admin__listed-name">
          <bdi>{name}</bdi> <span className={`coop-admin__standing is-${state}`}>{standings()[state] ?? state}</span>
          {isDenied && (
            <span className="coop-admin__standing is-denied">{__('Not welcome here', 'coop-credentials')}</span>
          )}
        </p>
        {legalName && (
          <p className="coop-admin__quiet">
            <bdi>{legalName}</bdi>
          </p>
        )}
        {address && (
          <p className="coop-admin__quiet">
            <Page url={url}>{address}</Page>
          </p>
        )}
        <p>
          {why}
          {evidence.length > 0 && ` ${__('Evidence:', 'coop-credentials')} `}
          {evidence.map((one, index) => (
            <span key={`${one.name} ${one.url}`}>
              {index > 0 && ', '}
              <Page url={one.url}>{one.name}</Page>
            </span>
          ))}
          {evidence.length > 0 && '.'}
          {minutes && ' '}
          {minutes && <Page url={minutes}>{__('Minutes of the decision', 'coop-credentials')}</Page>}
        </p>
        {isDenied && (
          <Button
            variant="tertiary"
            onClick={() => {
              onWelcome(id, ...formerIds);
              row.current?.focus();
            }}
            aria-label={
              /* translators: %s: name of a co-op. */
              sprintf(__('Welcome again: %s', 'coop-credentials'), name)
            }
          >
            {__('Welcome again', 'coop-credentials')}
          </Button>
        )}
        {!isDenied && canDeny && !isLeaving && (
          <Button
            variant="tertiary"
            onClick={() => setIsLeaving(true)}
            aria-label={
              /* translators: %s: name of a co-op. */
              sprintf(__('Do not welcome: %s', 'coop-credentials'), name)
            }
          >
            {__('Do not welcome', 'coop-credentials')}
          </Button>
        )}
        {isLeaving && <Leave name={name} onDeny={deny} onKeep={() => setIsLeaving(false)} />}
      </div>
    </li>
  );
}

/**
 * A page of strangers: opened apart, and told nothing of where it was opened. Not WordPress’ ExternalLink, whose arrow it
 * replaces by a picture from elsewhere.
 */
function Page({ url, children }) {
  return /^https?:\/\//i.test(url) ? (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow">
      <bdi>{children}</bdi>
      <span className="screen-reader-text"> {__('(opens in a new tab)', 'coop-credentials')}</span>
    </a>
  ) : (
    <bdi>{children}</bdi>
  );
}

/** Why, before it counts. */
function Leave({ name, onDeny, onKeep }) {
  const [reason, setReason] = useState('');
  const element = useRef();
  useEffect(() => element.current?.querySelector('input')?.focus(), []);
  const take = () => onDeny(reason.trim());
  return (
    <div ref={element} role="group" className="coop-admin__narrow" aria-label={name}>
      <TextControl
        __nextHasNoMarginBottom
        __next40pxDefaultSize
        label={
          /* translators: %s: web address of a co-op. */
          sprintf(__('Why members of %s are not welcome', 'coop-credentials'), name)
        }
        help={__('For your team. Visitors read it only where you choose so on the public page.', 'coop-credentials')}
        value={reason}
        maxLength={300}
        onChange={setReason}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            take();
          }
        }}
      />
      <div className="coop-admin__buttons">
        <Button variant="secondary" onClick={take}>
          {__('They are not welcome here', 'coop-credentials')}
        </Button>
        <Button variant="tertiary" onClick={onKeep}>
          {__('Leave it as it was', 'coop-credentials')}
        </Button>
      </div>
    </div>
  );
}
