import { html, type Html } from '../../web/html.ts';
import { asMoney, type PricedBasket } from '../basket.ts';

/** What it comes to. */
export const basketSum = ({ subtotal, discount, total }: PricedBasket): Html =>
  html`<dl class="sum">
    ${
      discount > 0 &&
      html`<div>
          <dt>Together</dt>
          <dd>${asMoney(subtotal)}</dd>
        </div>
        <div class="off">
          <dt>10 % for neighbours</dt>
          <dd>−${asMoney(discount)}</dd>
        </div>`
    }
    <div class="total">
      <dt>Total</dt>
      <dd id="total">${asMoney(total)}</dd>
    </div>
  </dl>`;
