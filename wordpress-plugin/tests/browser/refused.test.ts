import assert from 'node:assert/strict';
import { newVisitor } from '../bed/browser.ts';
import { connectedBed, type ConnectedBed } from '../bed/connected.ts';
import { canary, gate, paragraph, publish } from '../bed/pages.ts';
import { newCoop, newWallet } from '../bed/wallet.ts';
import { HttpVisitor } from './http-visitor.ts';
import { gateOf, waitUntilOpen } from './visit.ts';

/** Names that would be markup, script, an attribute's end or a shortcode, were they not text. */
const hostile = `<img src=x onerror="window.hacked=1">"'><script>window.hacked=2</script>[gallery][coop_gate]`;

describe('what is refused', function () {
  this.timeout(240_000);
  let site: ConnectedBed;
  let lounge: string;

  before(async () => {
    site = await connectedBed();
    lounge = publish(site.bed, 'post', 'Lounge for refusals', gate(paragraph(canary)));
  });

  /** A visitor who has asked, and the code that their wallet brought back on the same device. */
  async function answered(): Promise<{ visitor: HttpVisitor; code: string }> {
    const visitor = new HttpVisitor(site.bed.url);
    const wallet = await newWallet();
    const { sameDevice } = await visitor.ask(lounge);
    const back = (await wallet.answer(sameDevice.app, await site.coop.issue(wallet))) ?? '';
    return { visitor, code: new URLSearchParams(new URL(back).hash.slice(1)).get('response_code') ?? '' };
  }

  const isIn = async (visitor: HttpVisitor): Promise<boolean> => (await visitor.get(lounge)).text.includes(canary);

  it('lets the one in who asked, with the code: what the others change one thing in', async () => {
    const { visitor, code } = await answered();
    assert.equal((await visitor.collect(lounge, { responseCode: code })).state, 'accepted');
    assert.ok(await isIn(visitor));
  });

  it('a forged code', async () => {
    const { visitor, code } = await answered();
    const forged = (code.startsWith('A') ? 'B' : 'A') + code.slice(1);
    assert.equal((await visitor.collect(lounge, { responseCode: forged })).code, 'response_code_wrong');
    assert.ok(!(await isIn(visitor)));
  });

  it('a result without its code, answered on the same device', async () => {
    const { visitor } = await answered();
    assert.equal((await visitor.collect(lounge, {})).code, 'response_code_missing');
    assert.ok(!(await isIn(visitor)));
  });

  it('a result that the browser makes up', async () => {
    const { visitor } = await answered();
    const made = { state: 'accepted', verification: { id: 'vf_made' }, subject: 's_made', policy: 'members-lounge' };
    assert.equal((await visitor.collect(lounge, made)).code, 'response_code_missing');
    assert.ok(!(await isIn(visitor)));
  });

  it('the code of another visitor, whether or not they asked themselves', async () => {
    const { code } = await answered();
    const { visitor: other } = await answered();
    assert.equal((await other.collect(lounge, { responseCode: code })).code, 'response_code_wrong');
    assert.ok(!(await isIn(other)));
    const stranger = new HttpVisitor(site.bed.url);
    assert.equal((await stranger.collect(lounge, { responseCode: code })).code, 'request_unknown');
    assert.ok(!(await isIn(stranger)));
  });

  it('a result that was used, in another browser and after it was dropped', async () => {
    const { visitor, code } = await answered();
    await visitor.collect(lounge, { responseCode: code });
    const other = new HttpVisitor(site.bed.url);
    assert.equal((await other.collect(lounge, { responseCode: code })).code, 'request_unknown');
    await visitor.forget(lounge);
    assert.equal((await visitor.collect(lounge, { responseCode: code })).code, 'request_unknown');
    assert.ok(!(await isIn(visitor)));
  });

  it('a call from another site’s page, and a gate that this site did not make', async () => {
    const { visitor, code } = await answered();
    const foreign = { origin: 'https://evil.example' };
    assert.equal((await visitor.collect(lounge, { responseCode: code }, foreign)).code, 'origin_not_allowed');
    const forgedGate = await visitor.call(
      '/wp-json/coop-credentials/v1/collect?gate=members-lounge~00000000000000000000',
      {},
    );
    assert.equal(forgedGate.code, 'policy_unknown');
    assert.ok(!(await isIn(visitor)));
  });

  it('markup, script and shortcodes in the issuer’s name, the reason and what authors and rules say', async () => {
    const coop = await newCoop(hostile);
    const put = await fetch(`${site.verifier.url}/v1/policies/hostile`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${site.key}`,
        'coop-site-url': site.bed.url,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        purpose: hostile,
        accept: [
          {
            require: [
              {
                type: 'CoopMembershipCredential',
                issuers: { allow: [{ id: coop.did, name: hostile, reason: hostile }] },
              },
            ],
          },
        ],
        grant: { for: 'P30D' },
      }),
    });
    assert.ok(put.ok, await put.text());
    const attributes = JSON.stringify({ policy: 'hostile', label: hostile, teaser: hostile })
      .replaceAll('<', '\\u003c')
      .replaceAll('>', '\\u003e')
      .replaceAll('--', '\\u002d\\u002d');
    const page = publish(
      site.bed,
      'page',
      'Hostile words',
      `<!-- wp:coop-credentials/gate ${attributes} -->${paragraph(canary)}<!-- /wp:coop-credentials/gate -->`,
    );

    const visitor = await newVisitor();
    const tab = await visitor.newPage();
    const isClean = async (): Promise<void> => {
      assert.equal(await tab.evaluate(() => (window as unknown as { hacked?: number }).hacked), undefined);
      assert.equal(
        await tab.locator('.coop-gate img, .coop-gate script, .coop-gate .gallery, .coop-gate .coop-gate').count(),
        0,
      );
    };
    await tab.goto(page);
    await isClean();
    const started = tab.waitForResponse((response) => response.url().includes('/coop-credentials/v1/start'));
    await gateOf(tab).getByRole('button', { name: 'Show my membership' }).click();
    const { links } = (await (await started).json()) as { links: { crossDevice: { app: string } } };
    await gateOf(tab).locator('bdi').first().waitFor();
    await isClean();
    const wallet = await newWallet();
    await wallet.answer(links.crossDevice.app, await coop.issue(wallet));
    await waitUntilOpen(tab);
    await gateOf(tab).getByText('[gallery][coop_gate]').first().waitFor();
    await isClean();
    await tab.reload();
    await gateOf(tab).getByText('[gallery][coop_gate]').first().waitFor();
    await isClean();
    assert.deepEqual(visitor.complaints, []);
    await visitor.leave();
  });
});
