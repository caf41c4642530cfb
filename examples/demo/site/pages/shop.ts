import { html } from '../../web/html.ts';
import { asMoney } from '../basket.ts';
import { products } from '../products.ts';
import { sitePage, type Visit } from './site-page.ts';

export function shopPage(about: Visit, addedId?: string): string {
  const added = products.find(({ id }) => id === addedId);
  const main = html` <section class="hero">
      <h1>The little shop</h1>
      <p class="lead">
        Open to everybody. Members of neighbour co-ops take 10 % off one order in 30 days: put something into your
        basket, then show your membership there.
      </p>
    </section>
    <div role="status">
      ${added && html`<p class="flash">${added.name} is in your basket. <a href="/basket">Go to the basket</a></p>`}
    </div>
    <ul class="products">
      ${products.map(
        ({ id, name, about: text, cents, picture }) =>
          html`<li class="product">
            ${picture}
            <h2>${name}</h2>
            <p>${text}</p>
            <p class="price">${asMoney(cents)}</p>
            <form method="post" action="/basket">
              <input type="hidden" name="product" value="${id}" /><button
                class="quiet"
                name="change"
                value="add"
                aria-label="Add to basket: ${name}"
              >
                Add to basket
              </button>
            </form>
          </li>`,
      )}
    </ul>`;
  return sitePage({ ...about, title: 'Shop', path: '/shop', step: 'shop', main });
}
