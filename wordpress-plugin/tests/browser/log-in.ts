import type { Page } from 'playwright-core';

/** Logs in as the admin that the bed installed, or as another user whose password is made the same way. */
export async function logIn(page: Page, siteUrl: string, user = 'admin'): Promise<void> {
  await page.goto(`${siteUrl}/wp-login.php`);
  await page.getByLabel('Username or Email Address').fill(user);
  await page.getByLabel('Password', { exact: true }).fill(`${user}-password`);
  await page.getByRole('button', { name: 'Log In' }).click();
  // The first page of the admin area does what WordPress does once a day.
  await page.waitForURL('**/wp-admin/**', { timeout: 60_000 });
}
