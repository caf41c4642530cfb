import { Button, Modal } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { get, send } from '../api.js';
import { go } from '../location.js';
import { Action } from '../parts/action.js';
import { Empty, Failure, Loading } from '../parts/answers.js';
import { Heading } from '../parts/heading.js';
import { useDeed } from '../parts/use-deed.js';
import { PublicPageField } from '../lists/public-page-field.js';
import { useLoad } from '../parts/use-load.js';
import { ContactField } from './contact-field.js';
import { PairForm } from './pair-form.js';
import { SelfTest } from './self-test.js';

/** Which service checks memberships for this site, and whether all is well between them. */
export function Connection() {
  const { data, error, isLoading, reload } = useLoad(() => get('/admin/connection'), []);
  const [isPairing, setIsPairing] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);

  const paired = () => {
    setIsPairing(false);
    reload();
  };
  const left = () => {
    setIsLeaving(false);
    reload();
  };

  return (
    <section>
      <Heading>{__('Connection', 'coop-credentials')}</Heading>
      <Failure error={error} onRetry={reload} />
      {!data && isLoading && <Loading />}
      {data && !data.connected && !data.url && (
        <Empty
          title={__('Not connected yet', 'coop-credentials')}
          action={
            <Button variant="primary" onClick={() => go('setup')}>
              {__('Set up', 'coop-credentials')}
            </Button>
          }
        >
          {__('A service that your federation or you yourself run checks the memberships for this site.', 'coop-credentials')}
        </Empty>
      )}
      {data?.url && (
        <>
          <Facts connection={data} />
          <SelfTest />
          {data.source === 'constant' ? (
            <p>{__('The connection is kept in wp-config.php. Change it there.', 'coop-credentials')}</p>
          ) : (
            <div className="coop-admin__buttons">
              <Button variant="secondary" aria-expanded={isPairing} onClick={() => setIsPairing(!isPairing)}>
                {__('Connect with a new code', 'coop-credentials')}
              </Button>
              <Button variant="tertiary" isDestructive onClick={() => setIsLeaving(true)}>
                {__('Disconnect', 'coop-credentials')}
              </Button>
            </div>
          )}
          {isPairing && <PairForm onPaired={paired} />}
        </>
      )}
      <h3>{__('Who helps visitors', 'coop-credentials')}</h3>
      <ContactField />
      <h3>{__('The public page', 'coop-credentials')}</h3>
      <PublicPageField />
      <h3>{__('Good to know', 'coop-credentials')}</h3>
      <ul className="coop-admin__notes">
        <li>
          {__(
            'When you deactivate this plugin, WordPress shows what was behind the gates to everybody. Seal such parts first (in the editor, at the gate: “Seal this part”), or set the pages to private.',
            'coop-credentials',
          )}
        </li>
        <li>
          {__(
            'Pictures and files behind a gate can be opened by anyone who knows their address.',
            'coop-credentials',
          )}
        </li>
        <li>
          {__(
            'Is there a proxy in front of this site that hides visitors’ addresses? Then all visitors share one limit of 300 calls a minute; the readme says how to change that.',
            'coop-credentials',
          )}
        </li>
      </ul>
      {isLeaving && <Disconnect onLeave={() => setIsLeaving(false)} onDone={left} />}
    </section>
  );
}

function Facts({ connection }) {
  const { url, serviceName, siteName } = connection;
  return (
    <dl className="coop-admin__facts">
      <dt>{__('Service', 'coop-credentials')}</dt>
      <dd>
        {serviceName && <strong>{serviceName}</strong>} <code>{url}</code>
      </dd>
      {siteName && (
        <>
          <dt>{__('It knows this site as', 'coop-credentials')}</dt>
          <dd>{siteName}</dd>
        </>
      )}
    </dl>
  );
}

function Disconnect({ onLeave, onDone }) {
  const [run, { isBusy, error }] = useDeed();
  const disconnect = async () => {
    if (await run(() => send('DELETE', '/admin/connection'))) {
      onDone();
    }
  };
  return (
    <Modal title={__('Disconnect from the service?', 'coop-credentials')} onRequestClose={onLeave} size="medium" className="coop-admin__modal">
      <p>
        {__(
          'All gates stay closed to new visitors until you connect again. Who is in stays in until their time ends. The key is removed from this site.',
          'coop-credentials',
        )}
      </p>
      <Failure error={error} />
      <div className="coop-admin__buttons">
        <Action variant="primary" isDestructive isBusy={isBusy} onClick={disconnect}>
          {__('Disconnect', 'coop-credentials')}
        </Action>
        <Button variant="tertiary" onClick={onLeave}>
          {__('Stay connected', 'coop-credentials')}
        </Button>
      </div>
    </Modal>
  );
}
