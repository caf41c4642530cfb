import assert from 'node:assert/strict';
import { useClassicTheme } from '../bed/classic-theme.ts';
import { connectedBed, type ConnectedBed } from '../bed/connected.ts';
import { canary, gate, paragraph, publish } from '../bed/pages.ts';
import { newWallet } from '../bed/wallet.ts';
import { phpString, wpEval } from '../bed/wp-eval.ts';
import { HttpVisitor } from './http-visitor.ts';

describe('a classic theme with a gate in a widget', function () {
  this.timeout(240_000);
  let site: ConnectedBed;
  let page: string;
  let theme: ReturnType<typeof useClassicTheme>;

  before(async () => {
    site = await connectedBed();
    theme = useClassicTheme(site.bed);
    page = publish(site.bed, 'page', 'A page without a gate', paragraph('Free words.'));
    wpEval(
      site.bed,
      `update_option( 'widget_block', array( 2 => array( 'content' => ${phpString(gate(paragraph(`Sung by the ${canary}.`)))} ), '_multiwidget' => 1 ) );
      update_option( 'sidebars_widgets', array( 'side' => array( 'block-2' ), 'array_version' => 3 ) );
      return true;`,
    );
  });

  after(() => {
    theme.back();
  });

  it('is locked for a stranger, with its script', async () => {
    const { text, headers } = await new HttpVisitor(site.bed.url).get(page);
    assert.match(text, /<coop-credential-request/);
    assert.match(text, /build\/coop-credential-request\.js/);
    assert.ok(!text.includes(canary));
    assert.equal(headers.get('cache-control'), null);
  });

  it('opens for a member, kept out of caches though the theme had sent its head already', async () => {
    const visitor = new HttpVisitor(site.bed.url);
    const member = await newWallet();
    await visitor.openGate(page, async (link) => member.answer(link, await site.coop.issue(member)));
    const { text, headers } = await visitor.get(page);
    assert.ok(text.includes(canary));
    assert.equal(headers.get('cache-control'), 'no-store, private');
  });
});
