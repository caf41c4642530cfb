import assert from 'node:assert/strict';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { phpString, wpEval } from '../bed/wp-eval.ts';
import { orderOf, redemptionOf, setStatus } from './orders.ts';
import { codesOf, newMember, panelOf, Shopper, type Member } from './shopper.ts';
import { shopRoot } from './start-shop.ts';
import { theShop, type TheShop } from './the-shop.ts';

const where = shopRoot();
const code = 'path-tenth';

if (!('missing' in where)) {
  describe('every way to an order', function () {
    this.timeout(120_000);
    let at: TheShop;

    before(async () => {
      at = await theShop(where.root);
      await at.addOffer({ policy: 'path-tenth', name: 'One tenth', code, limit: 1 });
    });

    const entitled = async (member: Member, shopper = new Shopper(at.shop)): Promise<Shopper> => {
      await shopper.put(at.shop.honey);
      await shopper.put(at.shop.apples);
      assert.deepEqual(codesOf(await shopper.present(code, at.coop, member)), [code]);
      return shopper;
    };

    const place = async (shopper: Shopper): Promise<number> => {
      const { status, body } = await shopper.checkout();
      assert.equal(status, 200, JSON.stringify(body));
      return body.order_id ?? 0;
    };

    /** An order whose payment failed; its use was given back. */
    const failed = async (member: Member): Promise<[Shopper, number]> => {
      const shopper = await entitled(member);
      const id = await place(shopper);
      setStatus(at.shop, id, 'failed');
      assert.equal(redemptionOf(at.shop, id).state, 'released');
      return [shopper, id];
    };

    const payPage = (id: number): string =>
      wpEval(at.shop, `return wc_get_order( ${id} )->get_checkout_payment_url();`) as string;

    const payByForm = async (shopper: Shopper, id: number): Promise<string> => {
      const { text } = await shopper.page(payPage(id));
      const nonce = /name="woocommerce-pay-nonce" value="([^"]+)"/.exec(text)?.[1] ?? assert.fail(text.slice(0, 500));
      const form = { woocommerce_pay: '1', payment_method: 'bacs', 'woocommerce-pay-nonce': nonce };
      return (await shopper.page(payPage(id), form)).location;
    };

    describe('paying for an order that is there already', () => {
      it('takes the use again', async () => {
        const [shopper, id] = await failed(await newMember());
        assert.match(await payByForm(shopper, id), /order-received/);
        const { total, status } = orderOf(at.shop, id);
        assert.deepEqual([total, status, redemptionOf(at.shop, id).state], [45, 'on-hold', 'kept']);
      });

      it('goes back to the page with the new total where it is used up, and then at the full price', async () => {
        const member = await newMember();
        const [shopper, id] = await failed(member);
        await place(await entitled(await newMember(member.membershipId)));

        assert.match(await payByForm(shopper, id), /order-pay/);
        assert.deepEqual([orderOf(at.shop, id).total, orderOf(at.shop, id).status], [50, 'failed']);
        assert.match((await shopper.page(payPage(id))).text, /The new total is €50\.00/);
        assert.match(await payByForm(shopper, id), /order-received/);
        assert.deepEqual([orderOf(at.shop, id).total, orderOf(at.shop, id).status], [50, 'on-hold']);
      });

      it('does the same through the Store API', async () => {
        const member = await newMember();
        const [shopper, id] = await failed(member);
        await place(await entitled(await newMember(member.membershipId)));
        const { key } = orderOf(at.shop, id);

        const stopped = await shopper.pay(id, key);
        assert.deepEqual([stopped.status, stopped.body.code], [409, 'coop_credentials_discount_gone']);
        assert.match(stopped.body.message ?? '', /The new total is €50\.00/);
        const paid = await shopper.pay(id, key);
        assert.equal(paid.status, 200, JSON.stringify(paid.body));
        assert.equal(orderOf(at.shop, id).total, 50);
      });

      it('is at the full price once the membership was taken back', async () => {
        const [shopper, id] = await failed(await newMember());
        wpEval(
          at.shop,
          `global $wpdb; return $wpdb->query( $wpdb->prepare( "UPDATE %i SET state = 'revoked'", CoopCredentials\\Plugin::instance()->tables->grants() ) );`,
        );
        assert.match(await payByForm(shopper, id), /order-pay/);
        assert.equal(orderOf(at.shop, id).total, 50);
      });
    });

    it('an order that was paid although its use was given back is counted after all, or waits and says so', async () => {
      const member = await newMember();
      const [, id] = await failed(member);
      setStatus(at.shop, id, 'processing');
      assert.equal(at.deliver(), 0);
      assert.equal(redemptionOf(at.shop, id).state, 'committed');

      const other = await newMember();
      const [, late] = await failed(other);
      await place(await entitled(await newMember(other.membershipId)));
      setStatus(at.shop, late, 'processing');
      assert.equal(at.deliver(), 0);
      const held = orderOf(at.shop, late);
      assert.ok(held.notes.some((note) => note.includes('does not count it as used')));
      assert.equal(held.status, 'on-hold');
    });

    describe('an account', () => {
      const customer = (name: string): number =>
        wpEval(
          at.shop,
          `return wc_create_new_customer( '${name}@example.org', '${name}', 'a-long-password' );`,
        ) as number;

      it('keeps the membership, in another browser too', async () => {
        customer('ada');
        const first = new Shopper(at.shop);
        await first.logIn('ada', 'a-long-password');
        await entitled(await newMember(), first);
        const second = new Shopper(at.shop);
        await second.logIn('ada', 'a-long-password');
        assert.equal(panelOf(await second.cart(), code).state, 'on'); // WooCommerce keeps one basket an account.
      });

      it('gets nothing of a guest whom another site logged in to it', async () => {
        customer('eve');
        const guest = await entitled(await newMember());
        await guest.loggedInByAnotherSite('eve', 'a-long-password');
        assert.deepEqual(codesOf(await guest.cart()), [code]); // It stays with the browser.
        assert.deepEqual(codesOf(await guest.lookAgain()), [code]);

        const eve = new Shopper(at.shop);
        await eve.logIn('eve', 'a-long-password');
        const cart = await eve.cart();
        assert.notEqual(cart.totals.total_price, '0'); // WooCommerce took the basket along.
        assert.deepEqual([codesOf(cart), codesOf(await eve.lookAgain())], [[], []]);
      });

      it('may have the discount on an order that the shop makes for it, once', async () => {
        const id = customer('bea');
        const shopper = new Shopper(at.shop);
        await shopper.logIn('bea', 'a-long-password');
        await entitled(await newMember(), shopper);

        const first = madeByShop(id);
        assert.deepEqual([first.result, orderOf(at.shop, first.order).total], [true, 45]);
        assert.equal(redemptionOf(at.shop, first.order).state, 'kept');
        assert.ok(orderOf(at.shop, first.order).notes.some((note) => note.includes('Harvest Co-op')));

        const second = madeByShop(id);
        assert.match(String(second.result), /as often as it may be/);
        assert.equal(orderOf(at.shop, second.order).total, 50);
      });

      it('that has shown nothing has no discount on an order that the shop makes', () => {
        const { result, order } = madeByShop(customer('cia'));
        assert.match(String(result), /own membership/);
        assert.deepEqual([orderOf(at.shop, order).total, orderOf(at.shop, order).coupons], [50, []]);
      });

      /** As the shop's team does it: an order, things, a coupon. */
      const madeByShop = (user: number): { order: number; result: string | true } =>
        wpEval(
          at.shop,
          `wp_set_current_user( 1 );
          $order = wc_create_order( array( 'customer_id' => ${user} ) );
          $order->set_address( array( 'country' => 'GB' ) );
          foreach ( array( ${at.shop.honey}, ${at.shop.apples} ) as $id ) { $order->add_product( wc_get_product( $id ) ); }
          $order->calculate_totals();
          $result = $order->apply_coupon( ${phpString(code)} );
          return array( 'order' => $order->get_id(), 'result' => is_wp_error( $result ) ? $result->get_error_message() : $result );`,
        ) as { order: number; result: string | true };
    });

    it('an order that some program makes with the coupon written on it has no discount', () => {
      const id = wpEval(
        at.shop,
        `$order = wc_create_order();
        $order->add_product( wc_get_product( ${at.shop.honey} ), 1, array( 'subtotal' => 25, 'total' => 22.5 ) );
        $item = new WC_Order_Item_Coupon();
        $item->set_props( array( 'code' => ${phpString(code)}, 'discount' => 2.5 ) );
        $order->add_item( $item );
        $order->calculate_totals();
        $order->save();
        return $order->get_id();`,
      ) as number;
      const order = orderOf(at.shop, id);
      assert.deepEqual([order.coupons, order.total], [[], 30]);
      assert.ok(order.notes.some((note) => note.includes('was taken off this order')));
    });

    describe('an agent', () => {
      before(() => {
        const folder = join(at.shop.root, 'wp-content/mu-plugins');
        mkdirSync(folder, { recursive: true });
        cpSync(join(import.meta.dirname, 'agentic-gateway.php'), join(folder, 'agentic-gateway.php'));
        wpEval(
          at.shop,
          `return update_option( Automattic\\WooCommerce\\Internal\\Admin\\Agentic\\AgenticSettingsPage::REGISTRY_OPTION, array( 'test' => array( 'bearer_token' => wp_hash_password( 'agent-token' ) ) ) );`,
        );
      });

      const complete = async (shopper: Shopper): Promise<{ status: number; text: string }> => {
        const response = await fetch(
          `${at.shop.url}/wp-json/wc/agentic/v1/checkout_sessions/${shopper.cartToken}/complete`,
          {
            method: 'POST',
            headers: { authorization: 'Bearer agent-token', 'content-type': 'application/json' },
            body: JSON.stringify({
              buyer: { first_name: 'Ada', last_name: 'Member', email: 'agent@example.org' },
              payment_data: {
                token: 'tok',
                provider: 'stripe',
                billing_address: {
                  ...{ name: 'Ada Member', line_one: '1 Mill Lane', city: 'Leeds', state: '' },
                  ...{ country: 'GB', postal_code: 'LS1 4AP' },
                },
              },
            }),
          },
        );
        return { status: response.status, text: await response.text() };
      };

      const newestOrder = (): number =>
        wpEval(
          at.shop,
          `return wc_get_orders( array( 'limit' => 1, 'return' => 'ids', 'orderby' => 'id' ) )[0];`,
        ) as number;

      it('buys with the discount, and the use is counted', async () => {
        const { status, text } = await complete(await entitled(await newMember()));
        assert.equal(status, 200, text);
        const id = newestOrder();
        assert.equal(orderOf(at.shop, id).total, 45);
        assert.equal(redemptionOf(at.shop, id).state, 'committed');
      });

      it('is stopped with the new total where it is used up, and then buys at it', async () => {
        const member = await newMember();
        const shopper = await entitled(member);
        await place(await entitled(await newMember(member.membershipId)));
        const stopped = await complete(shopper);
        assert.match((JSON.parse(stopped.text) as { message: string }).message, /The new total is €50\.00/);
        const { status, text } = await complete(shopper);
        assert.equal(status, 200, text);
        assert.equal(orderOf(at.shop, newestOrder()).total, 50);
      });
    });
  });
}
