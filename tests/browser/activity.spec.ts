// The activity under Settings: the last calls of this tab.
import type { Page } from '@playwright/test';

import { hold } from './actions.ts';
import { axe, expect, signIn, test, type Sandbox } from './fixtures.ts';

const IDS = '/v1/ocp/customers/ids';

/** Leaves three calls in the activity: a check, one that ends well at the third try, and one that fails. */
async function makeCalls(page: Page, sandbox: Sandbox): Promise<void> {
  await signIn(page, 'OptConnect');
  await signIn(page, 'Live Platform');
  await sandbox.faults([
    { service: 'optconnect', path: IDS, status: 503, count: 2 },
    { service: 'live-platform', status: 403 },
  ]);
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await expect(page.getByRole('row', { name: /^OptConnect/ })).toContainText('250 customers');
  await expect(page.getByRole('row', { name: /^Live Platform/ })).toContainText('does not allow this');
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('link', { name: 'Activity' }).click();
}

test('shows how each call ended and how often it was tried', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/Failed to load resource/);
  await makeCalls(page, sandbox);
  const calls = page.getByRole('region', { name: 'Calls' });
  const tried = calls.getByRole('row', { name: /OptConnect Permitted customers/ });
  await expect(tried).toContainText('GET /optconnect/v1/ocp/customers/ids');
  await expect(tried.getByRole('cell').last()).toHaveText('3');
  await expect(calls.getByRole('row', { name: /Live Platform Service customers .*403 not allowed/ })).toBeVisible();

  await page.getByRole('checkbox', { name: 'Failures only' }).check();
  await expect(page.getByText('1 of 3 calls')).toBeVisible();
  await expect(tried).toBeHidden();
  await page.getByRole('combobox', { name: 'Service' }).selectOption('OptConnect');
  await expect(page.getByText('No call matches')).toBeVisible();
  await page.getByRole('button', { name: 'Show all calls' }).click();
  await expect(tried).toBeVisible();

  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByText('No calls yet')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('takes in new calls without moving what is read', async ({ page, sandbox }) => {
  await signIn(page, 'AirVantage', await sandbox.token(3600));
  await signIn(page, 'OptConnect');
  await sandbox.clearRequests();
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  await expect.poll(async () => (await sandbox.requests('optconnect')).length).toBeGreaterThan(12);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.setViewportSize({ width: 1280, height: 400 });
  const letGo = await hold(page, '/airvantage/');
  // Told to AirVantage, which takes its time to answer: the call that comes in later.
  await page.getByRole('region', { name: 'AirVantage' }).getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Activity' }).click();

  const calls = page.getByRole('region', { name: 'Calls' });
  const oldest = calls.getByRole('row').last();
  await expect(oldest).toContainText('Permitted customers');
  await oldest.scrollIntoViewIfNeeded();
  await calls.evaluate((box) => box.scrollBy(0, -20));
  const before = await oldest.boundingBox();
  const known = await calls.getByRole('row').count();
  letGo();
  await expect(calls.getByRole('row')).toHaveCount(known + 1);
  await expect(calls.getByRole('row').nth(1)).toContainText('Sign out');
  // The browser moves the box with the next frame.
  await expect.poll(async () => Math.abs((await oldest.boundingBox())!.y - before!.y)).toBeLessThan(2);
});

test('says what will be there while it is empty', async ({ page }) => {
  await page.goto('settings?tab=activity');
  await expect(page.getByText('No calls yet')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Activity' })).toHaveAttribute('aria-current', 'page');
  await axe(page);
});

test('keeps nobody out, wide or narrow', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/Failed to load resource/);
  await makeCalls(page, sandbox);
  await expect(page.getByRole('region', { name: 'Calls' })).toBeVisible();
  await axe(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await axe(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});
