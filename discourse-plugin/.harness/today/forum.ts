import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type Axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { parse } from 'yaml';
import { bundleShells } from './shells-bundle.ts';

const plugin = resolve(import.meta.dirname, '../..');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const origin = 'http://forum.localhost';

/** What the forum answers, by method and path; a function gets what was sent. */
export type Answers = Readonly<Record<string, unknown>>;

export interface Reader {
  readonly user?: object;
  readonly gates?: readonly object[];
  readonly answers?: Answers;
}

/** A page of the fake of today's core, with the real plugin in it, in a real browser. */
export class Forum {
  readonly faults: string[] = [];
  readonly calls: { readonly call: string; readonly body: unknown }[] = [];
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async visit(browser: Browser, path: string, reader: Reader = {}): Promise<Forum> {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    const forum = new Forum(page);
    page.on('pageerror', (error) => forum.faults.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && forum.faults.push(message.text()));
    await page.route('**/*', (route) => forum.#answer(route, reader));
    await page.goto(origin + path);
    await page
      .locator('#app .ember-view, #app main')
      .first()
      .waitFor({ timeout: 5_000 })
      .catch(() => undefined);
    return forum;
  }

  async #answer(route: Parameters<Parameters<Page['route']>[1]>[0], reader: Reader): Promise<void> {
    const request = route.request();
    const { pathname } = new URL(request.url());
    if (request.isNavigationRequest()) return route.fulfill({ contentType: 'text/html', body: html(reader) });
    if (pathname === '/shells.js') {
      return route.fulfill({ contentType: 'text/javascript', body: await (shells ??= bundleShells()) });
    }
    if (pathname.startsWith('/plugins/coop-credentials/')) {
      return route.fulfill({ path: join(plugin, 'public', pathname.slice('/plugins/coop-credentials/'.length)) });
    }
    if (pathname === '/favicon.ico') return route.fulfill({ status: 204 });

    const call = `${request.method()} ${pathname}`;
    const sent: unknown = parseBody(request.postData());
    this.calls.push({ call, body: sent });
    const answer = reader.answers?.[call];
    const given: unknown = typeof answer === 'function' ? (answer as (body: unknown) => unknown)(sent) : answer;
    if (given === undefined)
      return route.fulfill({ status: 404, json: { errors: [`the test has no answer to ${call}`] } });
    const { status = 200, json = given } = given as { status?: number; json?: unknown };
    return route.fulfill({ status, json });
  }

  /** No fault in the console, no word missing, and nothing that axe finds. */
  async endsWell({ expectFailedCalls = false } = {}): Promise<void> {
    const text = await this.page.locator('body').innerText();
    assert.doesNotMatch(text, /\[missing: /);
    const faults = expectFailedCalls ? this.faults.filter((one) => !/Failed to load resource/.test(one)) : this.faults;
    assert.deepEqual(faults, []);
    await this.page.evaluate(axe);
    const { violations } = await this.page.evaluate(() =>
      (globalThis as unknown as { axe: typeof Axe }).axe.run({
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
        // How big things are is for core's own stylesheet, which is not here; system specs look at that.
        rules: { 'target-size': { enabled: false } },
      }),
    );
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html: where }) => where).join(' ')}`),
      [],
    );
    await this.page.close();
  }
}

/** A picture for people to look at, where `COOP_SCREENSHOTS` names a folder. Core's own stylesheet is not in it. */
export async function photograph(page: Page, name: string): Promise<void> {
  const folder = process.env.COOP_SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

let shells: Promise<string> | undefined;

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.COOP_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });

function html({ user, gates = [] }: Reader): string {
  const page = {
    user,
    site: { coop_credentials_gates: gates },
    settings: { coop_credentials_enabled: true, coop_credentials_sidebar_link: true },
    category: { id: 5, name: 'Lounge' },
  };
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Forum</title>
    <meta name="discourse-base-uri" content="">
    <script>window.coopWords = ${inScript(words())}; window.coopPage = ${inScript(page)};</script></head>
    <body><div id="app"></div><script src="/shells.js"></script></body></html>`;
}

/** The words that core would send to the browser: those of the app and, for admins, of the admin area. */
function words(): unknown {
  const { en } = parse(readFileSync(join(plugin, 'config/locales/client.en.yml'), 'utf8')) as {
    en: { js: Tree; admin_js?: Tree };
  };
  return merged(en.js, en.admin_js ?? {});
}

interface Tree {
  readonly [key: string]: string | Tree;
}

function merged(one: Tree, other: Tree): Tree {
  const both = Object.entries(other).map(([key, value]): [string, string | Tree] => {
    const first = one[key];
    return [key, typeof first === 'object' && typeof value === 'object' ? merged(first, value) : value];
  });
  return { ...one, ...Object.fromEntries(both) };
}

const inScript = (value: unknown): string => JSON.stringify(value ?? null).replaceAll('<', '\\u003c');

function parseBody(text: string | null): unknown {
  try {
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
}
