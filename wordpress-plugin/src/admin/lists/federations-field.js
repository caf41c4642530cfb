import { Button, CheckboxControl, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { get } from '../api.js';
import { addressOfCoop } from '../gates/coops-field.js';
import { deniedOf, listsOf, withDenied, withLists } from '../gates/gate-form.ts';
import { Failure, Loading } from '../parts/answers.js';
import { useLoad } from '../parts/use-load.js';
import { ListBrowser } from './list-browser.js';

/** Federations’ lists that count for a gate, whom each names, and whom this site leaves out all the same. */
export function FederationsField({ document, onChange }) {
  const { data, error, reload } = useLoad(async () => (await get('/admin/lists')).lists, []);
  const chosen = listsOf(document);
  const denied = deniedOf(document);
  const unknown = (data ? chosen.filter((name) => !data.some((list) => list.name === name)) : []).map((name) => ({
    name,
    title: name,
    isUnknown: true,
  }));

  const choose = (name, isOn) =>
    onChange(withLists(document, isOn ? [...chosen, name] : chosen.filter((other) => other !== name)));
  const deny = (entry) => onChange(withDenied(document, [...denied.filter(({ id }) => id !== entry.id), entry]));
  const welcome = (...ids) => onChange(withDenied(document, denied.filter(({ id }) => !ids.includes(id))));

  return (
    <fieldset className="coop-admin__fieldset coop-admin__federations">
      <legend>{__('Federations', 'coop-credentials')}</legend>
      <p className="coop-admin__quiet">
        {__(
          'A federation keeps a signed list of the co-ops that it recognises. Who is on it is welcome, and who is taken off it is not any more, without your doing.',
          'coop-credentials',
        )}
      </p>
      <Failure error={error} onRetry={reload} />
      {!data && !error && <Loading />}
      {data && data.length + unknown.length === 0 && (
        <p className="coop-admin__quiet">
          {__('The service of this site follows no federation’s list. Whoever runs it can add one.', 'coop-credentials')}
        </p>
      )}
      {[...(data ?? []), ...unknown].map((list) => (
        <Federation
          key={list.name}
          list={list}
          isChosen={chosen.includes(list.name)}
          denied={denied}
          onChoose={(isOn) => choose(list.name, isOn)}
          onDeny={deny}
          onWelcome={welcome}
        />
      ))}
      {denied.length > 0 && <Denied denied={denied} onChange={deny} onWelcome={welcome} />}
    </fieldset>
  );
}

function Federation({ list, isChosen, denied, onChoose, onDeny, onWelcome }) {
  const [isOpen, setIsOpen] = useState(false);
  const { name, title, active, said, isUnknown } = list;
  return (
    <div className="coop-admin__federation">
      <CheckboxControl
        __nextHasNoMarginBottom
        label={sayWhom(list)}
        help={
          isUnknown ? __('The service does not follow this list, so it lets nobody in.', 'coop-credentials') : said || undefined
        }
        checked={isChosen}
        onChange={onChoose}
      />
      {!isUnknown && active !== null && (
        <Button variant="secondary" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {
            /* translators: %s: name of a federation. */
            sprintf(__('See whom %s recognises', 'coop-credentials'), title)
          }
        </Button>
      )}
      {isOpen && (
        <ListBrowser list={name} title={title} denied={denied} canDeny={isChosen} onDeny={onDeny} onWelcome={onWelcome} />
      )}
    </div>
  );
}

/** The sentence beside a list, with how many it recognises where that is known. */
function sayWhom({ title, active, isUnknown }) {
  if (isUnknown || typeof active !== 'number') {
    return sprintf(
      /* translators: %s: name of a federation or of its list. */ __('All co-ops that %s recognises', 'coop-credentials'),
      title,
    );
  }
  return sprintf(
    /* translators: 1: name of a federation, 2: number of co-ops. */
    _n('All co-ops that %1$s recognises: %2$d now', 'All co-ops that %1$s recognises: %2$d now', active, 'coop-credentials'),
    title,
    active,
  );
}

/** Whom this site leaves out, whatever a list says. */
function Denied({ denied, onChange, onWelcome }) {
  return (
    <>
      <h4>{__('Not welcome here', 'coop-credentials')}</h4>
      <ul className="coop-admin__denied" aria-label={__('Co-ops that are not welcome here', 'coop-credentials')}>
        {denied.map(({ id, reason }) => (
          <li key={id} className="coop-admin__coop">
            <TextControl
              __nextHasNoMarginBottom
              __next40pxDefaultSize
              label={
                /* translators: %s: web address of a co-op. */
                sprintf(__('Why members of %s are not welcome', 'coop-credentials'), addressOfCoop(id))
              }
              help={__('For your team. Visitors read it only where you choose so on the public page.', 'coop-credentials')}
              value={reason ?? ''}
              maxLength={300}
              onChange={(changed) => onChange({ id, reason: changed })}
            />
            <Button
              variant="tertiary"
              onClick={() => onWelcome(id)}
              aria-label={
                /* translators: %s: web address of a co-op. */
                sprintf(__('Welcome again: %s', 'coop-credentials'), addressOfCoop(id))
              }
            >
              {__('Welcome again', 'coop-credentials')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
