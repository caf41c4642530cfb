import { __, sprintf } from '@wordpress/i18n';

/** A discount in one or two sentences. */
export function sayOffer({ kind, amount, minimum, policy, productNames, categoryNames }, { currency, gates }) {
  const gate = gates.find((one) => one.policy === policy);
  const money = (value) => `${currency}${value}`;
  const what = {
    /* translators: 1: number, 2: who gets it, as a gate's name. */
    percent: () => sprintf(__('%1$s per cent off, for “%2$s”.', 'coop-credentials'), amount, gate?.name || policy),
    /* translators: 1: money, 2: who gets it, as a gate's name. */
    fixed_cart: () => sprintf(__('%1$s off the basket, for “%2$s”.', 'coop-credentials'), money(amount), gate?.name || policy),
    fixed_product: () =>
      /* translators: 1: money, 2: who gets it, as a gate's name. */
      sprintf(__('%1$s off each product, for “%2$s”.', 'coop-credentials'), money(amount), gate?.name || policy),
  }[kind]();
  const only = [...productNames, ...categoryNames].map(({ name }) => name).join(', ');
  return [
    what,
    /* translators: %s: names of products and categories. */
    only && sprintf(__('Only: %s.', 'coop-credentials'), only),
    /* translators: %s: money. */
    Number(minimum) > 0 && sprintf(__('From a basket of %s.', 'coop-credentials'), money(minimum)),
    gate?.summary,
  ]
    .filter(Boolean)
    .join(' ');
}
