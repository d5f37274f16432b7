// Data from the services is text: whatever stands in it, it is shown, and does nothing. Every text of every answer is
// replaced, on every page.
import { readFile } from 'node:fs/promises';

import type { Locator, Page, Request } from '@playwright/test';

import { EVIDENCE } from './evidence.ts';
import { expect, signIn, test } from './fixtures.ts';
import { DISHES, ELSEWHERE, END, MARKS, expectFits, expectHarmless, flipped, serve, stickingOut, wordsOf, type Dish } from './hostile.ts';
import { PRO } from './import-form.ts';
import { startElsewhere } from './imports.ts';
import { ATT, MICKEY, TELSTRA } from './operator-account-form.ts';
import type { Sandbox } from './sandbox.ts';

test.use({
  sandboxOptions: ['--pace', 'none', '--customers', '6', '--services', '12', '--accounts', '12', '--task-seconds', '600'],
});

/** Every page, and whether it shows names of a service. */
const PAGES: [string, string, boolean][] = [
  ['the overview', '', true],
  ['the customers', 'customers', true],
  ['a customer', 'customers/1649', true],
  ['a new import', `imports/new?customer=${PRO.guid}`, true],
  ['many imports', 'imports/bulk', false],
  ['a task', 'imports/tasks/TASK', true],
  ['the same task in the register', 'imports/tasks/TASK', false],
  ['a task that has ended', 'imports/tasks/ENDED', true],
  ['the imports', 'imports', false],
  ['the operator accounts', 'operator-accounts', true],
  ['an operator account', `operator-accounts/${MICKEY}`, true],
  ['two operator accounts', `operator-accounts/${MICKEY}?compare=${TELSTRA}`, true],
  ['a new operator account', `operator-accounts/new?connection=${ATT}`, true],
  ['a copy of an operator account', `operator-accounts/new?from=${MICKEY}`, true],
  ['an edit of an operator account', `operator-accounts/${MICKEY}/edit`, true],
  ['the settings', 'settings', true],
  ['the activity', 'settings?tab=activity', false],
  ['the self-check', 'settings?tab=self-check', false],
];

/** Pages of records with so many texts that not each can have a megabyte in one visit. */
const AGAIN = ['a new import', 'a new operator account'];

/** Texts that are on a page when they have their turn, wherever the walk is. */
const SHOWN = [
  ...['accounts.items[].name', 'accounts.items[].types.*[]', 'accounts/*.name', 'accounts/*.connection.name', 'accounts/*.smsAccount.name'],
  ...['accounts/*.parameters.*', 'accounts/*.parameters.* as a name', 'accounts/*.types.*[]', 'accounts/*.types.* as a name'],
].map((place) => `/airvantage/api/v1/operators/${place}`);
SHOWN.push(
  ...['status', 'details[]', 'executionMessages[].level', 'executionMessages[].message', 'outputData.umpCustomerGuid'].map(
    (place) => `/live-platform/tenantui/api/v2/task/*.${place}`,
  ),
);

/** A file as a spreadsheet reads it: cells, without what keeps them together. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  for (const line of text.replace(/^\uFEFF/, '').match(/(?:"(?:[^"]|"")*"|[^"\r])+(?=\r\n|$)/g) ?? []) {
    const cells = line.match(/(?<=^|,)(?:"(?:[^"]|"")*"|[^,]*)(?=,|$)/gs) ?? [];
    rows.push(cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell).replace(/^\n/, '')));
  }
  return rows;
}

async function saved(page: Page, button: Locator): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFile(await file.path(), 'utf8');
}

const headingOf = (page: Page): Locator => page.getByRole('main').getByRole('heading', { level: 1 });

/** Signed in everywhere; nothing may be asked of anybody else, and nobody may be asked anything. */
async function enter(page: Page, sandbox: Sandbox, dish?: Dish, ended?: string): Promise<{ strayed: string[] }> {
  const strayed: string[] = [];
  const own = [sandbox.address, sandbox.otherAddress].map((address) => new URL(address).origin);
  page.context().on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== 'blob:' && !own.includes(origin)) strayed.push(request.url());
  });
  page.on('dialog', (dialog) => {
    strayed.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  if (dish) await serve(page, dish, ended);
  for (const service of ['OptConnect', 'Live Platform', 'AirVantage'] as const) await signIn(page, service);
  return { strayed };
}

/** What the page has asked for and has no answer to. */
const underWay = new Set<Request>();

test.beforeEach(({ page }) => {
  underWay.clear();
  page.on('request', (request) => underWay.add(request));
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));
  // Nobody waits for what the page before had asked for.
  page.on('framenavigated', () => underWay.clear());
});

/** The page at rest: all that it asked for has come. */
async function settled(page: Page): Promise<void> {
  await expect(headingOf(page)).toBeVisible();
  await page.waitForLoadState('networkidle');
  // A slow start of the WebAssembly counts as idle, too: what the page asks for comes after it.
  await expect.poll(() => underWay.size).toBe(0);
  await expect(page.locator('.skeleton, .cell-waiting')).toHaveCount(0);
}

for (const [name, dish] of Object.entries(DISHES)) {
  test(`${name} in every text of every answer`, EVIDENCE, async ({ page, sandbox, allowConsole }) => {
    test.setTimeout(300_000);
    allowConsole(/status of (501|40\d)/);
    const [task, ended] = [await startElsewhere(sandbox), await startElsewhere(sandbox)];
    const { strayed } = await enter(page, sandbox, dish, ended);
    const shown: string[] = [];
    const visit = ([where, address, shows]: (typeof PAGES)[number]): Promise<void> =>
      test.step(where, async () => {
        await page.goto(address.replace('TASK', task).replace('ENDED', ended));
        await settled(page);
        await expectHarmless(page, where);
        // A megabyte takes a second to be laid out.
        await expectFits(page, where, dish.turns ? [390] : undefined);
        const words = dish.shown === undefined ? dish.text('').slice(0, 60) : dish.shown;
        let text = await wordsOf(page);
        if (shows && words) {
          // At rest for the network is not yet at rest for the page.
          const isThere = async (): Promise<boolean> => {
            text = await wordsOf(page);
            return words instanceof RegExp ? words.test(text) : text.includes(words);
          };
          await expect.configure({ soft: true }).poll(isThere, `${where} shows it as text`).toBe(true);
        }
        shown.push(text);
        if (dish.text('').includes(MARKS)) expect.soft(await flipped(page.locator('body')), where).toEqual([]);
        // From now on the register has what the service says of the task.
        const follow = page.getByRole('button', { name: 'Follow it in this browser' });
        if (await follow.isVisible()) await follow.click();
      });
    for (const one of PAGES) await visit(one);
    if (dish.turns) {
      const again = PAGES.filter(([where]) => AGAIN.includes(where));
      for (let round = 0; round < 3 && dish.turns.without.length > 0; round += 1) for (const one of again) await visit(one);
      expect(dish.turns.without, 'each text had its turn').toEqual([]);
      expect(dish.turns.shownIn(shown), 'and is shown').toEqual(expect.arrayContaining(SHOWN));
    }
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' }).click();
    await expect(headingOf(page)).toHaveText('Overview');
    expect(strayed).toEqual([]);
  });
}

test('formulas are saved as text, and come back as they were', async ({ page, sandbox }) => {
  await enter(page, sandbox, DISHES['formulas']);
  await page.goto('operator-accounts');
  await settled(page);
  const menu = page.getByText('Export', { exact: true });
  await menu.click();
  const cells = cellsOf(await saved(page, page.getByRole('button', { name: 'CSV' })));
  expect(cells.length).toBeGreaterThan(10);
  expect(cells.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(cells.flat().filter((cell) => cell.startsWith(`'=HYPERLINK("https://${ELSEWHERE}`)).length).toBeGreaterThan(10);
  // A parameter's name is a cell of the header.
  expect(cells[0]!.some((cell) => cell.includes('=user'))).toBe(true);
  await menu.click();
  const accounts = JSON.parse(await saved(page, page.getByRole('button', { name: 'JSON' }))) as { name: string }[];
  expect(accounts.every(({ name }) => name.startsWith('=HYPERLINK'))).toBe(true);

  await page.goto('imports/bulk');
  await settled(page);
  await page.getByLabel('Or paste rows').fill(`customerGuid;customerType;lcCustomerId\n${PRO.guid};TENANT_TYPE;=1+1\n=cmd;+2;@x`);
  await page.getByRole('button', { name: 'Use the pasted rows' }).click();
  await expect(page.getByRole('region', { name: 'Dry run' })).toContainText('=cmd');
  const sheet = cellsOf(await saved(page, page.getByRole('button', { name: 'Save as CSV' })));
  expect(sheet.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(sheet.flat()).toContain("'=cmd");
});

test('names that every object has are exported under their names', async ({ page, sandbox }) => {
  await enter(page, sandbox, DISHES['names that every object has']);
  await page.goto('operator-accounts');
  await settled(page);
  await page.getByText('Export', { exact: true }).click();
  const text = await saved(page, page.getByRole('button', { name: 'JSON' }));
  const accounts = JSON.parse(text) as { uid: string; types: object }[];
  expect(accounts.map(({ uid }) => uid)).toContain(MICKEY);
  expect(accounts.flatMap(({ types }) => Object.keys(types)).length).toBeGreaterThan(0);
});

test('many accounts with hostile names are tried dry', async ({ page, sandbox }) => {
  const { strayed } = await enter(page, sandbox);
  for (const name of ['markup and script', 'controls, and marks that change direction', 'formulas']) {
    const dish = DISHES[name]!;
    await page.unrouteAll({ behavior: 'wait' });
    await serve(page, dish);
    await page.goto(`operator-accounts?connection=${ATT}`);
    await settled(page);
    await page.getByRole('checkbox', { name: 'Select all rows of this page' }).check();
    await page.getByRole('button', { name: 'Change selected…' }).click();
    // A page takes the focus once it is there: before that, an open list would be closed again.
    await expect(headingOf(page)).toHaveText('Bulk change');
    await expect(headingOf(page)).toBeFocused();
    await page.getByRole('combobox', { name: 'Type', exact: true }).press('ArrowDown');
    await page.getByRole('listbox').getByRole('option').first().click();
    await page.getByRole('textbox', { name: 'Values' }).fill('PP1');
    await page.getByRole('button', { name: 'Dry run' }).click();
    await expect(page.getByRole('region', { name: 'Dry run' }).getByRole('row').nth(1)).toBeVisible();
    await expectHarmless(page, name);
    await expectFits(page, name);
  }
  expect(strayed).toEqual([]);
});

test('ids from a service lead to its own pages and nowhere else', async ({ page, sandbox }) => {
  const { strayed } = await enter(page, sandbox);
  const ids = ['javascript:window.canaryRan=1', `//${ELSEWHERE}/x`, `https://${ELSEWHERE}`, '../../settings', '..', 'a/edit', '?compare=x#y', '%2e%2e', 'new'];
  const items = ids.map((uid) => ({ uid, name: `Account ${uid}`, connection: { uid, name: uid }, types: {}, parameters: {} }));
  await page.route(/\/airvantage\/api\/v1\/operators\/accounts/, (route) => route.fulfill({ json: { items, count: items.length, offset: 0, size: 50 } }));
  await page.route(/\/live-platform\/.*\/customer$/, (route) => route.fulfill({ json: ids.map((guid) => ({ UmpCustomerGuid: guid, CustomerShortName: guid })) }));
  await page.goto('operator-accounts');
  await settled(page);
  const links = page.getByRole('region', { name: 'Operator accounts', exact: true }).getByRole('rowheader').getByRole('link');
  await expect(links).toHaveCount(ids.length);
  const addresses = await links.evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).href));
  for (const [place, address] of addresses.entries()) {
    const { origin, pathname, hash } = new URL(address);
    expect(origin, address).toBe(new URL(sandbox.address).origin);
    expect(hash, address).toBe('');
    // A browser takes a segment of dots for a folder, even encoded: nothing can be addressed by it.
    if (ids[place] !== '..') expect(pathname, address).toMatch(/^\/operator-accounts\/[^/]+$/);
  }
  await expectHarmless(page, 'the list');
  await page.goto('imports/new');
  await settled(page);
  await expectHarmless(page, 'the form of an import');
  expect(strayed).toEqual([]);
});

test('what a service says when it refuses is text, and its link is one only where it is https', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/Failed to load resource/);
  const { strayed } = await enter(page, sandbox);
  const markup = DISHES['markup and script']!.text('');
  for (const link of ['javascript:window.canaryRan=1', `data:text/html,<script>1</script>`, `http://${ELSEWHERE}/`, `https://${ELSEWHERE}/help`]) {
    const body = { message: markup, documentationUrl: link, error: markup, errorParameters: [markup, MARKS], Message: markup };
    await sandbox.faults((['optconnect', 'live-platform', 'airvantage'] as const).map((service) => ({ service, kind: 'body', status: 400, body })));
    for (const [address, service] of [['customers', 'OptConnect'], ['customers/1649', 'OptConnect'], ['operator-accounts', 'AirVantage'], ['imports/new', 'Live Platform']] as const) {
      await page.goto(address);
      await settled(page);
      await expect(page.getByRole('main')).toContainText(service);
      await expectHarmless(page, `${address}, ${link}`);
      await expectFits(page, `${address}, ${link}`);
    }
    await page.goto('customers/1649');
    const outside = page.getByRole('link', { name: 'What the service says about it' });
    if (link.startsWith('https:')) {
      await expect(outside.first()).toHaveAttribute('rel', /noopener/);
    } else {
      await expect(page.getByText(`What the service says about it: ${link}`).first()).toBeVisible();
      await expect(outside).toHaveCount(0);
    }
  }
  expect(strayed).toEqual([]);
});

test('a configuration with hostile names is shown as text', async ({ page }) => {
  const name = `${DISHES['markup and script']!.text('')} A`;
  await page.route('**/config.json', (route) =>
    route.fulfill({ json: { environments: [{ name, kind: 'production', services: { optconnect: { baseUrl: '/optconnect' } } }] } }),
  );
  for (const address of ['', 'settings', 'customers']) {
    await page.goto(address);
    await settled(page);
    await expectHarmless(page, address);
    await expectFits(page, address);
  }
});

test('the checks of this file find what they look for', async ({ page, allowConsole }) => {
  allowConsole(/./);
  await page.goto('settings');
  await settled(page);
  const plant = (markup: string) =>
    page.evaluate((markup) => {
      const [name, attribute, value, text] = JSON.parse(markup) as string[];
      const element = document.createElement(name!);
      element.setAttribute(attribute!, value!);
      element.textContent = text!;
      document.querySelector('main')!.append(element);
    }, markup);
  const finds = async (check: Promise<void>): Promise<void> => expect(check.then(() => 'nothing', () => 'something')).resolves.toBe('something');
  for (const planted of [['img', 'alt', '', ''], ['a', 'href', 'javascript:1', 'x'], ['p', 'oncanary', '1', 'x'], ['a', 'href', `https://${ELSEWHERE}`, 'x'], ['p', 'id', 'app', 'x']]) {
    await plant(JSON.stringify(planted));
    await finds(expectHarmless(page, 'planted'));
    await page.locator('main > :last-child').evaluate((element) => element.remove());
  }
  await expectHarmless(page, 'all of it removed');
  await plant(JSON.stringify(['p', 'class', 'wide', 'x'.repeat(3)]));
  await page.locator('main > .wide').evaluate((element) => Object.assign(element.style, { inlineSize: '9000px' }));
  expect(await stickingOut(page)).not.toEqual([]);
  await plant(JSON.stringify(['p', 'class', 'turned', `${MARKS}${END} behind it`]));
  expect(await flipped(page.locator('main'))).toHaveLength(1);
});
