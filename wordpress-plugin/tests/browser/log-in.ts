import type { Page } from 'playwright-core';

/** Logs in as the admin that the bed installed. */
export async function logIn(page: Page, siteUrl: string): Promise<void> {
  await page.goto(`${siteUrl}/wp-login.php`);
  await page.getByLabel('Username or Email Address').fill('admin');
  await page.getByLabel('Password', { exact: true }).fill('admin-password');
  await page.getByRole('button', { name: 'Log In' }).click();
  await page.waitForURL('**/wp-admin/**');
}
