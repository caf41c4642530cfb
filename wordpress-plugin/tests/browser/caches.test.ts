import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectedBed, type ConnectedBed } from '../bed/connected.ts';
import { canary, gate, paragraph, publish } from '../bed/pages.ts';
import { newWallet } from '../bed/wallet.ts';
import { HttpVisitor } from './http-visitor.ts';

/** Another plugin that lets browsers keep pages, and says what page caches would see. */
const other = `<?php
add_action( 'init', function () {
	header( 'Expires: Fri, 01 Jan 2100 00:00:00 GMT' );
	header( 'Last-Modified: Fri, 01 Jan 2021 00:00:00 GMT' );
} );
add_action( 'wp_footer', function () { echo defined( 'DONOTCACHEPAGE' ) && DONOTCACHEPAGE ? '<!-- keep out of caches -->' : '<!-- may be cached -->'; } );`;

describe('a page beside a plugin for caches', function () {
  this.timeout(240_000);
  let site: ConnectedBed;
  let visitor: HttpVisitor;
  let lounge: string;
  let plugin: string;

  before(async () => {
    site = await connectedBed();
    visitor = new HttpVisitor(site.bed.url);
    lounge = publish(site.bed, 'page', 'A lounge for caches', gate(paragraph(canary)));
    const folder = join(site.bed.root, 'wp-content/mu-plugins');
    mkdirSync(folder, { recursive: true });
    plugin = join(folder, 'caches.php');
    writeFileSync(plugin, other);
  });

  after(() => {
    rmSync(plugin);
  });

  it('may be cached while it is locked', async () => {
    const { text, headers } = await visitor.get(lounge);
    assert.match(text, /<!-- may be cached -->/);
    assert.ok(headers.has('expires') && headers.has('last-modified'));
  });

  it('is kept out of every cache once it is open, whatever was said before', async () => {
    const member = await newWallet();
    await visitor.openGate(lounge, async (link) => member.answer(link, await site.coop.issue(member)));
    const { text, headers } = await visitor.get(lounge);
    assert.ok(text.includes(canary));
    assert.match(text, /<!-- keep out of caches -->/);
    assert.equal(headers.get('cache-control'), 'no-store, private');
    assert.equal(headers.get('expires'), null);
    assert.equal(headers.get('last-modified'), null);
  });
});
