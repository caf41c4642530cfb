import assert from 'node:assert/strict';
import { phpString, wpEval } from '../bed/wp-eval.ts';
import { countOrders, orderOf, redemptionOf, refundAll, setStatus } from './orders.ts';
import { codesOf, newMember, panelOf, Shopper, type Cart, type Member } from './shopper.ts';
import { shopRoot } from './start-shop.ts';
import { theShop, type TheShop } from './the-shop.ts';

const where = shopRoot();

/** €30 with 20 % and €20 with 5 % tax in it, less a tenth: what a till would say. */
const full = { total: 50, tax: 5.95, taxes: { 'VAT 20 %': 5, 'VAT 5 %': 0.95 } };
const less = { total: 45, tax: 5.36, taxes: { 'VAT 20 %': 4.5, 'VAT 5 %': 0.86 } };

const total = ({ totals }: Cart): number => Number(totals.total_price) / 100;

/** What the service says of a use. */
interface AtService {
  readonly state: string;
  readonly expiresAt?: string;
}

if ('missing' in where) {
  it.skip(`the shop on a real WooCommerce: ${where.missing}`, () => undefined);
} else {
  describe('the shop on a real WooCommerce', function () {
    this.timeout(120_000);
    let at: TheShop;
    const once = 'members-tenth';
    const often = 'members-always';

    before(async () => {
      at = await theShop(where.root);
      console.log(`      ${JSON.stringify(at.shop.versions)}`);
      await at.addOffer({ policy: 'tenth-once', name: 'Members’ tenth', code: once, limit: 1 });
      await at.addOffer({ policy: 'tenth-always', name: 'Always a tenth', code: often });
    });

    /** A guest with €50 in the basket. */
    const guest = async (): Promise<Shopper> => {
      const shopper = new Shopper(at.shop);
      await shopper.put(at.shop.honey);
      await shopper.put(at.shop.apples);
      return shopper;
    };

    const entitled = async (code = once, member?: Member): Promise<Shopper> => {
      const shopper = await guest();
      const cart = await shopper.present(code, at.coop, member ?? (await newMember()));
      assert.deepEqual(codesOf(cart), [code]);
      return shopper;
    };

    const place = async (shopper: Shopper, options?: Parameters<Shopper['checkout']>[0]): Promise<number> => {
      const { status, body } = await shopper.checkout(options);
      assert.equal(status, 200, JSON.stringify(body));
      return body.order_id ?? 0;
    };

    const remaining = async (member: Member): Promise<boolean> => {
      const shopper = await guest();
      return panelOf(await shopper.present(once, at.coop, member), once).state === 'on';
    };

    describe('the basket', () => {
      it('has the discount once the membership is shown, and the order’s total is right to the cent', async () => {
        const shopper = await guest();
        assert.deepEqual([total(await shopper.cart()), panelOf(await shopper.cart(), once).state], [50, 'ask']);
        const cart = await shopper.present(once, at.coop, await newMember());
        assert.deepEqual([total(cart), codesOf(cart), panelOf(cart, once).state], [45, [once], 'on']);

        const order = orderOf(at.shop, await place(shopper));
        assert.deepEqual({ total: order.total, tax: order.tax, taxes: order.taxes }, less);
        assert.deepEqual([order.status, order.coupons], ['on-hold', [once]]);
      });

      it('says on the order why and by whom, and no claim', async () => {
        const member = await newMember();
        const order = orderOf(at.shop, await place(await entitled(often, member)));
        const [said] = Object.values(order.said as Record<string, Record<string, string>>);
        assert.equal(said?.['issuer'], at.coop.did);
        assert.equal(said['issuerName'], 'Harvest Co-op');
        assert.equal(said['reason'], 'This site welcomes members of Harvest Co-op: our neighbours.');
        const everything = order.meta + order.notes.join(' ');
        assert.ok(order.notes.some((note) => note.includes('Harvest Co-op')));
        for (const claim of [member.membershipId, member.wallet.did, 'consumer'])
          assert.ok(!everything.includes(claim), claim);
      });

      it('has none for a code typed by hand', async () => {
        const shopper = await guest();
        const { status } = await shopper.type(once);
        assert.equal(status, 400);
        assert.equal(total(await shopper.cart()), 50);
      });

      it('believes nothing that a browser says', async () => {
        const shopper = await guest();
        const cart = await shopper.lookAgain({ entitled: true, offer: 1, verificationId: 'vf_1', state: 'on' });
        assert.deepEqual([codesOf(cart), total(cart)], [[], 50]);
      });

      it('has none of what another visitor has shown', async () => {
        await entitled();
        const other = await guest();
        assert.deepEqual(codesOf(await other.lookAgain()), []);
      });

      it('leaves it off once the shopper took it off, until they ask again', async () => {
        const shopper = await entitled(often);
        await shopper.takeOff(often);
        const cart = await shopper.cart();
        assert.deepEqual([codesOf(cart), panelOf(cart, often).state], [[], 'off']);
        assert.deepEqual(codesOf(await shopper.lookAgain()), [often]);
      });

      it('has none any more when the visitor says “Forget this”', async () => {
        const shopper = await entitled(often);
        await shopper.forget(often, await shopper.cart());
        const cart = await shopper.lookAgain();
        assert.deepEqual([codesOf(cart), total(cart), panelOf(cart, often).state], [[], 50, 'ask']);
      });

      it('waits for the least amount, and takes it by itself from there on', async () => {
        await at.addOffer({ policy: 'from-60', name: 'From sixty', code: 'from-sixty', minimum: '60' });
        const shopper = await guest();
        const cart = await shopper.present('from-sixty', at.coop, await newMember());
        assert.deepEqual([codesOf(cart), panelOf(cart, 'from-sixty').state], [[], 'waiting']);
        assert.match(panelOf(cart, 'from-sixty').message, /60/);
        await shopper.put(at.shop.apples);
        assert.deepEqual(codesOf(await shopper.cart()), ['from-sixty']);
      });
    });

    describe('one use a membership', () => {
      it('is another one for who is a member twice', async () => {
        const shopper = await entitled();
        await place(shopper);
        await shopper.put(at.shop.honey);
        const used = await shopper.lookAgain();
        assert.deepEqual([codesOf(used), panelOf(used, once).state], [[], 'stopped']);
        assert.deepEqual(codesOf(await shopper.present(once, at.coop, await newMember())), [once]);
      });

      it('is refused a second time, also with another e-mail, session and wallet, until all is refunded', async () => {
        const { membershipId, wallet } = await newMember();
        const first = await place(await entitled(once, { membershipId, wallet }));
        setStatus(at.shop, first, 'processing');

        const again = await guest();
        const cart = await again.present(once, at.coop, await newMember(membershipId));
        assert.deepEqual([codesOf(cart), panelOf(cart, once).state], [[], 'stopped']);
        assert.match(panelOf(cart, once).message, /as often as it may be/);
        assert.equal(orderOf(at.shop, await place(again, { email: 'other@example.org' })).total, 50);

        assert.equal(refundAll(at.shop, first), true);
        assert.equal(orderOf(at.shop, first).status, 'refunded');
        assert.equal(at.deliver(), 0);
        assert.ok(await remaining(await newMember(membershipId)));
      });

      for (const status of ['failed', 'cancelled']) {
        it(`comes back when the order is ${status}`, async () => {
          const member = await newMember();
          setStatus(at.shop, await place(await entitled(once, member)), status);
          assert.ok(await remaining(await newMember(member.membershipId)));
        });
      }

      it('does not come back with a part of the money', async () => {
        const member = await newMember();
        const id = await place(await entitled(once, member));
        setStatus(at.shop, id, 'processing');
        wpEval(at.shop, `return wc_create_refund( array( 'order_id' => ${id}, 'amount' => 10 ) )->get_id();`);
        assert.ok(!(await remaining(member)));
      });

      it('is kept for a bank transfer, and committed when it comes', async () => {
        const member = await newMember();
        const id = await place(await entitled(once, member));
        assert.equal(redemptionOf(at.shop, id).state, 'kept');
        const kept = (await at.call('GET', `/v1/redemptions/${redemptionOf(at.shop, id).redemption_id}`)) as AtService;
        assert.deepEqual([kept.state, kept.expiresAt], ['reserved', undefined]);
        setStatus(at.shop, id, 'completed');
        const paid = (await at.call('GET', `/v1/redemptions/${redemptionOf(at.shop, id).redemption_id}`)) as AtService;
        assert.equal(paid.state, 'committed');
      });

      it('is one among fifty checkouts at the same time', async () => {
        const member = await newMember();
        const before = countOrders(at.shop);
        const wallets = [member, await newMember(member.membershipId), await newMember(member.membershipId)];
        const presented: Shopper[] = [];
        for (const wallet of wallets) presented.push(await entitled(once, wallet));
        const rest: Shopper[] = [];
        for (let number = wallets.length; number < 50; number += 1) {
          const shopper = presented[number % wallets.length]?.inAnotherSession();
          assert.ok(shopper);
          await shopper.put(at.shop.honey);
          await shopper.put(at.shop.apples);
          assert.deepEqual(codesOf(await shopper.lookAgain()), [once]);
          rest.push(shopper);
        }
        const all = [...presented, ...rest];
        const answers = await Promise.all(
          all.map((shopper, n) => shopper.checkout({ email: `guest${n}@example.org` })),
        );
        const placed = answers.filter(({ status }) => status === 200);
        const stopped = answers.filter(({ status }) => status === 409);
        assert.deepEqual([placed.length, stopped.length], [1, 49]);
        const [order] = placed.map(({ body }) => orderOf(at.shop, body.order_id ?? 0));
        assert.equal(order?.total, 45);
        for (const { body } of stopped) {
          assert.equal(body.code, 'coop_credentials_discount_gone');
          assert.match(body.message ?? '', /€50\.00/);
          assert.ok(body.data?.cart);
          assert.deepEqual([codesOf(body.data.cart), total(body.data.cart)], [[], 50]);
        }
        const last = all[answers.indexOf(stopped[0] ?? answers[0]!)];
        assert.ok(last);
        assert.equal(orderOf(at.shop, await place(last)).total, 50);
        assert.equal(countOrders(at.shop) - before, 2 + 48); // 48 drafts of those who stopped.
      });
    });

    describe('an outage', () => {
      afterEach(async () => {
        await at.verifier.start();
      });

      it('at checkout offers the full price, and gives back what may have been taken', async () => {
        const member = await newMember();
        const shopper = await entitled(once, member);
        await at.verifier.stop();
        const began = Date.now();
        const stopped = await shopper.checkout();
        assert.ok(Date.now() - began < 6_000);
        assert.deepEqual([stopped.status, stopped.body.code], [409, 'coop_credentials_discount_gone']);
        assert.match(stopped.body.message ?? '', /could not be checked just now.*€50\.00/s);
        const order = orderOf(at.shop, await place(shopper));
        assert.deepEqual({ total: order.total, tax: order.tax, taxes: order.taxes }, full);

        await at.verifier.start();
        assert.equal(at.deliver(), 0);
        assert.ok(await remaining(await newMember(member.membershipId)));
      });

      it('after checkout loses no payment, cancellation or refund', async () => {
        const [paid, cancelled] = [await newMember(), await newMember()];
        const orders = [await place(await entitled(once, paid)), await place(await entitled(once, cancelled))];
        await at.verifier.stop();
        setStatus(at.shop, orders[0] ?? 0, 'completed');
        setStatus(at.shop, orders[1] ?? 0, 'cancelled');
        assert.ok(at.deliver() > 0);
        await at.verifier.start();
        assert.equal(at.deliver(), 0);
        const states = await Promise.all(
          orders.map(
            async (id) =>
              ((await at.call('GET', `/v1/redemptions/${redemptionOf(at.shop, id).redemption_id}`)) as AtService).state,
          ),
        );
        assert.deepEqual(states, ['committed', 'released']);
      });

      it('lets the same basket have the discount later', async () => {
        const shopper = await entitled(once);
        await at.verifier.stop();
        assert.equal((await shopper.checkout()).status, 409);
        await at.verifier.start();
        const cart = await shopper.lookAgain();
        assert.deepEqual([codesOf(cart), total(cart)], [[once], 45]);
        assert.equal(orderOf(at.shop, await place(shopper)).total, 45);
      });
    });

    describe('a membership that ends before the payment', () => {
      const end = (state: string): unknown =>
        wpEval(
          at.shop,
          `global $wpdb; return $wpdb->query( $wpdb->prepare( 'UPDATE %i SET ' . ${phpString(state)}, CoopCredentials\\Plugin::instance()->tables->grants() ) );`,
        );

      for (const [why, sql] of Object.entries({
        revoked: "state = 'revoked'",
        expired: "expires_at = '2020-01-01 00:00:00'",
      })) {
        it(`${why}: checkout stops with a notice, and no order is at a price not shown`, async () => {
          const shopper = await entitled(often);
          end(sql);
          const { status, body } = await shopper.checkout();
          assert.equal(status, 409);
          assert.match(JSON.stringify(body), /Always a tenth/);
          const cart = await shopper.cart();
          assert.deepEqual([codesOf(cart), total(cart)], [[], 50]);
          assert.equal(orderOf(at.shop, await place(shopper)).total, 50);
        });
      }

      it('ended at the service and not yet known here: the reservation tells', async () => {
        const shopper = await entitled(often);
        const verification = wpEval(
          at.shop,
          `global $wpdb; return $wpdb->get_var( $wpdb->prepare( 'SELECT verification_id FROM %i ORDER BY id DESC LIMIT 1', CoopCredentials\\Plugin::instance()->tables->grants() ) );`,
        ) as string;
        await at.call('DELETE', `/v1/verifications/${verification}`);
        const { status, body } = await shopper.checkout();
        assert.deepEqual([status, body.code], [409, 'coop_credentials_discount_gone']);
        assert.equal(orderOf(at.shop, await place(shopper)).total, 50);
      });
    });
  });
}
