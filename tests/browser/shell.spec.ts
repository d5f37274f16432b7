// What surrounds every page: navigation, environment, header, network and theme.
import type { Page } from '@playwright/test';

import { headingOf, navigationOf } from './actions.ts';
import { config } from './configuration.ts';
import { ACME, openCustomers, rowOf } from './customers.ts';
import { expect, signInHere, test } from './fixtures.ts';

const OTHER = 'sandbox-other-origin';
const environmentsOf = (page: Page) => page.getByRole('combobox', { name: 'Environment' });

const PAGES = [
  ['Overview', ''],
  ['Customers', 'customers'],
  ['Imports', 'imports'],
  ['Operator accounts', 'operator-accounts'],
  ['Settings', 'settings'],
] as const;

test.describe('navigation', () => {
  test('each page has its heading with the focus, its title, its address and its mark', async ({ page, sandbox }) => {
    await page.goto('nowhere');
    for (const [name, address] of PAGES) {
      const link = navigationOf(page).getByRole('link', { name });
      await link.click();
      await expect(headingOf(page, name)).toBeVisible();
      await expect(page).toHaveTitle(`${name} · Switchboard`);
      await expect(page).toHaveURL(new URL(address, sandbox.address).href);
      await expect(link).toHaveAttribute('aria-current', 'page');
      await expect(navigationOf(page).locator('[aria-current]')).toHaveCount(1);
    }
    await page.goBack();
    await expect(headingOf(page, 'Operator accounts')).toBeFocused();
    await expect(page).toHaveTitle('Operator accounts · Switchboard');
  });

  test('the focus goes to the heading of each new page, and stays with the browser on the first', async ({ page }) => {
    await page.goto('settings');
    await expect(headingOf(page, 'Settings')).toBeVisible();
    await expect(page.locator('body')).toBeFocused();
    for (const name of ['Overview', 'Imports', 'Settings']) {
      await navigationOf(page).getByRole('link', { name }).click();
      await expect(headingOf(page, name)).toBeFocused();
    }
  });

  test('the heading has the focus while the code of a page is on its way, and when it has come', async ({ page }) => {
    await page.goto('settings');
    await expect(headingOf(page, 'Settings')).toBeVisible();
    let come = (): void => {};
    const coming = new Promise<void>((resolve) => (come = resolve));
    await page.route('**/customers-*.bin', async (route) => {
      await coming;
      await route.continue();
    });
    await navigationOf(page).getByRole('link', { name: 'Customers' }).click();
    const waiting = headingOf(page, 'Loading this part of the console');
    await expect(waiting).toBeFocused();
    // It is read out; those who see have the bars, and where they come quickly nothing flashes.
    await expect(waiting).toHaveCSS('clip-path', 'inset(50%)');
    come();
    await expect(headingOf(page, 'Customers')).toBeFocused();
  });

  test('the skip link is the first stop, seen when it has the focus, and leads to the heading', async ({ page }) => {
    await page.goto('settings');
    await expect(headingOf(page, 'Settings')).toBeVisible();
    const skip = page.getByRole('link', { name: 'Skip to content' });
    await expect(skip).not.toBeInViewport();
    await page.keyboard.press('Tab');
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(headingOf(page, 'Settings')).toBeFocused();
    await expect(skip).not.toBeInViewport();
  });

  test('an address without a page says so, and leads on', async ({ page }) => {
    for (const address of ['nowhere', 'customers/1/2', 'settings/more']) {
      await page.goto(address);
      await expect(headingOf(page, 'Page not found')).toBeVisible();
      await expect(page).toHaveTitle('Page not found · Switchboard');
    }
    await page.getByRole('link', { name: 'To the overview' }).click();
    await expect(headingOf(page, 'Overview')).toBeFocused();
  });

  test('everything works below a path of its own', async ({ page, startSandbox, allowConsole }) => {
    allowConsole(/status of 501/);
    const { address } = await startSandbox('--base', '/admin/');
    expect(address).toMatch(/\/admin\/$/);
    await page.goto(new URL('customers', address).href);
    await signInHere(page, 'OptConnect');
    await page.getByRole('link', { name: 'Acme ATM' }).click();
    await expect(headingOf(page, 'Acme ATM')).toBeFocused();
    await expect(page).toHaveURL(new URL('customers/1649', address).href);
    await page.reload();
    await expect(headingOf(page, 'Acme ATM')).toBeVisible();
    for (const [name, path] of PAGES) {
      await navigationOf(page).getByRole('link', { name }).click();
      await expect(headingOf(page, name)).toBeVisible();
      await expect(page).toHaveURL(new URL(path, address).href);
    }
    await environmentsOf(page).selectOption('Sandbox, other origin');
    await expect(page).toHaveURL(new URL(`settings?environment=${OTHER}`, address).href);
    await page.goto(new URL('nowhere', address).href);
    await expect(headingOf(page, 'Page not found')).toBeVisible();
  });
});

test.describe('environment', () => {
  test('another one keeps the page and its filter, and stands in every address', async ({ page }) => {
    await openCustomers(page, 'customers?q=acme&sort=-name');
    await environmentsOf(page).selectOption('Sandbox, other origin');
    await expect(page).toHaveURL((url) => url.pathname === '/customers' && url.search === `?q=acme&sort=-name&environment=${OTHER}`);
    // Whoever is signed in to one environment is nobody in the other.
    await expect(page.getByRole('region', { name: 'Sign in to OptConnect' })).toBeVisible();
    for (const [name, address] of PAGES) {
      await navigationOf(page).getByRole('link', { name }).click();
      await expect(page).toHaveURL((url) => url.pathname === `/${address}` && url.search === `?environment=${OTHER}`);
    }
    await page.reload();
    await expect(environmentsOf(page)).toHaveValue(OTHER);
    await navigationOf(page).getByRole('link', { name: 'Customers' }).click();
    await environmentsOf(page).selectOption('Sandbox');
    await expect(page).toHaveURL((url) => url.pathname === '/customers' && url.search === '');
    await expect(rowOf(page, ACME)).toBeVisible();
  });

  test('the services of another origin are reached across it', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 501/);
    const origins = new Set<string>();
    page.on('request', (request) => {
      if (request.url().includes('/v1/ocp/')) origins.add(new URL(request.url()).origin);
    });
    await openCustomers(page, `customers?environment=${OTHER}`);
    await page.getByRole('link', { name: 'Acme ATM' }).click();
    await expect(page.getByRole('region', { name: 'Profile' })).toContainText('doug.do@acmeatm.zzz');
    expect([...origins]).toEqual([new URL(sandbox.otherAddress).origin]);
  });

  test('a service that does not let the page in is named as such', async ({ page, startSandbox, allowConsole }) => {
    allowConsole(/blocked by CORS policy|net::ERR_FAILED/);
    await page.addInitScript(() => (Math.random = () => 0));
    const { address } = await startSandbox('--cors', 'off');
    await page.goto(new URL(`customers?environment=${OTHER}`, address).href);
    await signInHere(page, 'OptConnect');
    const main = page.getByRole('main');
    await expect(main).toContainText('OptConnect could not be reached');
    await expect(main).toContainText('the service does not let this page in (CORS)');
    await expect(main).toContainText('the service\'s base URL in config.json');
    await expect(main.getByRole('button', { name: 'Try again' })).toBeVisible();
    await expect(page.getByText('The token could not be checked (OptConnect could not be reached). It is used as it is.').first()).toBeVisible();
  });

  test('an unknown one is told, and the first one shown', async ({ page }) => {
    await page.goto('settings?environment=nowhere');
    await expect(page.getByText('There is no environment “nowhere” here. This is “Sandbox”.')).toBeVisible();
    await expect(environmentsOf(page)).toHaveValue('sandbox');
    await navigationOf(page).getByRole('link', { name: 'Overview' }).click();
    await expect(page.getByText('There is no environment')).toBeHidden();
  });
});

test.describe('header', () => {
  test('says where the user is signed in, as whom, and leads to where that changes', async ({ page }) => {
    await page.goto('customers');
    await expect(page.getByRole('banner').getByText('Not signed in', { exact: true })).toBeVisible();
    await signInHere(page, 'OptConnect');
    await page.getByRole('banner').getByText('Signed in to 1 of 3').click();
    await expect(page.getByText('OptConnect: App 88')).toBeVisible();
    await expect(page.getByText('AirVantage: not signed in')).toBeVisible();
    await page.getByRole('link', { name: 'Sign in and out' }).click();
    await expect(headingOf(page, 'Settings')).toBeFocused();
  });

  test('warns before a sign-in ends', async ({ page, sandbox }) => {
    await openCustomers(page, 'customers', await sandbox.token(200));
    await expect(page.getByText(/Your sign-in to OptConnect ends at \d+:\d\d/)).toBeVisible();
    await page.getByRole('link', { name: 'Sign in anew' }).click();
    await expect(headingOf(page, 'Settings')).toBeFocused();
  });

  test('marks an environment with the real thing', async ({ page }) => {
    await page.route('**/config.json', (route) => route.fulfill({ json: config({ kind: 'production' }) }));
    await page.goto('');
    await expect(page.getByRole('banner').getByText('Production', { exact: true })).toBeVisible();
    await expect(page.getByRole('banner').getByText('Here', { exact: true })).toBeVisible();
  });
});

test('without a network the page says so, and goes on when it is back', async ({ page, context, allowConsole }) => {
  allowConsole(/ERR_INTERNET_DISCONNECTED/);
  await openCustomers(page);
  await expect(rowOf(page, ACME)).toContainText('Acme ATM');
  await navigationOf(page).getByRole('link', { name: 'Settings' }).click();
  await context.setOffline(true);
  await expect(page.getByText('You are offline. What is shown may be out of date')).toBeVisible();
  await page.getByRole('link', { name: 'Switchboard, overview' }).click();
  await navigationOf(page).getByRole('link', { name: 'Customers' }).click();
  await expect(rowOf(page, ACME)).toContainText('Acme ATM');
  await rowOf(page, ACME).getByRole('link', { name: 'Acme ATM' }).click();
  const record = page.getByRole('region', { name: 'Record' });
  await expect(record).toContainText('The browser has no network connection, so nothing was sent.');
  allowConsole(/status of 501/);
  await context.setOffline(false);
  await expect(page.getByText('You are offline')).toHaveCount(0);
  await expect(record).toContainText('33333333');
});

test.describe('theme', () => {
  const brightness = (page: Page) =>
    page.evaluate(() => {
      const [red, green, blue] = getComputedStyle(document.documentElement).backgroundColor.match(/[\d.]+/g)!.map(Number);
      return (red! + green! + blue!) / 3;
    });

  test('follows the system, unless another one is chosen, which stays', async ({ page }) => {
    const light = () => expect.poll(() => brightness(page)).toBeGreaterThan(200);
    const dark = () => expect.poll(() => brightness(page)).toBeLessThan(60);
    const themes = page.getByRole('combobox', { name: 'Theme' });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto('settings');
    await dark();
    await page.emulateMedia({ colorScheme: 'light' });
    await light();
    await themes.selectOption('Dark theme');
    await dark();
    await page.reload();
    await expect(themes).toHaveValue('dark');
    await dark();
    await themes.selectOption('Light theme');
    await page.emulateMedia({ colorScheme: 'dark' });
    await light();
    await themes.selectOption('System theme');
    await dark();
  });
});
