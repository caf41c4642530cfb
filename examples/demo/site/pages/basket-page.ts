import { html } from '../../web/html.ts';
import { asMoney, priceBasket, type PricedBasket } from '../basket.ts';
import type { Order } from '../orders.ts';
import { liveGrant } from '../sessions.ts';
import { basketSum } from './basket-sum.ts';
import { door, sitePage, type Visit } from './site-page.ts';

export function basketPage(about: Visit): string {
  const basket = priceBasket(about.session.basket, liveGrant(about.session, 'neighbour-discount') !== undefined);
  const main = html` <section class="hero"><h1>Your basket</h1></section>
    <div class="beside">
      <section class="card" id="basket" data-follows="neighbour-discount" aria-label="What is in it">
        ${basket.lines.length > 0 ? filled(basket, about.session.orderNumber) : empty}
      </section>
      <section class="card" aria-label="Discount for neighbours">
        ${door('neighbour-discount', about, html`<h2 slot="teaser">Member of a neighbour co-op?</h2>`)}
      </section>
    </div>
    ${about.session.orders.size > 0 && orders([...about.session.orders.values()])}`;
  return sitePage({ ...about, title: 'Your basket', path: '/basket', step: 'shop', main });
}

const orders = (placed: readonly Order[]) =>
  html`<section class="card" aria-labelledby="orders">
    <h2 id="orders">Your orders</h2>
    <ul class="plain">
      ${placed.map(
        ({ number, basket, state }) =>
          html`<li>
            <a href="/orders/${number}">Order ${number}</a>,
            ${asMoney(basket.total)}${state === 'refunded' && ', refunded'}
          </li>`,
      )}
    </ul>
  </section>`;

const empty = html`<p>Your basket is empty.</p>
  <p class="actions"><a class="button primary" href="/shop">Go to the shop</a></p>`;

const filled = (basket: PricedBasket, number: string) =>
  html` <ul class="lines">
      ${basket.lines.map(
        ({ product: { id, name }, count, cost }) =>
          html`<li>
            <span>${name}</span>
            <form method="post" action="/basket" data-replaces="basket">
              <input type="hidden" name="product" value="${id}" />
              <button class="small" id="less-${id}" name="change" value="remove" aria-label="One less: ${name}">
                −
              </button>
              <span class="count">${count}</span>
              <button class="small" id="more-${id}" name="change" value="add" aria-label="One more: ${name}">+</button>
            </form>
            <span class="price">${asMoney(cost)}</span>
          </li>`,
      )}
    </ul>
    <div aria-live="polite">${basketSum(basket)}</div>
    <form class="order" method="post" action="/orders">
      <input type="hidden" name="number" value="${number}" /><input
        type="hidden"
        name="total"
        value="${basket.total}"
      />
      <button class="primary">Order and pay ${asMoney(basket.total)}</button>
    </form>
    <p class="small-print">Invented money: nothing is really bought or sent.</p>`;
