import { Button, CheckboxControl, SelectControl, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { send } from '../admin/api.js';
import { ViewLink } from '../admin/location.js';
import { Action } from '../admin/parts/action.js';
import { Failure } from '../admin/parts/answers.js';
import { Heading } from '../admin/parts/heading.js';
import { useDeed } from '../admin/parts/use-deed.js';
import { sayOffer } from './say-offer.js';
import { ThingsField } from './things-field.js';

const codeOf = (name) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);

/** A new discount, or one that is there. */
export function OfferForm({ offer, gates, currency, onLeave, onSaved }) {
  const [form, setForm] = useState({ ...offer, policy: offer.policy || gates[0]?.policy || '' });
  const [run, { isBusy, error }] = useDeed();
  const isNew = offer.id === undefined;
  const set = (change) => setForm((before) => ({ ...before, ...change }));
  const text = (field, attributes) => (
    <>
      <TextControl
        __nextHasNoMarginBottom
        __next40pxDefaultSize
        value={form[field]}
        onChange={(value) => set({ [field]: value })}
        {...attributes}
      />
      {error?.fields?.[field] && <p className="coop-admin__quiet">{error.fields[field]}</p>}
    </>
  );

  const save = async (event) => {
    event.preventDefault();
    const { productNames, categoryNames, id, ...sent } = form;
    const data = {
      ...sent,
      code: form.code || codeOf(form.name),
      products: productNames.map((thing) => thing.id),
      categories: categoryNames.map((thing) => thing.id),
    };
    if (await run(() => (isNew ? send('POST', '/admin/offers', data) : send('PUT', `/admin/offers/${id}`, data)))) {
      onSaved();
    }
  };

  return (
    <section aria-label={__('Discounts', 'coop-credentials')}>
      <Heading takesFocus>
        {isNew
          ? __('A new discount', 'coop-credentials')
          : /* translators: %s: name of a discount. */ sprintf(__('Change “%s”', 'coop-credentials'), offer.name)}
      </Heading>
      <form className="coop-admin__form" onSubmit={save}>
        <SelectControl
          __nextHasNoMarginBottom
          __next40pxDefaultSize
          label={__('Who gets it', 'coop-credentials')}
          help={
            <>
              {__('A gate’s rule: whose members, and how often each of them may use it.', 'coop-credentials')}{' '}
              {form.policy && (
                <ViewLink view="gates" query={{ gate: form.policy }}>
                  {__('Set “How often” at the gate', 'coop-credentials')}
                </ViewLink>
              )}
            </>
          }
          value={form.policy}
          options={gates.map(({ policy, name }) => ({ value: policy, label: name || policy }))}
          onChange={(policy) => set({ policy })}
        />
        {text('name', {
          label: __('Name', 'coop-credentials'),
          help: __('Stands in the basket and on the order, such as “Members’ tenth”.', 'coop-credentials'),
          maxLength: 200,
          required: true,
        })}
        <SelectControl
          __nextHasNoMarginBottom
          __next40pxDefaultSize
          label={__('Kind of discount', 'coop-credentials')}
          value={form.kind}
          options={[
            { value: 'percent', label: __('Per cent', 'coop-credentials') },
            { value: 'fixed_cart', label: __('An amount off the basket', 'coop-credentials') },
            { value: 'fixed_product', label: __('An amount off each product', 'coop-credentials') },
          ]}
          onChange={(kind) => set({ kind })}
        />
        {text('amount', {
          label:
            form.kind === 'percent'
              ? __('How many per cent', 'coop-credentials')
              : /* translators: %s: sign of a currency. */ sprintf(__('How much, in %s', 'coop-credentials'), currency),
          inputMode: 'decimal',
          required: true,
        })}
        <ThingsField
          kind="products"
          label={__('Only these products', 'coop-credentials')}
          value={form.productNames}
          onChange={(productNames) => set({ productNames })}
        />
        <ThingsField
          kind="categories"
          label={__('Only products of these categories', 'coop-credentials')}
          value={form.categoryNames}
          onChange={(categoryNames) => set({ categoryNames })}
        />
        {text('minimum', {
          /* translators: %s: sign of a currency. */
          label: sprintf(__('The least that a basket must cost, in %s', 'coop-credentials'), currency),
          inputMode: 'decimal',
        })}
        {text('code', {
          label: __('Coupon code', 'coop-credentials'),
          help: __(
            'How WooCommerce names it inside. Typing it gives nobody the discount. Empty: made of the name.',
            'coop-credentials',
          ),
          maxLength: 64,
          autoCapitalize: 'none',
          spellCheck: false,
        })}
        <CheckboxControl
          __nextHasNoMarginBottom
          label={__('On', 'coop-credentials')}
          checked={form.enabled}
          onChange={(enabled) => set({ enabled })}
        />
        <p>{sayOffer(form, { currency, gates })}</p>
        <Failure error={error} />
        <div className="coop-admin__buttons">
          <Action type="submit" variant="primary" isBusy={isBusy}>
            {__('Save', 'coop-credentials')}
          </Action>
          <Button variant="tertiary" onClick={onLeave}>
            {__('Back', 'coop-credentials')}
          </Button>
        </div>
      </form>
    </section>
  );
}
