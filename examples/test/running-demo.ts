import { after } from 'mocha';
import type { Browser } from 'playwright-core';
import { startDemo, type Demo } from '../demo/start-demo.ts';
import { launchBrowser } from './browser.ts';

const anyPort = { site: 0, service: 0, harvest: 0, meadow: 0, wallet: 0, pebble: 0, federation: 0 };

let demo: Promise<Demo> | undefined;
let browser: Promise<Browser> | undefined;

/** The whole demo with a real service, on free ports, started once for all tests. */
export const runningDemo = (): Promise<Demo> => (demo ??= startDemo(anyPort));

/** One Chromium for all tests; each visitor gets a context of their own. */
export const runningBrowser = (): Promise<Browser> => (browser ??= launchBrowser());

after(async () => {
  await (await browser)?.close();
  await (await demo)?.stop();
});
