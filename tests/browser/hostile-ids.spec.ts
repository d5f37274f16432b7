// Ids, rights and bare answers are hostile as well: what pages are found by is text, and a segment of an address at most.
import type { Page } from '@playwright/test';

import { expect, signIn, test } from './fixtures.ts';
import { DISHES, ELSEWHERE, expectFits, expectHarmless } from './hostile.ts';
import * as imports from './import-form.ts';
import { openForm } from './operator-account-form.ts';

test.use({ sandboxOptions: ['--pace', 'none', '--customers', '6', '--services', '12', '--accounts', '12', '--task-seconds', '600'] });
test.beforeEach(({ allowConsole }) => allowConsole(/Failed to load resource|status of [45]/));

/** One word each: a sentence is no task's id. */
const IDS = [
  ...['javascript:window.canaryRan=1', `//${ELSEWHERE}/x`, `https://${ELSEWHERE}/`, '../../settings', 'a/edit', '?compare=x#y', '%2e%2e', 'new'],
  ...[`"'><img/src=x/onerror=window.canaryRan=1>`, '\u202Eevil\u2066', '=1+1', '__proto__', 'y'.repeat(200)],
];

/** What is asked of anybody but the console and its services, in this page. */
function strays(page: Page, own: string): string[] {
  const strayed: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== own) strayed.push(request.url());
  });
  return strayed;
}

test('the id of a task that an import answers', async ({ page, sandbox }) => {
  const own = new URL(sandbox.address).origin;
  const strayed = strays(page, own);
  await imports.openImport(page);
  for (const id of IDS.filter((one) => /javascript|settings|compare|img|evil|yyy/.test(one))) {
    await test.step(id, async () => {
      const asked: string[] = [];
      await page.unrouteAll({ behavior: 'wait' });
      await page.route('**/action/ovocimport', (route) => route.fulfill({ json: id }));
      await page.route('**/api/v2/task/**', (route) => {
        asked.push(new URL(route.request().url()).pathname);
        return route.fulfill({ json: { id, status: 'InProgress' } });
      });
      await page.goto('imports/new');
      await imports.fillIn(page);
      await imports.reviewButton(page).click();
      await imports.reviewOf(page).getByRole('button', { name: /^Import (customer|again)$/ }).click();
      await expect(page).toHaveURL(/\/imports\/tasks\/[^/?#]+$/);
      await expect(page.locator('.copyable > .id').first()).toHaveText(id.replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, '\uFFFD'));
      // Those of the steps before are still followed.
      const ids = (): string[] => asked.map((path) => decodeURIComponent(path.replace(/^.*\/task\//, '')));
      await expect.poll(ids).toContain(id);
      expect(ids().filter((one) => !IDS.includes(one))).toEqual([]);
      await expectHarmless(page, id);
      await expectFits(page, id, [390]);
    });
  }
  await page.goto('imports');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await expectHarmless(page, 'the register');
  await expectFits(page, 'the register');
  expect(strayed).toEqual([]);
});

test('the uid of an account in the address of its page, and in what is asked for it', async ({ page, sandbox }) => {
  const own = new URL(sandbox.address).origin;
  const strayed = strays(page, own);
  const asked: string[] = [];
  const account = (uid: string): object => ({ uid, name: `Account ${uid}`, connection: { uid, name: uid }, types: {}, parameters: {} });
  await page.route(/\/airvantage\/api\/v1\/operators\/accounts(\/.*|\?.*)?$/, (route) => {
    const { pathname } = new URL(route.request().url());
    const [, uid] = /\/accounts\/(.*)$/.exec(pathname) ?? [];
    if (uid === undefined) return route.fulfill({ json: { items: IDS.map(account), count: IDS.length, offset: 0, size: 50 } });
    asked.push(decodeURIComponent(uid));
    return route.fulfill({ json: account(decodeURIComponent(uid)) });
  });
  await openForm(page, 'operator-accounts');
  // The word of the address for a new account is no uid of one.
  for (const uid of IDS.filter((id) => id !== 'new')) {
    await test.step(uid, async () => {
      asked.length = 0;
      await page.goto(`operator-accounts/${encodeURIComponent(uid).replaceAll('.', '%2E')}`);
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Account');
      expect(new Set(asked)).toEqual(new Set([uid]));
      await expectHarmless(page, uid);
      await expectFits(page, uid, [390]);
      for (const name of ['Edit', 'Clone']) {
        const address = await page.getByRole('link', { name, exact: true }).evaluate((link) => (link as HTMLAnchorElement).href);
        expect(new URL(address).origin, name).toBe(own);
        expect(new URL(address).pathname, name).toMatch(/^\/operator-accounts\/([^/]+\/edit|new)$/);
      }
    });
  }
  expect(strayed).toEqual([]);
});

test('rights, ids of customers, and the answer to a sign-out', async ({ page, sandbox }) => {
  const strayed = strays(page, new URL(sandbox.address).origin);
  const markup = DISHES['markup and script']!.text('');
  await page.route('**/users/rights*', (route) => route.fulfill({ json: [markup, 'accountNetwork.operator.account.view', '__proto__', '\u202E', 'y'.repeat(1_000_000)] }));
  await page.route('**/customers/ids', (route) => route.fulfill({ json: { appId: markup, ocpCustomerIds: [1649, markup, '../x', -1, 1e300, null, {}] } }));
  await page.route('**/oauth/expire*', (route) => route.fulfill({ json: markup }));
  for (const service of ['OptConnect', 'AirVantage'] as const) await signIn(page, service);
  await page.goto('operator-accounts');
  await expect(page.getByRole('link', { name: 'New operator account' }).first()).toHaveAttribute('title', /does not allow creating/);
  await expectHarmless(page, 'rights');
  await expectFits(page, 'rights');
  await page.goto('customers');
  await expect(page.getByRole('link', { name: 'Acme ATM' })).toBeVisible();
  await expectHarmless(page, 'customers');
  await expectFits(page, 'customers');
  await page.goto('settings');
  await page.getByRole('region', { name: 'AirVantage' }).getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('region', { name: 'AirVantage' })).toContainText('You are signed out.');
  await expectHarmless(page, 'signed out');
  await expectFits(page, 'signed out');
  expect(strayed).toEqual([]);
});
