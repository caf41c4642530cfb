import { Button } from '@wordpress/components';
import { useMemo, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { gatePath, get } from '../api.js';
import { PairForm } from '../connection/pair-form.js';
import { SelfTest } from '../connection/self-test.js';
import { CoopsField } from '../gates/coops-field.js';
import { DurationField, KindsField, LimitFields, sayDuration, sayLimit, WordsFields } from '../gates/fields.js';
import { coopsOf, durationOf, listsOf, welcomesAnybody, withCoops } from '../gates/gate-form.ts';
import { TryGate } from '../gates/try-gate.js';
import { FederationsField } from '../lists/federations-field.js';
import { go } from '../location.js';
import { Action } from '../parts/action.js';
import { Failure, Loading } from '../parts/answers.js';
import { Heading } from '../parts/heading.js';
import { useLoad } from '../parts/use-load.js';
import { MakeStep } from './make-step.js';
import { PlaceStep } from './place-step.js';
import { Step } from './step.js';
import { hasDraft, useDraft } from './use-draft.js';

const ORDER = ['connect', 'check', 'welcome', 'gets', 'duration', 'make', 'try', 'place'];

/** From a code to a gate on a page, one step at a time; what is done folds away and can be opened again. */
export function Setup({ query }) {
  const { data, error, reload } = useLoad(
    async () => ({
      connection: await get('/admin/connection'),
      gate: await gateOfSetup(query.gate),
    }),
    [query.gate],
  );
  return (
    <section>
      <Heading>{__('Set up', 'coop-credentials')}</Heading>
      <p className="coop-admin__lead">
        {__(
          'In about ten minutes a part of this site opens to members of the co-ops you welcome. They show their membership from the wallet on their phone; you keep no list of members, and they need no account here.',
          'coop-credentials',
        )}
      </p>
      <Failure error={error} onRetry={reload} />
      {!data && !error && <Loading />}
      {data && <Steps key={data.gate?.policy ?? ''} {...data} />}
    </section>
  );
}

/** The gate that the address names; else the newest one that stands nowhere yet, or any, unless one is being made. */
async function gateOfSetup(named) {
  try {
    if (named) {
      return await get(gatePath(named));
    }
    const { gates } = hasDraft() ? { gates: [] } : await get('/admin/gates');
    const next = gates.find(({ usedIn }) => usedIn.length === 0) ?? gates[0];
    return next && (await get(gatePath(next.policy)));
  } catch {
    return undefined;
  }
}

function firstStep(connection, gate) {
  if (!connection.connected) {
    return 'connect';
  }
  return gate ? 'try' : 'check';
}

function Steps({ connection: found, gate }) {
  const [connection, setConnection] = useState(found);
  const [current, setCurrent] = useState(() => firstStep(found, gate));
  const [isWell, setIsWell] = useState(gate !== undefined);
  const [draft, setDraft] = useDraft(gate);
  const [moved, setMoved] = useState(gate !== undefined);
  const coops = coopsOf(draft.document);
  const setDocument = (document) => setDraft({ ...draft, document });
  const { data: federations = [] } = useLoad(
    async () => (connection.connected ? (await get('/admin/lists')).lists : []),
    [connection.connected],
  );
  // What the service calls a list is for whoever runs it.
  const titleOf = (list) => federations.find(({ name }) => name === list)?.title ?? list;

  const to = (step) => {
    setMoved(true);
    setCurrent(step);
  };
  const states = useMemo(
    () =>
      Object.fromEntries(
        ORDER.map((name, at) => [name, at < ORDER.indexOf(current) ? 'done' : name === current ? 'current' : 'later']),
      ),
    [current],
  );
  const step = (name, title, said) => ({
    title,
    said,
    state: states[name],
    takesFocus: moved,
    onOpen: gate && !['connect', 'check', 'try', 'place'].includes(name) ? () => go('gates', { gate: gate.policy }) : () => to(name),
  });
  const onward = (name, isOff) => (
    <Action variant="primary" isOff={isOff} onClick={() => to(name)}>
      {__('Go on', 'coop-credentials')}
    </Action>
  );

  return (
    <ol className="coop-admin__steps">
      <Step {...step('connect', __('Connect this site', 'coop-credentials'), connection.serviceName ?? connection.url)}>
        <p>
          {__(
            'A service checks memberships for this site. Your federation runs one, or you do. Whoever runs it gives you a code that works once, for a day. Paste it here.',
            'coop-credentials',
          )}
        </p>
        {connection.connected && connection.source !== 'constant' && (
          <p>
            {
              /* translators: %s: name or address of a service. */
              sprintf(__('This site is connected with %s. A new code replaces that.', 'coop-credentials'), connection.serviceName ?? connection.url)
            }
          </p>
        )}
        {connection.source === 'constant' ? (
          <>
            <p>{__('The connection is kept in wp-config.php. Change it there.', 'coop-credentials')}</p>
            {onward('check')}
          </>
        ) : (
          <PairForm
            onPaired={(paired) => {
              setConnection(paired);
              to('check');
            }}
          />
        )}
      </Step>
      <Step {...step('check', __('See that it works', 'coop-credentials'), __('Everything works.', 'coop-credentials'))} again={__('Look again', 'coop-credentials')}>
        {connection.serviceName && (
          <p>
            {
              /* translators: 1: name of a service, 2: name of this site there. */
              sprintf(__('“%1$s” knows this site as “%2$s”.', 'coop-credentials'), connection.serviceName, connection.siteName)
            }
          </p>
        )}
        <SelfTest onResult={setIsWell} />
        <div className="coop-admin__buttons">
          {onward(gate ? 'try' : 'welcome', !isWell)}
          {!isWell && (
            <Button variant="tertiary" onClick={() => to(gate ? 'try' : 'welcome')}>
              {__('Go on all the same', 'coop-credentials')}
            </Button>
          )}
        </div>
      </Step>
      <Step
        {...step('welcome', __('Whose members do you welcome?', 'coop-credentials'), [...coops.map(({ name }) => name), ...listsOf(draft.document).map(titleOf)].join(', '))}
      >
        <p>
          {__(
            'Begin with a co-op that you know. Enter its web address; you see what it publishes there, and compare it with what the co-op itself tells you.',
            'coop-credentials',
          )}
        </p>
        <CoopsField coops={coops} onChange={(changed) => setDocument(withCoops(draft.document, changed))} />
        <FederationsField document={draft.document} onChange={setDocument} />
        <div className="coop-admin__buttons">{onward('gets', !welcomesAnybody(draft.document) || coops.some(({ name }) => name.trim() === ''))}</div>
      </Step>
      <Step {...step('gets', __('What do they get?', 'coop-credentials'), draft.name)}>
        <WordsFields form={draft} onChange={setDraft} />
        <KindsField document={draft.document} onChange={setDocument} />
        <div className="coop-admin__buttons">{onward('duration', draft.name.trim() === '')}</div>
      </Step>
      <Step {...step('duration', __('For how long?', 'coop-credentials'), [sayDuration(durationOf(draft.document)), sayLimit(draft.document)].filter(Boolean).join(' · '))}>
        <DurationField document={draft.document} onChange={setDocument} />
        <LimitFields document={draft.document} onChange={setDocument} />
        <div className="coop-admin__buttons">{onward('make')}</div>
      </Step>
      <Step {...step('make', __('Is this what you mean?', 'coop-credentials'), gate?.summary)}>
        <MakeStep draft={draft} onMade={({ policy }) => go('setup', { gate: policy })} onChange={() => to('welcome')} />
      </Step>
      <Step {...step('try', __('Try it as a visitor', 'coop-credentials'))} again={__('Try again', 'coop-credentials')}>
        {gate && (
          <>
            <TryGate gate={gate} view="setup" isOpen />
            <div className="coop-admin__buttons">{onward('place')}</div>
          </>
        )}
      </Step>
      <Step {...step('place', __('Put it on a page', 'coop-credentials'))}>
        {gate && <PlaceStep gate={gate} />}
        <div className="coop-admin__buttons">
          <Button variant="tertiary" onClick={() => go('gates')}>
            {__('To all gates', 'coop-credentials')}
          </Button>
        </div>
      </Step>
    </ol>
  );
}
