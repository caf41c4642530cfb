import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { assertAccessible, desktop, newVisitor, phone, photograph, type Visitor } from '../bed/browser.ts';
import { wpEval } from '../bed/wp-eval.ts';
import { orderOf } from './orders.ts';
import { newMember, type Member } from './shopper.ts';
import { shopRoot } from './start-shop.ts';
import { theShop, type TheShop } from './the-shop.ts';

const where = shopRoot();
const code = 'browser-tenth';

if (!('missing' in where)) {
  describe('the shop in a browser', function () {
    this.timeout(120_000);
    let at: TheShop;
    let visitor: Visitor;
    let page: Page;

    before(async () => {
      at = await theShop(where.root);
      wpEval(
        at.shop,
        `global $wpdb; return $wpdb->query( 'UPDATE ' . CoopCredentials\\Plugin::instance()->tables->offers() . ' SET enabled = 0' );`,
      );
      await at.addOffer({ policy: 'browser-tenth', name: 'Members’ tenth', code, limit: 1 });
    });

    after(() =>
      wpEval(
        at.shop,
        `global $wpdb; return $wpdb->query( 'UPDATE ' . CoopCredentials\\Plugin::instance()->tables->offers() . ' SET enabled = 1' );`,
      ),
    );

    beforeEach(async function () {
      visitor = await newVisitor(this.currentTest?.title.includes('phone') ? phone : desktop);
      page = await visitor.newPage();
      for (const product of [at.shop.honey, at.shop.apples]) await page.goto(`${at.shop.url}/?add-to-cart=${product}`);
    });

    afterEach(async () => {
      const { complaints } = visitor;
      await visitor.leave();
      assert.deepEqual(complaints, []);
    });

    const offer = (): Locator => page.locator('.coop-offer').first();

    /** Presses the button and answers with a wallet elsewhere. */
    const present = async ({ membershipId, wallet }: Member): Promise<void> => {
      const answer = page.waitForResponse((response) => response.url().includes('/coop-credentials/v1/start'));
      await offer().getByRole('button', { name: 'Show my membership' }).click();
      const { links } = (await (await answer).json()) as { links: { crossDevice: { app: string } } };
      await wallet.answer(links.crossDevice.app, await at.coop.issue(wallet, { membershipId }));
    };

    const fillBlocks = async (email: string): Promise<void> => {
      await page.locator('#email').fill(email);
      const edit = page.getByRole('button', { name: 'Edit billing address' });
      if (await edit.isVisible().catch(() => false)) await edit.click();
      for (const [field, value] of Object.entries({
        first_name: 'Ada',
        last_name: 'Member',
        address_1: '1 Mill Lane',
        city: 'Leeds',
        postcode: 'LS1 4AP',
      })) {
        await page.locator(`#billing-${field}`).fill(value);
      }
    };

    const fillClassic = async (email: string): Promise<void> => {
      for (const [field, value] of Object.entries({
        first_name: 'Ada',
        last_name: 'Member',
        address_1: '1 Mill Lane',
        city: 'Leeds',
        postcode: 'LS1 4AP',
        phone: '0113 496 0000',
        email,
      })) {
        await page.locator(`#billing_${field}`).fill(value);
      }
    };

    const placed = async (): Promise<ReturnType<typeof orderOf>> => {
      await page.waitForURL(/order-received/, { timeout: 30_000 });
      return orderOf(at.shop, Number(/order-received\/(\d+)/.exec(page.url())?.[1]));
    };

    for (const size of ['desktop', 'phone']) {
      it(`block basket and block checkout (${size})`, async () => {
        await page.goto(at.shop.cart);
        await offer().getByRole('button', { name: 'Show my membership' }).waitFor();
        await assertAccessible(page, '.coop-offers');
        await offer().scrollIntoViewIfNeeded();
        await photograph(page, `shop-cart-ask-${size}`);

        await present(await newMember());
        await page.locator('.coop-offer.is-on').waitFor();
        await page.locator('.wc-block-components-totals-footer-item').getByText('€45.00').waitFor();
        await page.locator('.wc-block-components-chip__text').getByText('Members’ tenth').waitFor();
        await page.waitForFunction(() => document.activeElement?.classList.contains('coop-offer'));
        await assertAccessible(page, '.coop-offers');
        await offer().scrollIntoViewIfNeeded();
        await photograph(page, `shop-cart-on-${size}`);

        await page.goto(at.shop.checkout);
        await fillBlocks(`${size}@example.org`);
        await page.locator('.wc-block-components-totals-footer-item').getByText('€45.00').first().waitFor();
        await assertAccessible(page, '.coop-offers');
        await page.getByRole('button', { name: 'Place Order' }).scrollIntoViewIfNeeded();
        await photograph(page, `shop-checkout-on-${size}`);
        await page.getByRole('button', { name: 'Place Order' }).click();
        const order = await placed();
        assert.deepEqual([order.total, order.coupons], [45, [code]]);
      });

      it(`classic basket and classic checkout (${size})`, async () => {
        await page.goto(at.shop.classicCart);
        await offer().getByRole('button', { name: 'Show my membership' }).waitFor();
        await assertAccessible(page, '.coop-offers');
        await offer().scrollIntoViewIfNeeded();
        await photograph(page, `shop-classic-cart-ask-${size}`);

        await present(await newMember());
        await page.locator('.coop-offer.is-on').waitFor();
        await page.locator('.order-total').getByText('€45.00').first().waitFor();
        await page.locator('.cart-discount [data-title="Members’ tenth"]').waitFor();
        await offer().scrollIntoViewIfNeeded();
        await photograph(page, `shop-classic-cart-on-${size}`);

        await page.goto(at.shop.classicCheckout);
        await page.locator('.coop-offer.is-on').waitFor();
        await fillClassic(`classic-${size}@example.org`);
        await page.locator('.order-total').getByText('€45.00').first().waitFor();
        await assertAccessible(page, '.coop-offers');
        await page.locator('.order-total').scrollIntoViewIfNeeded();
        await photograph(page, `shop-classic-checkout-on-${size}`);
        await page.getByRole('button', { name: 'Place order' }).click();
        const order = await placed();
        assert.deepEqual([order.total, order.coupons], [45, [code]]);
      });
    }

    for (const kind of ['block', 'classic'] as const) {
      it(`says the new total when the use was taken meanwhile, and lets the order go at it (${kind} checkout, phone)`, async () => {
        const member = await newMember();
        await page.goto(kind === 'block' ? at.shop.checkout : at.shop.classicCheckout);
        await offer().getByRole('button', { name: 'Show my membership' }).waitFor();
        await assertAccessible(page, '.coop-offers');
        await present(member);
        await page.locator('.coop-offer.is-on').waitFor();
        await (kind === 'block' ? fillBlocks : fillClassic)('late@example.org');
        await at.call('POST', '/v1/redemptions', {
          verificationId: newest(),
          idempotencyKey: `elsewhere-${kind}`,
          ttl: null,
        });
        await page.waitForLoadState('networkidle'); // WooCommerce still tells the server what was filled in.
        const button = page.getByRole('button', { name: /place order/i });
        await button.click();
        await page.getByText('The new total is €50.00').first().waitFor();
        await page.locator('.coop-offer.is-stopped').waitFor();
        await assertAccessible(page, '.coop-offers');
        await page.getByText('The new total is €50.00').first().scrollIntoViewIfNeeded();
        await photograph(page, `shop-${kind}-checkout-gone-phone`);
        visitor.complaints.splice(0, Infinity, ...visitor.complaints.filter((said) => !said.includes('409')));

        await page
          .locator(kind === 'block' ? '.wc-block-components-totals-footer-item' : '.order-total')
          .getByText('€50.00')
          .first()
          .waitFor();
        await button.click();
        const order = await placed();
        assert.deepEqual([order.total, order.coupons], [50, []]);
      });
    }

    it('names the unpaid order that has the discount, which can be cancelled right there (phone)', async () => {
      await page.goto(at.shop.classicCheckout);
      await present(await newMember());
      await page.locator('.coop-offer.is-on').waitFor();
      await fillClassic('away@example.org');
      await page.getByText('On another page').click();
      await page.waitForLoadState('networkidle');
      await page.getByRole('button', { name: 'Place order' }).click();
      await page.waitForURL(/paying-elsewhere/);

      await page.goto(`${at.shop.url}/?add-to-cart=${at.shop.apples}`);
      await page.goto(at.shop.cart);
      await page.locator('.coop-offer.is-held').waitFor();
      await page.locator('.wc-block-components-totals-footer-item').getByText('€70.00').waitFor();
      await assertAccessible(page, '.coop-offers');
      await offer().scrollIntoViewIfNeeded();
      await photograph(page, 'shop-cart-held-phone');
      await offer()
        .getByRole('link', { name: /^Cancel order/ })
        .click();
      await page.locator('.coop-offer.is-known').waitFor();
      await photograph(page, 'shop-cart-known-phone');
      at.deliver();
      await offer().getByRole('button', { name: 'Use my discount' }).click();
      await page.locator('.wc-block-components-totals-footer-item').getByText('€63.00').waitFor();
      await assertAccessible(page, '.coop-offers');
    });

    const newest = (): string =>
      wpEval(
        at.shop,
        `global $wpdb; return $wpdb->get_var( $wpdb->prepare( 'SELECT verification_id FROM %i ORDER BY id DESC LIMIT 1', CoopCredentials\\Plugin::instance()->tables->grants() ) );`,
      ) as string;
  });
}
