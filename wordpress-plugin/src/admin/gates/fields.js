import { CheckboxControl, RadioControl, SelectControl, TextareaControl, TextControl } from '@wordpress/components';
import { useRef } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { daysOf, durationOf, kindsOf, limitOf, membershipKinds, withDuration, withKinds, withLimit } from './gate-form.ts';

/** The kinds of membership in people's words. */
const kindNames = () => ({
  consumer: __('Consumers (who shop or save there)', 'coop-credentials'),
  worker: __('Workers', 'coop-credentials'),
  producer: __('Producers', 'coop-credentials'),
  resident: __('Residents', 'coop-credentials'),
  supporter: __('Supporters', 'coop-credentials'),
  organisation: __('Organisations', 'coop-credentials'),
});

/** What is behind the gate, and what strangers read. */
export function WordsFields({ form, onChange }) {
  return (
    <>
      <TextControl
        __nextHasNoMarginBottom
        __next40pxDefaultSize
        label={__('What is behind the gate', 'coop-credentials')}
        help={__('A short name, such as “Members’ lounge”. Visitors read it.', 'coop-credentials')}
        value={form.name}
        maxLength={200}
        onChange={(name) => onChange({ ...form, name })}
      />
      <TextareaControl
        __nextHasNoMarginBottom
        rows={2}
        label={__('A sentence that makes strangers want to come in', 'coop-credentials')}
        help={__('May be empty.', 'coop-credentials')}
        value={form.teaser}
        onChange={(teaser) => onChange({ ...form, teaser })}
      />
    </>
  );
}

/** As what somebody has to be a member. */
export function KindsField({ document, onChange }) {
  const chosen = kindsOf(document);
  const names = kindNames();
  const toggle = (kind, isOn) =>
    onChange(withKinds(document, membershipKinds.filter((other) => (other === kind ? isOn : chosen.includes(other)))));
  return (
    <fieldset className="coop-admin__fieldset">
      <legend>{__('Which members', 'coop-credentials')}</legend>
      <p className="coop-admin__quiet">{__('Choose none to welcome all of them.', 'coop-credentials')}</p>
      <div className="coop-admin__choices">
        {membershipKinds.map((kind) => (
          <CheckboxControl
            key={kind}
            __nextHasNoMarginBottom
            label={names[kind]}
            checked={chosen.includes(kind)}
            onChange={(isOn) => toggle(kind, isOn)}
          />
        ))}
      </div>
    </fieldset>
  );
}

const OTHER = 'days';

const durations = () => [
  ['P1D', __('One day', 'coop-credentials')],
  ['P7D', __('A week', 'coop-credentials')],
  ['P30D', __('30 days', 'coop-credentials')],
  ['P90D', __('90 days', 'coop-credentials')],
  ['P1Y', __('A year', 'coop-credentials')],
];

/** A duration as the list of the form has it. */
export function sayDuration(duration) {
  const days = daysOf(duration);
  const listed = durations().find(([value]) => value === duration)?.[1];
  /* translators: %d: number of days. */
  return listed ?? (days === undefined ? duration : sprintf(_n('%d day', '%d days', days, 'coop-credentials'), days));
}

/** How long the gate stays open for who was let in. */
export function DurationField({ document, onChange }) {
  const duration = durationOf(document);
  const choices = durations();
  const days = daysOf(duration);
  const isListed = choices.some(([value]) => value === duration);
  const options = choices.map(([value, label]) => ({ value, label }));
  const other = { value: OTHER, label: __('Another number of days', 'coop-credentials') };
  const asItIs = { value: duration, label: duration };

  return (
    <>
      <SelectControl
        __nextHasNoMarginBottom
        __next40pxDefaultSize
        label={__('Open for', 'coop-credentials')}
        help={__(
          'Then members show their membership again. It never stays open longer than the membership lasts.',
          'coop-credentials',
        )}
        value={isListed || days === undefined ? duration : OTHER}
        options={[...options, other, ...(isListed || days !== undefined ? [] : [asItIs])]}
        onChange={(value) => onChange(withDuration(document, value === OTHER ? 'P14D' : value))}
      />
      {!isListed && days !== undefined && (
        <TextControl
          __nextHasNoMarginBottom
          __next40pxDefaultSize
          type="number"
          min={1}
          max={3650}
          label={__('Days', 'coop-credentials')}
          value={days}
          onChange={(value) => onChange(withDuration(document, `P${Math.min(3650, Math.max(1, Number(value) || 1))}D`))}
        />
      )}
    </>
  );
}

const FIRST_LIMIT = { count: 1, per: 'P30D' };

/** How often, as the list of the form has it; empty where nothing is counted. */
export function sayLimit(document) {
  const limit = limitOf(document);
  if (!limit) {
    return '';
  }
  return sprintf(
    /* translators: 1: number, 2: a time such as A week. */
    _n('%1$d time per period: %2$s', '%1$d times per period: %2$s', limit.count, 'coop-credentials'),
    limit.count,
    sayDuration(limit.per),
  );
}

/** How often a member may use what the gate gives. */
export function LimitFields({ document, onChange }) {
  const limit = limitOf(document);
  const before = useRef(limit ? 'wallet' : document.identify);
  const isOfProgramme = document.limit && !limit;
  const choices = durations();
  const isListed = !limit || choices.some(([value]) => value === limit.per);

  const choose = (value) => {
    if (value === 'counted') {
      before.current = document.identify;
    }
    onChange(withLimit(document, value === 'counted' ? FIRST_LIMIT : undefined, before.current));
  };
  const change = (part) => onChange(withLimit(document, { ...limit, ...part }));

  if (isOfProgramme) {
    return (
      <p className="coop-admin__quiet">
        {__('How often is counted together with other sites, as the whole rule says.', 'coop-credentials')}
      </p>
    );
  }

  return (
    <>
      <SelectControl
        __nextHasNoMarginBottom
        __next40pxDefaultSize
        label={__('How often', 'coop-credentials')}
        help={
          limit
            ? __(
                'For discounts: each order takes one. Coming in to read is not counted. Works only with co-ops that number their memberships, because members have to be known again.',
                'coop-credentials',
              )
            : __('A limit is for discounts: so many orders in a time.', 'coop-credentials')
        }
        value={limit ? 'counted' : 'any'}
        options={[
          { value: 'any', label: __('As often as they like', 'coop-credentials') },
          { value: 'counted', label: __('A number of times', 'coop-credentials') },
        ]}
        onChange={choose}
      />
      {limit && (
        <>
          <TextControl
            __nextHasNoMarginBottom
            __next40pxDefaultSize
            type="number"
            min={1}
            max={9999}
            label={__('How many times', 'coop-credentials')}
            value={limit.count}
            onChange={(value) => change({ count: Math.min(9999, Math.max(1, Math.trunc(Number(value)) || 1)) })}
          />
          <SelectControl
            __nextHasNoMarginBottom
            __next40pxDefaultSize
            label={__('Per', 'coop-credentials')}
            value={limit.per}
            options={[
              ...choices.map(([value, label]) => ({ value, label })),
              ...(isListed ? [] : [{ value: limit.per, label: sayDuration(limit.per) }]),
            ]}
            onChange={(per) => change({ per })}
          />
        </>
      )}
    </>
  );
}

/** Who counts as the same person, and which devices may answer. */
export function FinerFields({ document, onChange }) {
  return (
    <>
      <RadioControl
        label={__('How somebody is known again', 'coop-credentials')}
        selected={document.identify ?? 'wallet'}
        options={[
          ...(document.limit && document.identify === 'membership'
            ? []
            : [{ value: 'wallet', label: __('By their wallet. Works with every co-op.', 'coop-credentials') }]),
          {
            value: 'membership',
            label: __(
              'By their membership, also with a new wallet. Works only with co-ops that number memberships, and is needed where uses are counted.',
              'coop-credentials',
            ),
          },
        ]}
        onChange={(identify) => onChange({ ...document, identify })}
      />
      <RadioControl
        label={__('Which device may answer', 'coop-credentials')}
        selected={document.crossDevice ?? 'allow'}
        options={[
          {
            value: 'allow',
            label: __('Any: a computer shows a code, the phone reads it.', 'coop-credentials'),
          },
          {
            value: 'deny',
            label: __('Only the one that asks. Stricter: nobody can pass a code on.', 'coop-credentials'),
          },
        ]}
        onChange={(crossDevice) => onChange({ ...document, crossDevice })}
      />
    </>
  );
}
