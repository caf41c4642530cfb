import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

export interface Links {
  readonly sameDevice: { readonly app: string };
  readonly crossDevice: { readonly app: string };
}

/** The gate on a page, and what a visitor can do with it. */
export const gateOf = (page: Page): Locator => page.locator('.coop-gate').first();

/** Presses the button; gives back the links that the page now shows to wallets. */
export async function ask(page: Page, purpose = 'Open the members’ lounge'): Promise<Links> {
  const answer = page.waitForResponse((response) => response.url().includes('/coop-credentials/v1/start'));
  await gateOf(page).getByRole('button', { name: 'Show my membership' }).click();
  const response = await answer;
  assert.equal(response.status(), 201, await response.text());
  const { links } = (await response.json()) as { links: Links };
  await gateOf(page).getByText(purpose).waitFor();
  return links;
}

export const waitUntilOpen = (page: Page): Promise<void> => page.locator('.coop-gate.is-open').first().waitFor();
