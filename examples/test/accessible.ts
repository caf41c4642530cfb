import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/**
 * The state that a page is in now has no fault that axe knows (WCAG 2.2 A and AA, and its good practices),
 * its colours can be read in light and in dark, and nothing sticks out sideways.
 */
export async function assertAccessible(page: Page): Promise<void> {
  // By the debugger, which the pages’ own content security policy does not reach.
  await page.evaluate(axe);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  assert.deepEqual(await violations(page, { runOnly: ['color-contrast'] }), [], `${page.url()} in the dark`);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  assert.deepEqual(await violations(page, { rules: { 'target-size': { enabled: true } } }), [], page.url());

  // On a phone the window grows with what is too wide for it; the screen does not.
  const [content, room] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    Math.min(window.innerWidth, window.screen.width),
  ]);
  assert.ok(content! <= room!, `${page.url()} is ${content} wide in ${room}`);
}

function violations(page: Page, options: object): Promise<readonly string[]> {
  return page.evaluate(async (chosen) => {
    const { axe } = window as unknown as { axe: AxeInPage };
    const found = await axe.run(document, { resultTypes: ['violations'], ...chosen });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    );
  }, options);
}

interface AxeInPage {
  run(
    root: Document,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { target: unknown[]; failureSummary: string }[] }[] }>;
}
