// The overview: one row per service, each with a read of its own.
import type { Locator, Page } from '@playwright/test';

import { hold } from './actions.ts';
import { axe, expect, signIn, test, type Sandbox } from './fixtures.ts';

const NAMES = ['OptConnect', 'Live Platform', 'AirVantage'] as const;
const IDS = '/v1/ocp/customers/ids';

const row = (page: Page, name: (typeof NAMES)[number]): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });

/** Leaves the page that is open without loading the console anew. */
const goTo = (page: Page, name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();

/** What AirVantage itself says how many accounts there are. */
async function accountsAt(sandbox: Sandbox): Promise<number> {
  const address = new URL('/airvantage/api/v1/operators/accounts?size=1', sandbox.address);
  const answer = await fetch(address, { headers: { authorization: 'Bearer sandbox-admin' } });
  return ((await answer.json()) as { count: number }).count;
}

test('signed out, every service offers to sign in and none is asked', async ({ page, sandbox }) => {
  await page.goto('');
  for (const name of NAMES) {
    await expect(row(page, name)).toContainText('Not signed in');
    await expect(row(page, name)).toContainText('Not asked yet');
  }
  expect(await sandbox.requests()).toEqual([]);
  await page.getByRole('link', { name: 'Sign in to Live Platform' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeFocused();
});

test('each row says as whom, how the last call ended and what there is to see', async ({ page, sandbox }) => {
  for (const name of NAMES) await signIn(page, name);
  const accounts = await accountsAt(sandbox);
  await goTo(page, 'Overview');
  await expect(row(page, 'OptConnect')).toContainText('250 customers permitted');
  await expect(row(page, 'OptConnect')).toContainText('App 88');
  await expect(row(page, 'Live Platform')).toContainText('120 services');
  await expect(row(page, 'AirVantage')).toContainText(`${accounts} operator accounts`);
  for (const name of NAMES) {
    await expect(row(page, name).getByText('Signed in', { exact: true })).toBeVisible();
    await expect(row(page, name)).toContainText(/200 OK.*ago, took [\d.]+ m?s/);
  }
  await row(page, 'OptConnect').getByRole('link', { name: 'Customers' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
});

test('no call waits for another', async ({ page }) => {
  for (const name of NAMES) await signIn(page, name);
  const letGo = await hold(page, '/optconnect/');
  await goTo(page, 'Overview');
  await expect(row(page, 'Live Platform')).toContainText('120 services');
  await expect(row(page, 'AirVantage')).toContainText('operator accounts');
  await expect(row(page, 'OptConnect')).toContainText('Counting at OptConnect');
  letGo();
  await expect(row(page, 'OptConnect')).toContainText('250 customers permitted');
});

test('a count that fails is one line, with a retry that works', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/Failed to load resource.*500/);
  for (const name of NAMES) await signIn(page, name);
  await sandbox.faults([{ service: 'optconnect', path: IDS, status: 500 }]);
  await goTo(page, 'Overview');
  const failed = row(page, 'OptConnect');
  await expect(failed).toContainText('OptConnect has a problem');
  await expect(failed).toContainText('500 service failed');
  await expect(row(page, 'Live Platform')).toContainText('120 services');
  const retry = failed.getByRole('button', { name: 'Retry the count at OptConnect' });
  await sandbox.clearRequests();
  await retry.click();
  await expect.poll(async () => (await sandbox.requests('optconnect')).map((call) => call.status)).toEqual([500]);
  await expect(failed.getByText('Counting again')).toBeHidden();
  await expect(retry, 'the same fault again keeps the focus').toBeFocused();
  await sandbox.faults([]);
  await retry.click();
  await expect(failed).toContainText('250 customers permitted');
  await expect(failed).toContainText('200 OK');
});

test('a count that cannot be refreshed stays, and says so', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/Failed to load resource.*403/);
  await signIn(page, 'Live Platform');
  await goTo(page, 'Overview');
  await expect(row(page, 'Live Platform')).toContainText('120 services');
  await sandbox.faults([{ service: 'live-platform', status: 403 }]);
  await page.getByRole('button', { name: 'Refresh the count at Live Platform' }).click();
  await expect(row(page, 'Live Platform')).toContainText('Not refreshed: Live Platform does not allow this');
  await expect(row(page, 'Live Platform')).toContainText('120 services');
});

test('a token that is refused ends that sign-in alone', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/Failed to load resource.*401/);
  const token = await sandbox.token(3600);
  await signIn(page, 'AirVantage');
  await signIn(page, 'OptConnect', token);
  await sandbox.revoke(token);
  await goTo(page, 'Overview');
  const ended = row(page, 'OptConnect');
  await expect(ended).toContainText('the service no longer accepts the token');
  await expect(ended).toContainText('401 not accepted');
  await expect(ended.getByRole('link', { name: 'Sign in to OptConnect' })).toBeVisible();
  await expect(row(page, 'AirVantage')).toContainText('operator accounts');
});

test('a token that could not be checked is checked once the service answers', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/Failed to load resource.*500/);
  await sandbox.faults([{ service: 'optconnect', status: 500 }]);
  await signIn(page, 'OptConnect');
  await goTo(page, 'Overview');
  const unchecked = row(page, 'OptConnect');
  await expect(unchecked).toContainText('OptConnect has a problem');
  await expect(unchecked).toContainText('Not checked');
  await sandbox.faults([]);
  await unchecked.getByRole('button', { name: 'Retry the count at OptConnect' }).click();
  await expect(unchecked).toContainText('App 88');
  await expect(unchecked).not.toContainText('Not checked');
});

test('a sign-in that ends soon is marked', async ({ page, sandbox }) => {
  await signIn(page, 'OptConnect', await sandbox.token(250));
  await goTo(page, 'Overview');
  await expect(row(page, 'OptConnect')).toContainText('Ends soon');
  await expect(row(page, 'OptConnect')).toContainText(/Until .*, in \d min/);
});

test('on a narrow page the rows are blocks of the same table', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const name of NAMES) await signIn(page, name);
  await goTo(page, 'Overview');
  await expect(row(page, 'AirVantage')).toContainText('operator accounts');
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(beyond).toBeLessThanOrEqual(0);
  for (const part of ['Customers', 'Imports', 'Operator accounts']) {
    const box = await page.getByRole('main').getByRole('link', { name: part }).boundingBox();
    expect(box!.x + box!.width).toBeLessThanOrEqual(390);
  }
});

test('nothing on it keeps anybody out', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/Failed to load resource.*500/);
  await page.goto('');
  await expect(row(page, 'OptConnect')).toContainText('Not signed in');
  await axe(page);
  await sandbox.faults([{ service: 'live-platform', status: 500 }]);
  await signIn(page, 'OptConnect', await sandbox.token(250));
  await signIn(page, 'Live Platform');
  await goTo(page, 'Overview');
  await expect(row(page, 'OptConnect')).toContainText('250 customers');
  await expect(row(page, 'Live Platform')).toContainText('has a problem');
  await axe(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await axe(page);
});
