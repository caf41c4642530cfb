import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { connectedBed, type ConnectedBed } from '../bed/connected.ts';
import { startMeter, type Cost, type Meter } from '../bed/cost.ts';
import { gate, paragraph, publish } from '../bed/pages.ts';
import { newWallet } from '../bed/wallet.ts';
import { wpEval } from '../bed/wp-eval.ts';
import { HttpVisitor } from './http-visitor.ts';

const isForDocs = process.env.COOP_COST !== undefined;
const loads = isForDocs ? 61 : 4;

/** What the plugin adds to a page. `COOP_COST=1` measures at length and writes the table into COST.md. */
describe('what a page costs', function () {
  this.timeout(240_000);
  let site: ConnectedBed;
  let meter: Meter;
  const pages: Record<string, string> = {};
  const rows: string[] = [];

  before(async () => {
    site = await connectedBed();
    meter = startMeter(site.bed);
    const words = paragraph('Some words that everybody reads. '.repeat(20));
    const inner = paragraph('Some words that members read. '.repeat(20));
    const make = (name: string, content: string, type: 'post' | 'page' = 'page'): void => {
      pages[name] = new URL(publish(site.bed, type, `Cost ${name}`, content)).pathname;
    };
    make('plain', words + inner, 'post');
    make('block', words + gate(inner));
    make('blocks', words + gate(inner) + gate(inner, 'board-room') + gate(inner));
    make('words', words + gate(inner).replace(/"label":"[^"]*","teaser":"[^"]*"/, '"align":"wide"'));
    make('sealed', words + gate(inner).replace('"policy"', '"sealed":true,"policy"'));
    make('shortcode', `${words}[coop_gate gate="members-lounge" label="Lounge" teaser="Come in."]${inner}[/coop_gate]`);
    make('post', words + inner, 'post');
    make('category', words + inner, 'post');
    wpEval(
      site.bed,
      `update_post_meta( url_to_postid( home_url( '${pages.post ?? ''}' ) ), '_coop_credentials_gate', 'members-lounge' );
      $term = wp_insert_term( 'Costly', 'category' )['term_id'];
      update_term_meta( $term, '_coop_credentials_gate', 'members-lounge' );
      wp_set_object_terms( url_to_postid( home_url( '${pages.category ?? ''}' ) ), array( $term ), 'category' );
      return true;`,
    );
  });

  after(() => {
    meter.remove();
    if (isForDocs) writeDocs(rows);
  });

  const compare = async (name: string, title: string, headers: Record<string, string> = {}): Promise<Cost> => {
    const path = pages[name] ?? '';
    const { bare, full } = await meter.compare(path, headers, loads);
    const added = {
      queries: full.queries - bare.queries,
      requests: full.requests - bare.requests,
      bytes: full.bytes - bare.bytes,
      milliseconds: full.milliseconds - bare.milliseconds,
    };
    rows.push(
      `| ${title} | ${added.queries} | ${added.requests} | ${full.bytes} (${signed(added.bytes)}) | ${full.milliseconds.toFixed(1)} (${signed(added.milliseconds, 1)}) |`,
    );
    return added;
  };

  it('is nothing where there is no gate: no query, no byte, no call', async () => {
    const { queries, bytes, requests } = await compare('plain', 'no gate');
    assert.deepEqual({ queries, bytes, requests }, { queries: 0, bytes: 0, requests: 0 });
  });

  for (const [name, title] of Object.entries({
    block: 'locked block',
    blocks: 'three locked blocks',
    words: 'locked block, words of the gate’s own',
    sealed: 'locked block, sealed',
    shortcode: 'locked shortcode',
    post: 'locked post',
    category: 'locked by its category',
  })) {
    it(`is at most three queries and no call of the service (${title})`, async () => {
      const { queries, requests } = await compare(name, title);
      assert.ok(queries <= 3, `${queries} queries`);
      assert.equal(requests, 0);
    });
  }

  it('is at most three queries and no call of the service where it is open, too', async () => {
    const visitor = new HttpVisitor(site.bed.url);
    const member = await newWallet();
    await visitor.openGate(pages.block ?? '', async (link) => member.answer(link, await site.coop.issue(member)));
    for (const [name, title] of Object.entries({
      block: 'opened block',
      sealed: 'opened block, sealed',
      post: 'opened post',
    })) {
      const { queries, requests } = await compare(name, title, { cookie: visitor.cookie });
      assert.ok(queries <= 3, `${title}: ${queries} queries`);
      assert.equal(requests, 0);
    }
  });

  it('is nothing for a visitor with a cookie, either, where there is no gate', async () => {
    const visitor = new HttpVisitor(site.bed.url);
    const member = await newWallet();
    await visitor.openGate(pages.block ?? '', async (link) => member.answer(link, await site.coop.issue(member)));
    const { queries, bytes } = await compare('plain', 'no gate, a member', { cookie: visitor.cookie });
    assert.deepEqual({ queries, bytes }, { queries: 0, bytes: 0 });
  });
});

const signed = (value: number, digits = 0): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;

function writeDocs(rows: readonly string[]): void {
  const plugin = resolve(import.meta.dirname, '../..');
  const size = (name: string): string => {
    const bytes = readFileSync(join(plugin, 'build', name));
    return `${bytes.length} (${gzipSync(bytes).length} gzipped)`;
  };
  writeFileSync(
    join(plugin, 'COST.md'),
    `# What a page costs

Written by \`npm run cost -w wordpress-plugin\`: each page with the plugin and without it, on a real WordPress 6.7 with MariaDB, PHP 8.2 with its opcode cache, no object cache, the theme Twenty Twenty-Four; the medians of ${loads} loads by turns, milliseconds of the processor. In brackets: what the plugin adds. Where there is a gate, the page without the plugin shows what is behind it, but for the sealed one.

| page | queries added | calls to the service added | bytes of HTML | milliseconds in PHP |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

A page with a gate loads two scripts and a style, once for the whole site: \`coop-credential-request.js\` ${size('coop-credential-request.js')} bytes, \`gate/view.js\` ${size('gate/view.js')} bytes, \`gate/style-index.css\` ${size('gate/style-index.css')} bytes. A page without a gate loads none of them.
`,
  );
}
