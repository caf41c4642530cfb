import { html } from '../../web/html.ts';
import { asMoney } from '../basket.ts';
import type { Order } from '../orders.ts';
import { basketSum } from './basket-sum.ts';
import { sitePage, type Visit } from './site-page.ts';

/** What was bought, and the way to give it back. */
export function orderPage(about: Visit, order: Order): string {
  const { number, basket, state } = order;
  const refunded = state === 'refunded';
  const withDiscount = basket.discount > 0;
  const main = html` <section class="hero">
      <h1>${refunded ? 'Your order was refunded' : 'Thank you for your order'}</h1>
      <p class="lead">
        ${
          refunded
            ? `You have your invented ${asMoney(basket.total)} back.`
            : `Order ${number}, paid with invented money. Nothing will be sent.`
        }
      </p>
    </section>
    <section class="card" aria-label="What was in it">
      <ul class="lines">
        ${basket.lines.map(
          ({ product, count, cost }) =>
            html`<li>
              <span>${product.name}</span><span class="count">× ${count}</span
              ><span class="price">${asMoney(cost)}</span>
            </li>`,
        )}
      </ul>
      ${basketSum(basket)}
      ${
        withDiscount &&
        html`<p>
          ${
            refunded
              ? 'The discount was given back, too: your membership can take it once more.'
              : 'Your membership has taken its discount for the next 30 days: once, also when it is renewed or kept in a second wallet.'
          }
        </p>`
      }
      ${
        state === 'refund failed' &&
        html`<p class="trouble" role="alert">It could not be refunded just now. Try again in a moment.</p>`
      }
      <div class="actions">
        ${
          !refunded &&
          html`<form method="post" action="/orders/${number}/refund"><button class="quiet">Refund it</button></form>`
        }
        <a class="button ${refunded ? 'primary' : 'quiet'}" href="/shop">To the shop</a>
      </div>
    </section>
    ${!refunded && next(about)}`;
  return sitePage({ ...about, title: `Order ${number}`, path: '/orders', step: 'shop', main });
}

const next = ({ origins }: Visit) =>
  html`<section>
    <p class="next">
      Next: <a href="${origins.harvest}/#given-out">let the co-op take your membership back</a>, and see the lounge
      close.
    </p>
  </section>`;
