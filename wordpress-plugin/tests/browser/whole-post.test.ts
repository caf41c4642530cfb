import assert from 'node:assert/strict';
import { assertAccessible, newVisitor, photograph, type Visitor } from '../bed/browser.ts';
import { connectedBed, type ConnectedBed } from '../bed/connected.ts';
import { canary, gate, paragraph, publish } from '../bed/pages.ts';
import { newWallet, type Wallet } from '../bed/wallet.ts';
import { phpString, wpEval } from '../bed/wp-eval.ts';
import { HttpVisitor } from './http-visitor.ts';
import { ask, gateOf, waitUntilOpen } from './visit.ts';

const inner = paragraph(`Here sings the ${canary}.`);

describe('a visit to a whole post, and of an account', function () {
  this.timeout(240_000);
  let site: ConnectedBed;
  let member: Wallet;
  let visitor: Visitor;
  let whole: string;
  let block: string;

  before(async () => {
    site = await connectedBed();
    member = await newWallet();
    whole = publish(site.bed, 'post', 'A post for members', inner);
    block = publish(site.bed, 'post', 'A part for members', gate(inner));
    wpEval(
      site.bed,
      `update_post_meta( url_to_postid( ${phpString(whole)} ), '_coop_credentials_gate', 'members-lounge' );
      wp_insert_user( array( 'user_login' => 'mara', 'user_pass' => 'mara-password', 'role' => 'subscriber' ) );
      return true;`,
    );
  });

  beforeEach(async () => {
    visitor = await newVisitor();
  });

  afterEach(async () => {
    const { complaints } = visitor;
    await visitor.leave();
    assert.deepEqual(complaints, []);
  });

  const httpMember = async (page: string): Promise<HttpVisitor> => {
    const client = new HttpVisitor(site.bed.url);
    const wallet = await newWallet();
    await client.openGate(page, async (link) => wallet.answer(link, await site.coop.issue(wallet)));
    return client;
  };

  it('opens with its comments, says why and until when, and locks again when it is dropped', async () => {
    const page = await visitor.newPage();
    await page.goto(whole);
    assert.ok(!(await page.content()).includes(canary));
    assert.equal(await page.getByRole('textbox', { name: 'Comment' }).count(), 0);
    await assertAccessible(page, 'main');
    await photograph(page, 'locked-post');
    const { crossDevice } = await ask(page);
    await member.answer(crossDevice.app, await site.coop.issue(member));
    await waitUntilOpen(page);
    await page.getByText(`Here sings the ${canary}.`).waitFor();
    await gateOf(page).getByText('This site welcomes members of Harvest Co-op: our neighbours.').waitFor();
    await page.waitForFunction(() => document.activeElement?.matches('.coop-gate'));
    await page.getByRole('textbox', { name: 'Comment' }).waitFor();
    await assertAccessible(page, 'main');
    await photograph(page, 'opened-post');

    await gateOf(page).getByRole('button', { name: 'Forget this' }).click();
    await page.locator('.coop-gate.is-locked').waitFor();
    assert.ok(!(await page.content()).includes(canary));
  });

  it('opens by POST where the host’s cache ignores us', async () => {
    const onlyByPost = (value: string): unknown =>
      wpEval(site.bed, `return update_option( 'coop_credentials_open_only_by_post', '${value}', true );`);
    onlyByPost('1');
    try {
      const page = await visitor.newPage();
      await page.goto(whole);
      const { crossDevice } = await ask(page);
      await member.answer(crossDevice.app, await site.coop.issue(member));
      await page.getByText(`Here sings the ${canary}.`).waitFor();
      assert.equal(await page.locator('.coop-gate.is-locked').count(), 0);
    } finally {
      onlyByPost('');
    }
  });

  it('lets a member comment, and no stranger', async () => {
    const id = wpEval(site.bed, `return url_to_postid( ${phpString(whole)} );`) as number;
    const comment = async (from: HttpVisitor, text: string): Promise<number> => {
      const body = { comment_post_ID: String(id), comment: text, author: 'Mara', email: 'mara@shop.example' };
      return (await from.post('/wp-comments-post.php', new URLSearchParams(body))).status;
    };
    const count = (text: string): unknown =>
      wpEval(
        site.bed,
        // As who moderates: from others the guard keeps what is behind a gate.
        `wp_set_current_user( 1 ); return get_comments( array( 'search' => ${phpString(text)}, 'status' => 'all', 'count' => true ) );`,
      );

    await comment(new HttpVisitor(site.bed.url), 'From outside');
    assert.equal(count('From outside'), 0);
    assert.equal(await comment(await httpMember(whole), 'From inside'), 200);
    assert.equal(count('From inside'), 1);
  });

  it('takes what a guest opened along to the account, and leaves nothing behind for the next at this browser', async () => {
    const page = await visitor.newPage();
    await page.goto(block);
    const { crossDevice } = await ask(page);
    await member.answer(crossDevice.app, await site.coop.issue(member));
    await waitUntilOpen(page);

    await page.goto(`${site.bed.url}/wp-login.php`);
    await page.getByLabel('Username or Email Address').fill('mara');
    await page.getByLabel('Password', { exact: true }).fill('mara-password');
    await page.getByRole('button', { name: 'Log In' }).click();
    await page.waitForURL('**/wp-admin/**');
    await page.goto(block);
    await waitUntilOpen(page);

    const elsewhere = await newVisitor();
    await elsewhere.context.addCookies(
      (await visitor.context.cookies()).filter(({ name }) => name.startsWith('wordpress_logged_in')),
    );
    const other = await elsewhere.newPage();
    const answer = await other.goto(block);
    assert.match((await answer?.text()) ?? '', new RegExp(canary));
    await elsewhere.leave();

    await visitor.context.clearCookies({ name: /^wordpress/ });
    await page.evaluate(() => {
      window.localStorage.clear();
    });
    await page.goto(block);
    assert.equal(await page.locator('.coop-gate.is-locked').count(), 1);
    assert.ok(!(await page.content()).includes(canary));
  });

  it('tells a member whose admission was taken back why, on a page of their own', async () => {
    const client = await httpMember(block);
    const change = (state: string): unknown =>
      wpEval(
        site.bed,
        `global $wpdb; return $wpdb->query( "UPDATE {$wpdb->prefix}coop_credentials_grants SET state = '${state}' ORDER BY id DESC LIMIT 1" );`,
      );
    assert.match((await client.get(block)).text, new RegExp(canary));
    change('revoked');
    const { text, headers } = await client.get(block);
    assert.match(text, /Your co-op has withdrawn this membership\./);
    assert.ok(!text.includes(canary));
    assert.equal(headers.get('cache-control'), 'no-store, private');
    change('live');
    assert.match((await client.get(block)).text, new RegExp(canary));
  });

  it('makes the service forget what the visitor drops', async () => {
    const client = await httpMember(block);
    const id = wpEval(
      site.bed,
      `global $wpdb; return $wpdb->get_var( "SELECT verification_id FROM {$wpdb->prefix}coop_credentials_grants ORDER BY id DESC LIMIT 1" );`,
    ) as string;
    const atService = async (): Promise<number> =>
      (
        await fetch(`${site.verifier.url}/v1/verifications/${id}`, {
          headers: { authorization: `Bearer ${site.key}`, 'coop-site-url': site.bed.url },
        })
      ).status;
    assert.equal(await atService(), 200);
    await client.forget(block);
    assert.ok(!(await client.get(block)).text.includes(canary));
    assert.equal(await atService(), 404);
  });
});
