import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type Axe from 'axe-core';
import { after } from 'mocha';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let launched: Promise<Browser> | undefined;

/** Debian's Chromium, which resolves no name but this machine's. */
function browser(): Promise<Browser> {
  launched ??= chromium.launch({
    executablePath: process.env.COOP_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
    ],
  });
  return launched;
}

after('close the browser', async () => {
  await (await launched)?.close();
});

export const desktop = { viewport: { width: 1280, height: 900 } } satisfies BrowserContextOptions;
export const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
} satisfies BrowserContextOptions;

/** A visitor of their own: no cookies yet, and every complaint of the browser is kept. */
export interface Visitor {
  readonly context: BrowserContext;
  readonly complaints: string[];
  newPage(): Promise<Page>;
  leave(): Promise<void>;
}

export async function newVisitor(options: BrowserContextOptions = desktop): Promise<Visitor> {
  const context = await (await browser()).newContext({ ...options, reducedMotion: 'reduce' });
  const complaints: string[] = [];
  context.setDefaultTimeout(45_000);
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('console', (message) => {
    const { url } = message.location();
    const elsewhere = /^https?:\/\/(?!localhost[:/])/.test(url); // WordPress' own pictures; nothing is fetched here.
    if (message.type() === 'error' && !elsewhere) complaints.push(`${message.text()} (${url})`);
  });
  return { context, complaints, newPage: () => context.newPage(), leave: () => context.close() };
}

/** Fails with every rule that axe finds broken within the selector. */
export async function assertAccessible(page: Page, selector = 'body'): Promise<void> {
  await page.evaluate(axe);
  const broken = await page.evaluate(async (within) => {
    const { violations } = await (window as unknown as { axe: typeof Axe }).axe.run(within, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  }, selector);
  assert.deepEqual(broken, []);
}

/** A picture for people to look at, where `COOP_SCREENSHOTS` names a folder. */
export async function photograph(page: Page, name: string): Promise<void> {
  const folder = process.env.COOP_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: false });
}
