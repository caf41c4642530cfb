import assert from 'node:assert/strict';
import { wpEval } from '../bed/wp-eval.ts';
import { orderOf, redemptionOf } from './orders.ts';
import { codesOf, newMember, panelOf, Shopper, type Member } from './shopper.ts';
import { shopRoot } from './start-shop.ts';
import { theShop, type TheShop } from './the-shop.ts';

const where = shopRoot();
const once = 'basket-tenth';
const often = 'basket-always';

if (!('missing' in where)) {
  describe('the basket after the discount was used', function () {
    this.timeout(120_000);
    let at: TheShop;

    before(async () => {
      at = await theShop(where.root);
      await at.addOffer({ policy: 'basket-tenth', name: 'One tenth', code: once, limit: 1 });
      await at.addOffer({ policy: 'basket-always', name: 'Each time', code: often });
    });

    afterEach(() => at.verifier.start());

    const entitled = async (code = once, member?: Member): Promise<Shopper> => {
      const shopper = new Shopper(at.shop);
      await shopper.put(at.shop.honey);
      assert.deepEqual(codesOf(await shopper.present(code, at.coop, member ?? (await newMember()))), [code]);
      return shopper;
    };

    const place = async (shopper: Shopper, method = 'bacs'): Promise<number> => {
      const { status, body } = await shopper.checkout({ method });
      assert.equal(status, 200, JSON.stringify(body));
      return body.order_id ?? 0;
    };

    it('has it no more in the next order, also of the same things, and says so before “Place Order”', async () => {
      const shopper = await entitled();
      assert.equal(orderOf(at.shop, await place(shopper)).total, 27);
      await shopper.put(at.shop.honey);
      const cart = await shopper.cart();
      assert.deepEqual([codesOf(cart), cart.totals.total_price, panelOf(cart, once).state], [[], '3000', 'stopped']);
      assert.match(panelOf(cart, once).message, /as often as it may be.*again/);
      assert.equal(orderOf(at.shop, await place(shopper)).total, 30);
    });

    it('has it in the next order where there is no limit', async () => {
      const shopper = await entitled(often);
      await place(shopper);
      await shopper.put(at.shop.honey);
      assert.deepEqual(codesOf(await shopper.cart()), [often]);
    });

    it('loses it with the change of the basket that follows a use elsewhere', async () => {
      const shopper = await entitled();
      const verificationId = wpEval(
        at.shop,
        `global $wpdb; return $wpdb->get_var( 'SELECT verification_id FROM ' . CoopCredentials\\Plugin::instance()->tables->grants() . ' ORDER BY id DESC LIMIT 1' );`,
      );
      await at.call('POST', '/v1/redemptions', { verificationId, idempotencyKey: `elsewhere-${once}`, ttl: null });
      assert.deepEqual(codesOf(await shopper.cart()), [once]); // Asked a moment ago, for the same basket.
      await shopper.put(at.shop.apples);
      const cart = await shopper.cart();
      assert.deepEqual([codesOf(cart), cart.totals.total_price, panelOf(cart, once).state], [[], '5000', 'stopped']);
    });

    it('keeps it while the service is silent, which “Place Order” tells', async () => {
      const shopper = await entitled();
      await at.verifier.stop();
      await shopper.put(at.shop.apples);
      assert.deepEqual(codesOf(await shopper.cart()), [once]);
      assert.equal((await shopper.checkout()).status, 409);
    });

    describe('by an order whose payment page was left', () => {
      it('has it still with the same things, and pays for the same order', async () => {
        const shopper = await entitled();
        const first = await place(shopper, 'away');
        assert.deepEqual([orderOf(at.shop, first).status, redemptionOf(at.shop, first).state], ['pending', 'reserved']);
        assert.deepEqual(codesOf(await shopper.cart()), [once]);
        assert.deepEqual(codesOf(await shopper.lookAgain()), [once]);
        assert.equal(await place(shopper), first);
        assert.equal(orderOf(at.shop, first).total, 27);
      });

      it('says with other things which order has it, and has it once that one is cancelled', async () => {
        const shopper = await entitled();
        const first = await place(shopper, 'away');
        await shopper.put(at.shop.apples);
        const cart = await shopper.cart();
        const { state, message, links } = panelOf(cart, once);
        assert.deepEqual([codesOf(cart), cart.totals.total_price, state], [[], '5000', 'held']);
        assert.match(message, new RegExp(`Your order ${first}, which is not paid yet`));

        const [pay, cancel] = links ?? [];
        assert.ok((await shopper.page(pay?.url ?? '')).text.includes('27.00'));
        await shopper.page(cancel?.url ?? assert.fail('no way to cancel'));
        assert.deepEqual(
          [orderOf(at.shop, first).status, redemptionOf(at.shop, first).state],
          ['cancelled', 'released'],
        );
        assert.equal(at.deliver(), 0);
        assert.equal(panelOf(await shopper.cart(), once).state, 'known');
        assert.deepEqual(codesOf(await shopper.lookAgain()), [once]);
      });
    });

    it('takes no discount on in the middle of several calls of which one orders', async () => {
      const shopper = await entitled(often);
      await place(shopper);
      const id = await shopper.orderInOneGo(at.shop.honey);
      assert.deepEqual([orderOf(at.shop, id).total, orderOf(at.shop, id).coupons], [30, []]);
    });
  });
}
