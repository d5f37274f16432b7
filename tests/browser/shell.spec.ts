// What surrounds every page: navigation, environment, theme, network, configuration, and the ways on where nothing works.
import type { Page } from '@playwright/test';

import { ACME, loadedInView, openCustomers, rowOf } from './customers.ts';
import { axe, expect, signInHere, test } from './fixtures.ts';

const OTHER = 'sandbox-other-origin';

const navigationOf = (page: Page) => page.getByRole('navigation', { name: 'Main' });
const headingOf = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const environmentsOf = (page: Page) => page.getByRole('combobox', { name: 'Environment' });

/** How far the page reaches beyond its window. */
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

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

/** A small configuration with changes. */
const config = (environment: object = {}, root: object = {}): object => ({
  environments: [
    {
      name: 'Here',
      kind: 'test',
      services: { livePlatform: { baseUrl: '/live-platform/tenantui' }, airvantage: { baseUrl: '/airvantage' } },
      ...environment,
    },
  ],
  ...root,
});

test.describe('configuration', () => {
  test('a service that is not in it has no part, and its pages say so', async ({ page }) => {
    await page.route('**/config.json', (route) => route.fulfill({ json: config() }));
    await page.goto('');
    await expect(navigationOf(page).getByRole('link')).toHaveText(['Overview', 'Imports', 'Operator accounts', 'Settings']);
    await expect(page.getByRole('main').getByText('OptConnect')).toHaveCount(0);
    for (const address of ['customers', 'customers/1649']) {
      await page.goto(address);
      await expect(page.getByText('No OptConnect here')).toBeVisible();
      await expect(page.getByText('The environment “Here” is configured without OptConnect.')).toBeVisible();
    }
  });

  const missing = 'Switchboard cannot read config.json';
  const mistaken = 'There is a mistake in config.json';
  const baseUrl = (baseUrl: unknown) => JSON.stringify(config({ services: { optconnect: { baseUrl } } }));
  for (const [name, answer, title, ...words] of [
    ['that is missing', { status: 404, body: '' }, missing, 'There is no such file beside the page (status 404).', 'next to index.html'],
    ['that the server refuses', { status: 500, body: '' }, missing, 'The server answered with status 500.'],
    ['that is no JSON', { body: '{\n  "environments": [}' }, mistaken, 'line 2, column 20', 'Check for a missing comma'],
    ['that is a web page', { body: '<!doctype html><title>Sign in</title>' }, mistaken, 'line 1, column 1', 'not JSON'],
    ['that is empty', { body: '' }, mistaken, 'line 1, column 0', 'not JSON'],
    ['of another kind', { body: '[]' }, mistaken, 'Write an object in braces here.'],
    ['without environments', { body: '{"environments":[]}' }, mistaken, 'environments', 'Name at least one environment.'],
    ['with an unknown member', { body: JSON.stringify(config({ colour: 'red' })) }, mistaken, 'environments[0].colour', 'This member is unknown. Known here: name, kind, services.'],
    ['with an unknown kind', { body: JSON.stringify(config({ kind: 'prod' })) }, mistaken, 'environments[0].kind', 'Write "test" or "production".'],
    ['with plain http', { body: baseUrl('http://example.com') }, mistaken, 'environments[0].services.optconnect.baseUrl'],
    ['with a script for an address', { body: baseUrl('javascript:alert(1)') }, mistaken, 'environments[0].services.optconnect.baseUrl'],
    ['without an address', { body: baseUrl(undefined) }, mistaken, 'environments[0].services.optconnect.baseUrl', 'This member is missing.'],
    ['with a wrong number', { body: JSON.stringify(config({}, { idleMinutes: 'ten' })) }, mistaken, 'idleMinutes', 'Write a number from 1 to 1440.'],
  ] as const) {
    test(`${name} is explained with place and remedy`, async ({ page, allowConsole }) => {
      allowConsole(/Failed to load resource/);
      await page.route('**/config.json', (route) => route.fulfill({ contentType: 'application/json', ...answer }));
      await page.goto('customers');
      await expect(page.getByText(title, { exact: true })).toBeVisible();
      for (const part of words) await expect(page.getByRole('main')).toContainText(part);
      await expect(page).toHaveTitle(`${title} · Switchboard`);
      await page.unroute('**/config.json');
      await page.getByRole('button', { name: 'Reload' }).click();
      await expect(headingOf(page, 'Customers')).toBeVisible();
    });
  }

  test('that cannot be fetched is told from one that is missing', async ({ page, allowConsole }) => {
    allowConsole(/Failed to load resource/);
    await page.route('**/config.json', (route) => route.abort());
    await page.goto('');
    await expect(page.getByText(missing, { exact: true })).toBeVisible();
    await expect(page.getByText('the network is down, or the request was cut off')).toBeVisible();
    await axe(page);
  });
});

test.describe('recovery', () => {
  test('a page whose program does not come says so, and is loaded again', async ({ page, allowConsole }) => {
    allowConsole(/Failed to load resource/);
    await page.route('**/*.wasm', (route) => route.abort());
    await page.goto('customers');
    const screen = page.getByRole('alert');
    await expect(screen.getByRole('heading', { name: 'Switchboard could not start' })).toBeVisible();
    await expect(screen).toContainText('Check the connection, then reload.');
    await expect(page.getByText('Starting…')).toBeHidden();
    await axe(page);
    await page.unroute('**/*.wasm');
    await screen.getByRole('button', { name: 'Reload' }).click();
    await expect(headingOf(page, 'Customers')).toBeVisible();
    await expect(page.getByText('Switchboard could not start')).toBeHidden();
  });

  test('a page that breaks while it runs says so, and is loaded again', async ({ page, allowConsole }) => {
    allowConsole(/panicked|unreachable|broken by the test/);
    await page.goto('settings');
    await expect(headingOf(page, 'Settings')).toBeVisible();
    // The next text that the page makes, it cannot make.
    await navigationOf(page).getByRole('link', { name: 'Overview' }).evaluate((link: HTMLElement) => {
      const { createTextNode } = document;
      document.createTextNode = () => {
        document.createTextNode = createTextNode;
        throw new Error('broken by the test');
      };
      link.click();
    });
    const screen = page.getByRole('alert');
    await expect(screen.getByRole('heading', { name: 'Switchboard has stopped' })).toBeVisible();
    await expect(screen).toContainText('Reload to go on.');
    await screen.getByRole('button', { name: 'Reload' }).click();
    await expect(headingOf(page, 'Overview')).toBeVisible();
    await expect(page.getByText('Switchboard has stopped')).toBeHidden();
  });
});

test('from the sign-in to a customer and back by keyboard alone', async ({ page, allowConsole }) => {
  allowConsole(/status of 501/);
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      const words = await focused.evaluate((element) => {
        const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((label) => label.textContent) : [];
        return [element.getAttribute('aria-label'), ...labels, element.textContent].filter(Boolean).join(' ');
      });
      if (name.test(words)) return;
    }
    throw new Error(`Tab does not lead to ${name}`);
  };
  await page.goto('customers');
  await expect(page.getByRole('region', { name: 'Sign in to OptConnect' })).toBeVisible();
  await tabTo(/^Token/);
  await page.keyboard.type('sandbox-admin');
  await tabTo(/^Keep for this tab/);
  await page.keyboard.press('Space');
  await expect(page.getByRole('checkbox', { name: 'Keep for this tab' })).toBeChecked();
  await tabTo(/^Sign in$/);
  await page.keyboard.press('Enter');
  await expect(rowOf(page, ACME)).toContainText('Acme ATM');
  await page.keyboard.press('/');
  await page.keyboard.type('acme atm');
  await expect(page.getByText('1 of 250 customers match')).toBeVisible();
  await expect(page).toHaveURL(/q=acme\+?(%20)?atm$/);
  await tabTo(/^Customers/);
  await page.keyboard.press('ArrowDown');
  await expect(rowOf(page, ACME)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(headingOf(page, 'Acme ATM')).toBeFocused();
  await page.goBack();
  await expect(rowOf(page, ACME)).toBeFocused();
});

test.describe('every page', () => {
  for (const [name, address, ready] of [
    ['the overview', '', 'Overview'],
    ['the list of customers', 'customers', 'Customers'],
    ['a customer', 'customers/1649', 'Acme ATM'],
    ['a customer that is not permitted', 'customers/999999999', 'Customer 999999999'],
    ['no customer', 'customers/acme', 'No such customer'],
    ['the imports', 'imports', 'Imports'],
    ['the operator accounts', 'operator-accounts', 'Operator accounts'],
    ['the settings', 'settings', 'Settings'],
    ['the activity', 'settings?tab=activity', 'Settings'],
    ['no page', 'nowhere', 'Page not found'],
  ] as const) {
    test(`${name} is for everybody, wide and narrow, light and dark`, async ({ page, allowConsole }) => {
      allowConsole(/status of (401|501)/);
      await openCustomers(page);
      await expect(rowOf(page, ACME)).toContainText('Acme ATM');
      await page.goto(address);
      await expect(headingOf(page, ready)).toBeVisible();
      if (address === 'customers') await expect(rowOf(page, ACME)).toContainText('Acme ATM');
      if (address === 'customers/1649') await expect(page.getByRole('region', { name: 'Profile' })).toContainText('doug.do');
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await overflow(page), `${width} wide`).toBe(0);
        await axe(page);
      }
    });
  }

  test('fits the smallest window', async ({ page, allowConsole }) => {
    allowConsole(/status of (401|501)/);
    await page.setViewportSize({ width: 320, height: 640 });
    await openCustomers(page);
    await loadedInView(page);
    for (const address of ['', 'customers', 'customers/1649', 'customers/999999999', 'imports', 'operator-accounts', 'nowhere']) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await overflow(page), address).toBe(0);
    }
  });

  test('the sign-in in place is for everybody, wide and narrow, light and dark', async ({ page }) => {
    await page.goto('customers');
    await expect(page.getByRole('region', { name: 'Sign in to OptConnect' })).toBeVisible();
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await overflow(page), `${width} wide`).toBe(0);
      await axe(page);
    }
  });
});
