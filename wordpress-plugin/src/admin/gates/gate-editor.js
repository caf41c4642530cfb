import { Button, Notice, PanelBody } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { gatePath, get } from '../api.js';
import { go, ViewLink } from '../location.js';
import { Action } from '../parts/action.js';
import { Failure, Loading } from '../parts/answers.js';
import { Heading } from '../parts/heading.js';
import { useDeed } from '../parts/use-deed.js';
import { useLoad } from '../parts/use-load.js';
import { FederationsField } from '../lists/federations-field.js';
import { CoopsField } from './coops-field.js';
import { DurationField, FinerFields, KindsField, LimitFields, WordsFields } from './fields.js';
import { coopsOf, isPlain, newDocument, withCoops } from './gate-form.ts';
import { JsonField } from './json-field.js';
import { lackOf, saveGate, withPurpose } from './save-gate.js';
import { Summary } from './summary.js';
import { TryGate } from './try-gate.js';
import { useCheck } from './use-check.js';

/** One gate: loads it, then lets it be changed. */
export function GateEditor({ policy, tries }) {
  const { data, error, reload } = useLoad(async () => {
    const gates = (await get('/admin/gates')).gates.map((gate) => gate.policy);
    const gate = policy === '' ? { policy, name: '', teaser: '', document: newDocument } : await get(gatePath(policy));
    return { gate, taken: gates };
  }, [policy]);

  return (
    <>
      <p>
        <ViewLink view="gates">{__('← All gates', 'coop-credentials')}</ViewLink>
      </p>
      <Failure error={error} onRetry={reload} />
      {!data && !error && <Loading />}
      {data && <Form gate={data.gate} taken={data.taken} tries={tries} />}
    </>
  );
}

function Form({ gate, taken, tries }) {
  const [form, setForm] = useState(gate);
  const [isBroken, setIsBroken] = useState(false);
  const [run, { isBusy, error }] = useDeed();
  const document = withPurpose(form);
  const check = useCheck(lackOf(form).length === 0 ? document : undefined);
  const isNew = gate.policy === '';
  const plain = isPlain(form.document);
  const setDocument = (changed) => setForm((before) => ({ ...before, document: changed }));
  const isReady = !isBroken && form.name.trim() !== '' && check.isFresh && check.answer?.valid;

  const save = async (event) => {
    event.preventDefault();
    if (isReady && (await run(() => saveGate(form, taken)))) {
      go('gates', { done: 'saved' });
    }
  };

  return (
    <>
    <form onSubmit={save} className="coop-admin__form">
      <Heading takesFocus>
        {
          isNew
            ? __('A new gate', 'coop-credentials')
            : sprintf(/* translators: %s: name of a gate. */ __('Gate: %s', 'coop-credentials'), gate.name || gate.policy)
        }
      </Heading>
      {gate.changedElsewhere && (
        <Notice status="warning" isDismissible={false} spokenMessage="">
          {__(
            'Somebody changed this gate at the service, past this site. Here is what it says now.',
            'coop-credentials',
          )}
        </Notice>
      )}
      <WordsFields form={form} onChange={setForm} />
      {plain ? (
        <>
          <h3>{__('Whose members do you welcome?', 'coop-credentials')}</h3>
          <CoopsField coops={coopsOf(form.document)} onChange={(coops) => setDocument(withCoops(form.document, coops))} />
          <FederationsField document={form.document} onChange={setDocument} />
          <KindsField document={form.document} onChange={setDocument} />
          <h3>{__('For how long?', 'coop-credentials')}</h3>
          <DurationField document={form.document} onChange={setDocument} />
          <LimitFields document={form.document} onChange={setDocument} />
        </>
      ) : (
        <Notice status="info" isDismissible={false} spokenMessage="">
          {__(
            'This gate asks for more than the form can show. Change it in the whole rule below.',
            'coop-credentials',
          )}
        </Notice>
      )}
      <div className="coop-admin__panel">
        <PanelBody title={__('Finer settings', 'coop-credentials')} initialOpen={!plain}>
          {plain && <FinerFields document={form.document} onChange={setDocument} />}
          <JsonField document={document} onChange={setDocument} onFault={setIsBroken} />
        </PanelBody>
      </div>
      <h3>{__('Summed up', 'coop-credentials')}</h3>
      <Summary check={check} lack={isBroken ? [] : lackOf(form)} isUntouched={isNew && form === gate && !isBroken} />
      <Failure error={error} />
      <div className="coop-admin__buttons">
        <Action type="submit" variant="primary" isBusy={isBusy} isOff={!isReady}>
          {isNew ? __('Make the gate', 'coop-credentials') : __('Save', 'coop-credentials')}
        </Action>
        <Button variant="tertiary" onClick={() => go('gates')}>
          {__('Leave it as it was', 'coop-credentials')}
        </Button>
      </div>
    </form>
      {!isNew && (
        <section className="coop-admin__form">
          <h3>{__('Try it as a visitor', 'coop-credentials')}</h3>
          <TryGate gate={gate} view="gates" isOpen={tries} />
        </section>
      )}
    </>
  );
}
