// Where the console cannot start or go on: its configuration, and the ways on where nothing works.
import { headingOf, navigationOf } from './actions.ts';
import { config } from './configuration.ts';
import { axe, expect, test } from './fixtures.ts';

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
