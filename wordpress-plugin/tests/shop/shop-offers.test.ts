import assert from 'node:assert/strict';
import { AdminCaller } from '../bed/admin-caller.ts';
import { assertAccessible, newVisitor, phone, photograph } from '../bed/browser.ts';
import { wpEval } from '../bed/wp-eval.ts';
import { logIn } from '../browser/log-in.ts';
import { shopRoot } from './start-shop.ts';
import { theShop, type TheShop } from './the-shop.ts';

const where = shopRoot();

if (!('missing' in where)) {
  describe('the offers’ screen', function () {
    this.timeout(120_000);
    let at: TheShop;
    let admin: AdminCaller;

    const offer = {
      ...{ policy: 'members-lounge', name: 'Cake week', code: 'cake-week', kind: 'fixed_product', amount: '2.50' },
      ...{ minimum: '20', products: [] as number[], categories: [] as number[], enabled: true },
    };

    before(async () => {
      at = await theShop(where.root);
      admin = await AdminCaller.logIn(at.shop.url);
      wpEval(
        at.shop,
        `global $wpdb; return $wpdb->insert( CoopCredentials\\Plugin::instance()->tables->gates(), array( 'policy' => 'members-lounge', 'name' => 'Members’ lounge', 'teaser' => '', 'document' => '{}', 'version' => 1, 'summary' => 'Members of Harvest Co-op may enter.', 'created_at' => '2026-01-01 00:00:00', 'updated_at' => '2026-01-01 00:00:00' ) );`,
      );
    });

    it('makes, changes and deletes an offer over REST', async () => {
      const made = await admin.call('POST', '/admin/offers', { ...offer, products: [at.shop.honey] });
      assert.equal(made.status, 201, made.text);
      assert.deepEqual(made.json['productNames'], [{ id: at.shop.honey, name: 'Honey cake' }]);
      const path = `/admin/offers/${String(made.json['id'])}`;

      const changed = await admin.call('PUT', path, { ...offer, amount: '3' });
      assert.deepEqual([changed.status, changed.json['amount']], [200, '3']);
      const gate = await admin.call('DELETE', '/admin/gates/members-lounge');
      assert.deepEqual([gate.status, gate.text.includes('Cake week')], [409, true]);

      assert.deepEqual((await admin.call('DELETE', path)).json, { deleted: true });
      assert.equal((await admin.call('DELETE', path)).status, 404);
    });

    it('names each field that is wrong, and a code that is taken', async () => {
      const wrong = await admin.call('POST', '/admin/offers', { ...offer, amount: '-1', kind: 'percent' });
      assert.deepEqual([wrong.status, Object.keys(wrong.json['fields'] as object)], [422, ['amount']]);
      wpEval(at.shop, `$coupon = new WC_Coupon(); $coupon->set_code( 'spring' ); return $coupon->save();`);
      const taken = await admin.call('POST', '/admin/offers', { ...offer, code: 'Spring' });
      assert.deepEqual([taken.status, Object.keys(taken.json['fields'] as object)], [422, ['code']]);
    });

    it('is for administrators with their nonce only', async () => {
      assert.equal((await fetch(`${at.shop.url}/wp-json/coop-credentials/v1/admin/offers`)).status, 401);
      assert.equal((await admin.callWithoutNonce('POST', '/admin/offers', offer)).status, 401);
      wpEval(
        at.shop,
        `return wp_insert_user( array( 'user_login' => 'mia', 'user_pass' => 'mia-password', 'role' => 'shop_manager' ) );`,
      );
      const manager = await AdminCaller.logIn(at.shop.url, 'mia', 'mia-password');
      assert.equal((await manager.call('GET', '/admin/offers')).status, 403);
    });

    it('is made and deleted in the browser (phone)', async () => {
      const visitor = await newVisitor(phone);
      const page = await visitor.newPage();
      await logIn(page, at.shop.url);
      await page.goto(`${at.shop.url}/wp-admin/admin.php?page=coop-credentials&view=offers`);
      await page.getByRole('heading', { name: 'Discounts' }).waitFor();
      await assertAccessible(page, '.coop-admin');
      await page.getByRole('button', { name: 'Make a discount' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('Autumn euro');
      await page.getByRole('combobox', { name: 'Kind of discount' }).selectOption('fixed_cart');
      await page.getByRole('textbox', { name: 'How much, in €' }).fill('0');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('alert').getByText('must be a number above 0').waitFor();
      await page.getByRole('textbox', { name: 'How much, in €' }).fill('1');
      await page.getByText('€1 off the basket.').waitFor();
      await assertAccessible(page, '.coop-admin');
      await photograph(page, 'shop-offer-form-phone');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { name: 'Autumn euro' }).waitFor();
      await photograph(page, 'shop-offers-phone');
      await page.getByRole('button', { name: 'Delete Autumn euro' }).click();
      await page.getByRole('button', { name: 'Delete it' }).click();
      await page.getByText('The discount “Autumn euro” is gone.').first().waitFor();
      const own = visitor.complaints.filter((said) => !said.includes('422'));
      await visitor.leave();
      assert.deepEqual(own, []);
    });
  });
}
