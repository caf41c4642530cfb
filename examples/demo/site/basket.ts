import { products } from './products.ts';

/** What a basket holds and costs, in cents. The discount is the server's alone to give. */
export function priceBasket(basket: ReadonlyMap<string, number>, discounted: boolean) {
  const lines = products
    .map((product) => ({ product, count: basket.get(product.id) ?? 0 }))
    .filter(({ count }) => count > 0)
    .map((line) => ({ ...line, cost: line.count * line.product.cents }));
  const subtotal = lines.reduce((sum, { cost }) => sum + cost, 0);
  const discount = discounted ? Math.round(subtotal / 10) : 0;
  return { lines, subtotal, discount, total: subtotal - discount };
}

export type PricedBasket = ReturnType<typeof priceBasket>;

const euros = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });
export const asMoney = (cents: number): string => euros.format(cents / 100);

export const countItems = (basket: ReadonlyMap<string, number>): number =>
  [...basket.values()].reduce((sum, count) => sum + count, 0);
