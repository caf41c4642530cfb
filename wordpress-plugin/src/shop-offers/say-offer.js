import { __, sprintf } from '@wordpress/i18n';

/** A discount in one or two sentences. */
export function sayOffer({ kind, amount, minimum, policy, productNames, categoryNames }, { currency, gates }) {
  const gate = gates.find((one) => one.policy === policy);
  const money = (value) => `${currency}${value}`;
  const what = {
    /* translators: %s: number. */
    percent: () => sprintf(__('%s per cent off.', 'coop-credentials'), amount),
    /* translators: %s: money. */
    fixed_cart: () => sprintf(__('%s off the basket.', 'coop-credentials'), money(amount)),
    /* translators: %s: money. */
    fixed_product: () => sprintf(__('%s off each product.', 'coop-credentials'), money(amount)),
  }[kind]();
  const only = [...productNames, ...categoryNames].map(({ name }) => name).join(', ');
  return [
    what,
    /* translators: %s: names of products and categories. */
    only && sprintf(__('Only: %s.', 'coop-credentials'), only),
    /* translators: %s: money. */
    Number(minimum) > 0 && sprintf(__('From a basket of %s.', 'coop-credentials'), money(minimum)),
    // The summary says for whom, and how often.
    gate?.summary ||
      /* translators: %s: name of a gate. */
      sprintf(__('For “%s”.', 'coop-credentials'), gate?.name || policy),
  ]
    .filter(Boolean)
    .join(' ');
}
