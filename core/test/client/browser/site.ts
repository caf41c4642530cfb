import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Axe from 'axe-core';
import { type Browser, chromium, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { StandIn } from './stand-in.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

export const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
export const handset: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
};

export interface SiteOptions {
  /** Attributes of the element beside its addresses. */
  readonly attributes?: string;
  /** What is inside it. */
  readonly content?: string;
  readonly lang?: string;
  readonly dir?: string;
  /** Loaded as a classic script instead of a module. */
  readonly classic?: boolean;
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args });
}

/** A page as a co-op might have it, light and dark, with the element in the middle. */
function html({ attributes = '', content = '', lang = 'en', dir = 'ltr', classic = false }: SiteOptions): string {
  return `<!doctype html>
<html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><title>The members’ lounge</title>
<meta name="viewport" content="width=device-width">
<style nonce="page">
  :root { color-scheme: light dark; font: 1rem/1.5 Georgia, serif; }
  body { margin: 0; color: #23261f; background: #fbfaf6; }
  @media (prefers-color-scheme: dark) { body { color: #ebe9df; background: #1c1f1a; } }
  h1 { font-size: 1.75rem; }
  main { max-width: 56rem; margin: 0 auto; padding: 1rem; }
</style>
<script ${classic ? 'defer' : 'type="module"'} src="/client.js"></script></head>
<body><main><h1>The members’ lounge</h1>
<coop-credential-request start-url="/start" collect-url="/collect" ${attributes}>${content}</coop-credential-request>
<p><label>Your comment <textarea id="comment"></textarea></label></p>
<div id="lounge" hidden>Welcome to the lounge.</div>
</main></body></html>`;
}

/** One visitor on a page with the element, and everything the console said. */
export class Visit {
  readonly standIn = new StandIn();
  readonly context: BrowserContext;
  readonly page: Page;
  readonly faults: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
  }

  static async begin(browser: Browser, device: BrowserContextOptions, options: SiteOptions = {}): Promise<Visit> {
    const context = await browser.newContext(device);
    const visit = new Visit(context, await context.newPage());
    visit.page.on('console', (message) => message.type() === 'error' && visit.faults.push(message.text()));
    visit.page.on('pageerror', (error) => visit.faults.push(String(error)));
    await visit.standIn.listen();
    visit.standIn.page = html(options);
    return visit;
  }

  async open(fragment = ''): Promise<void> {
    await this.page.goto(`${this.standIn.url}/lounge${fragment}`);
    await this.element.locator('#screen').waitFor({ state: 'attached' });
  }

  async end(): Promise<void> {
    await this.context.close();
    this.standIn.close();
  }

  get element(): ReturnType<Page['locator']> {
    return this.page.locator('coop-credential-request');
  }

  button(name: string): ReturnType<Page['locator']> {
    return this.page.getByRole('button', { name, exact: true });
  }

  link(name: string): ReturnType<Page['locator']> {
    return this.page.getByRole('link', { name, exact: true });
  }

  async ask(): Promise<void> {
    await this.open();
    await this.button('Show my membership').click();
    await this.shows('asking');
  }

  async shows(state: string): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => (document.querySelector('coop-credential-request') as Element & { state?: string }).state === wanted,
      state,
    );
  }

  /** What has focus: its id inside the element, or on the page. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const outer = document.activeElement;
      const inner = outer?.shadowRoot?.activeElement;
      return inner?.id || outer?.id || outer?.tagName || '';
    });
  }

  /** How far down the page the comment field is: what moves when the layout jumps. */
  async place(): Promise<number> {
    return (await this.page.locator('#comment').boundingBox())?.y ?? Number.NaN;
  }

  /** How many pixels the page is wider than its window. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  said(role: 'status' | 'alert'): Promise<string> {
    return this.element.locator(`[role=${role}]`).innerText();
  }

  /** Rule names of axe (WCAG 2.2 A and AA and best practice) that the page breaks. */
  async violations(): Promise<string[]> {
    const client = await this.context.newCDPSession(this.page);
    // Past the page's own policy, which stays as strict as it is for everything else.
    await client.send('Runtime.evaluate', { expression: axeSource });
    await client.detach();
    return this.page.evaluate(async () => {
      const { axe } = window as unknown as { axe: typeof Axe };
      const { violations } = await axe.run(document, { resultTypes: ['violations'] });
      return violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join(' ')}`);
    });
  }
}

export const accepted = {
  status: 200,
  body: {
    state: 'accepted',
    until: '2031-05-01T10:00:00Z',
    reason: 'Harvest Co-op is a neighbour of ours.',
    opened: { label: 'The members’ lounge' },
  },
};

export function rejected(code: string, params: Record<string, string> = {}): { status: number; body: unknown } {
  return { status: 200, body: { state: 'rejected', problem: { code, ...params } } };
}
