// The list of operator accounts: found, ordered and paged by the service, with all of it in the address.
import type { Page } from '@playwright/test';

import { hold } from './actions.ts';
import { axe, expect, test } from './fixtures.ts';
import {
  ACCOUNTS,
  ATT,
  MINE,
  OPERATORS,
  accountsOf,
  boxOf,
  expectFirst,
  findsOf,
  listOf,
  openAccounts,
  rowOf,
  rowsOf,
  type Account,
} from './operator-accounts.ts';

test.use({ sandboxOptions: ['--pace', 'none'] });

const nameOf = (page: Page) => page.getByRole('searchbox', { name: 'Name' });
const pageLink = (page: Page, name: string) => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name });
const at = (accounts: Account[], place: number): Account => accounts.at(place)!;

test.describe('rows', () => {
  test('signing in in place shows them, with just the members that are seen', async ({ page, sandbox }) => {
    const accounts = await accountsOf(sandbox);
    await openAccounts(page);
    await expect(page.getByText(`${accounts.length} operator accounts`, { exact: true })).toBeVisible();
    await expectFirst(page, accounts);
    const mine = rowOf(page, { uid: MINE });
    for (const text of ['My Operator Account', 'AT&T', 'PricePlan: PP1, PP2 +1', 'CityCode: CC1, CC2']) {
      await expect(mine).toContainText(text);
    }
    const [find, ...more] = findsOf(await sandbox.requests());
    expect(more).toEqual([]);
    expect(find!.get('fields')).toBe('uid,name,connection,smsAccount,types');
    expect(find!.get('size')).toBe('50');
    expect(find!.has('offset')).toBe(false);
  });

  test('are links, open by Enter, and a uid is copied with one press', async ({ page, sandbox }) => {
    const accounts = await accountsOf(sandbox);
    await openAccounts(page);
    const mine = rowOf(page, { uid: MINE });
    await mine.getByRole('button', { name: 'Copy uid' }).click();
    await expect(page.getByText('Copied uid')).toBeAttached();
    await page.getByRole('textbox', { name: 'Uid' }).press('ControlOrMeta+v');
    await expect(page.getByText('1 operator account matches')).toBeVisible();
    await expect(mine.getByRole('link')).toHaveAttribute('href', new RegExp(`/operator-accounts/${MINE}$`));
    await page.getByRole('textbox', { name: 'Uid' }).fill('');
    await expectFirst(page, accounts);
    await listOf(page).focus();
    for (const key of ['j', 'j', 'k', 'ArrowDown']) await page.keyboard.press(key);
    await expect(rowOf(page, at(accounts, 1))).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/operator-accounts/${at(accounts, 1).uid}$`));
  });

  test('are those of the company that the address names', async ({ page, sandbox }) => {
    const company = '6d0f6a6e5b7c4f0e9a53d3c1f2b4a897';
    const theirs = await accountsOf(sandbox, { company });
    await openAccounts(page, `operator-accounts?company=${company}`);
    await expectFirst(page, theirs);
    expect(findsOf(await sandbox.requests()).map((find) => find.get('company'))).toEqual([company]);
    await expect(rowOf(page, at(theirs, 0)).getByRole('link')).toHaveAttribute('href', new RegExp(`company=${company}$`));
  });

  test('without a name or a connection say so, and what cannot be read is told', async ({ page, sandbox }) => {
    const items = [{ uid: 'a1', name: null, connection: 'c1' }, { uid: 'b2', name: ' ', types: { Plan: 'P' } }, { name: 'no uid' }];
    await sandbox.faults([{ service: 'airvantage', path: ACCOUNTS, kind: 'body', body: { items, count: 3 } }]);
    await openAccounts(page);
    await expect(rowOf(page, { uid: 'a1' })).toContainText('No name');
    await expect(rowOf(page, { uid: 'a1' })).toContainText('c1');
    await expect(rowOf(page, { uid: 'b2' })).toContainText('Not reported');
    await expect(rowOf(page, { uid: 'b2' })).toContainText('Plan: P');
    await expect(page.getByText('1 entry of this page cannot be read as an operator account and is left out.')).toBeVisible();
    await expect(page.getByText('Rows 1 to 3 of 3')).toBeVisible();
  });
});

test.describe('filter', () => {
  test('typing asks once it rests, and what it superseded is given up', async ({ page, sandbox }) => {
    const found = await accountsOf(sandbox, { name: 'fleet' });
    await page.clock.install();
    await openAccounts(page);
    await expect(rowsOf(page).first()).toBeVisible();
    await sandbox.clearRequests();
    // However long the keys take here, no time passes between them.
    await page.clock.pauseAt(Date.now() + 10_000);
    await nameOf(page).pressSequentially('fleet');
    expect(findsOf(await sandbox.requests())).toEqual([]);
    await page.clock.resume();
    await expect(page.getByText(`${found.length} operator accounts match`)).toBeVisible();
    await expect(page).toHaveURL(/\?name=fleet$/);
    expect(findsOf(await sandbox.requests()).map((find) => find.get('name'))).toEqual(['fleet']);
    await sandbox.faults([{ service: 'airvantage', path: ACCOUNTS, kind: 'delay', delay_ms: 15_000, count: 1 }]);
    const given = page.waitForEvent('requestfailed', (request) => request.url().includes('name=wind'));
    await nameOf(page).fill('wind');
    await expect(listOf(page)).toBeVisible();
    await expect(page.locator('[aria-busy=true]').filter({ has: listOf(page) })).toBeVisible();
    // The fault is spent: what is asked next has its answer at once.
    await expect.poll(async () => findsOf(await sandbox.requests()).map((find) => find.get('name'))).toContain('wind');
    await nameOf(page).fill('water');
    await given;
    await expectFirst(page, await accountsOf(sandbox, { name: 'water' }), 3);
  });

  test('connection, operator and uid narrow it down, and come back from the address', async ({ page, sandbox }) => {
    await openAccounts(page);
    const connection = page.getByRole('combobox', { name: 'Connection' });
    await connection.fill('AT&');
    await page.getByRole('option', { name: 'AT&T' }).first().click();
    const found = await accountsOf(sandbox, { connection: ATT });
    await expect(page.getByText(`${found.length} operator accounts match`)).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`connection=${ATT}`));
    await page.getByRole('combobox', { name: 'Operator' }).selectOption('ATT');
    await expect(page).toHaveURL(/operator=ATT/);
    await page.reload();
    await expect(connection).toHaveValue('AT&T');
    await expect(page.getByRole('combobox', { name: 'Operator' })).toHaveValue('ATT');
    await page.getByRole('textbox', { name: 'Uid' }).fill(MINE);
    await expect(page.getByText('1 operator account matches')).toBeVisible();
    await expect(rowsOf(page)).toHaveCount(1);
    await page.getByRole('textbox', { name: 'Uid' }).fill(MINE.slice(1));
    await page.getByRole('button', { name: 'Take the filter away' }).click();
    await expect(page).toHaveURL(/operator-accounts$/);
    await expect(connection).toHaveValue('');
    await expectFirst(page, await accountsOf(sandbox));
  });

  test('an operator is typed where their list cannot be had', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 403/);
    await sandbox.faults([{ service: 'airvantage', path: OPERATORS, status: 403 }]);
    await openAccounts(page, 'operator-accounts?operator=NOBODY');
    await expect(page.getByText('No operator account matches')).toBeVisible();
    const operator = page.getByRole('textbox', { name: 'Operator' });
    await expect(operator).toHaveValue('NOBODY');
    await operator.fill('ATT');
    await expect(rowsOf(page).first()).toBeVisible();
  });
});

test.describe('order and columns', () => {
  test('a header orders by its column, a second press takes the order away', async ({ page, sandbox }) => {
    await openAccounts(page);
    for (const [label, member] of [['Name', 'name'], ['Connection', 'connection'], ['SMS account', 'smsAccount'], ['Uid', 'uid']] as const) {
      const header = page.getByRole('columnheader', { name: label, exact: true });
      await header.getByRole('button').click();
      await expect(header).toHaveAttribute('aria-sort', 'ascending');
      await expect(header.getByRole('button')).toBeFocused();
      await expect(page).toHaveURL(new RegExp(`sort=${member}`));
      await expectFirst(page, await accountsOf(sandbox, { orderBy: member }));
      await header.getByRole('button').click();
      await expect(header).not.toHaveAttribute('aria-sort');
      await expect(page).not.toHaveURL(/sort=/);
    }
    await expect(page.getByRole('columnheader', { name: 'Types' }).getByRole('button')).toHaveCount(0);
  });

  test('a column that is hidden is not asked for', async ({ page, sandbox }) => {
    await openAccounts(page);
    await expect(rowsOf(page).first()).toBeVisible();
    await sandbox.clearRequests();
    await page.getByText('Columns', { exact: true }).first().click();
    const columns = page.getByRole('group', { name: 'Columns' });
    await columns.getByRole('checkbox', { name: 'Types' }).uncheck();
    await columns.getByRole('checkbox', { name: 'Connection' }).uncheck();
    await expect(page).toHaveURL(/hide=connection%2Ctypes/);
    await expect(page.getByRole('columnheader', { name: 'Types' })).toBeHidden();
    await expect.poll(async () => findsOf(await sandbox.requests()).at(-1)?.get('fields')).toBe('uid,name,smsAccount');
    await page.keyboard.press('Escape');
    await expect(columns).toBeHidden();
    await page.reload();
    await expect(page.getByRole('columnheader')).toHaveCount(4);
  });
});

test.describe('pages', () => {
  test('are links, and going back finds page, row and scroll', async ({ page, sandbox }) => {
    const accounts = await accountsOf(sandbox, { orderBy: 'name' });
    await openAccounts(page, 'operator-accounts?sort=name');
    await expect(page.getByText(`Rows 1 to 50 of ${accounts.length}`)).toBeVisible();
    await expect(pageLink(page, 'Previous page')).toHaveAttribute('aria-disabled', 'true');
    await expect(pageLink(page, 'Next page')).toHaveAttribute('href', /sort=name&page=2$/);
    await pageLink(page, 'Next page').click();
    await expect(page.getByText(`Rows 51 to 100 of ${accounts.length}`)).toBeVisible();
    await expectFirst(page, accounts.slice(50));
    await listOf(page).focus();
    for (let press = 0; press < 2; press += 1) {
      await page.keyboard.press('PageDown');
      await expect(page.getByRole('row').and(page.locator(':focus'))).toBeInViewport();
    }
    const row = page.getByRole('row').and(page.locator(':focus'));
    const name = (await row.getByRole('rowheader').textContent())!;
    const before = (await row.boundingBox())!.y;
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/operator-accounts\/\w+$/);
    await page.goBack();
    await expect(page).toHaveURL(/sort=name&page=2$/);
    await expect(row.getByRole('rowheader')).toHaveText(name);
    await expect.poll(async () => (await row.boundingBox())!.y).toBe(before);
    await page.goBack();
    await expectFirst(page, accounts);
  });

  test('another size keeps the first row, and the last page is the last', async ({ page, sandbox }) => {
    const accounts = await accountsOf(sandbox);
    await openAccounts(page, 'operator-accounts?page=3');
    await expectFirst(page, accounts.slice(100));
    await page.getByRole('combobox', { name: 'Rows on a page' }).selectOption('25');
    await expect(page).toHaveURL(/page=5&size=25$/);
    await expectFirst(page, accounts.slice(100));
    await pageLink(page, 'Last page').click();
    await expect(page.getByText(`to ${accounts.length} of ${accounts.length}`)).toBeVisible();
    await expect(pageLink(page, 'Next page')).not.toHaveAttribute('href');
    await pageLink(page, 'First page').click();
    await expectFirst(page, accounts);
  });

  test('an address beyond the end leads to the last page', async ({ page, sandbox }) => {
    const accounts = await accountsOf(sandbox);
    const last = Math.ceil(accounts.length / 50);
    await openAccounts(page, 'operator-accounts?page=99');
    await expectFirst(page, accounts.slice((last - 1) * 50), 3);
    await expect(page).toHaveURL(new RegExp(`page=${last}$`));
    await page.goto('operator-accounts?name=fleet&page=99');
    await expect(rowsOf(page).first()).toBeVisible();
  });
});

test.describe('selection', () => {
  test('by box, by range and by key; it survives paging and ends with the filter', async ({ page, sandbox }) => {
    const accounts = await accountsOf(sandbox);
    await openAccounts(page);
    await boxOf(rowOf(page, at(accounts, 1))).check();
    await boxOf(rowOf(page, at(accounts, 4))).click({ modifiers: ['Shift'] });
    await expect(page.getByText('4 selected')).toBeVisible();
    await listOf(page).focus();
    await page.keyboard.press('Home');
    await expect(rowOf(page, at(accounts, 0))).toBeFocused();
    await page.keyboard.press('x');
    await expect(boxOf(rowOf(page, at(accounts, 0)))).toBeChecked();
    await expect(page.getByText('5 selected')).toBeVisible();
    await pageLink(page, 'Next page').click();
    await boxOf(rowOf(page, at(accounts, 50))).check();
    await expect(page.getByText('6 selected')).toBeVisible();
    await page.goBack();
    await expect(boxOf(rowOf(page, at(accounts, 2)))).toBeChecked();
    await rowOf(page, at(accounts, 2)).getByRole('link').click();
    await expect(page).toHaveURL(/operator-accounts\/\w+$/);
    await page.goBack();
    await expect(rowOf(page, at(accounts, 2))).toBeFocused();
    await expect(page.getByText('6 selected')).toBeVisible();
    await nameOf(page).fill('fleet');
    await expect(page.getByText('selected', { exact: false })).toHaveCount(0);
  });

  test('of the page, then of all that match, goes to the bulk change', async ({ page, sandbox }) => {
    const found = await accountsOf(sandbox, { connection: ATT });
    await openAccounts(page, `operator-accounts?connection=${ATT}&size=25`);
    const all = page.getByRole('checkbox', { name: 'Select all rows of this page' });
    await all.check();
    await expect(page.getByText('25 selected')).toBeVisible();
    await page.getByRole('button', { name: `Select all ${found.length} that match` }).click();
    await expect(page.getByText(`All ${found.length} selected`)).toBeVisible();
    await page.getByRole('button', { name: 'Clear the selection' }).click();
    await expect(all).not.toBeChecked();
    await all.check();
    await page.getByRole('button', { name: 'Change selected…' }).click();
    await expect(page).toHaveURL(/operator-accounts\/bulk$/);
  });

  test('of one who may only read leads nowhere, and says why', async ({ page }) => {
    await openAccounts(page, 'operator-accounts', 'sandbox-viewer');
    await boxOf(rowsOf(page).first()).check();
    const change = page.getByRole('button', { name: 'Change selected…' });
    await expect(change).toHaveAttribute('title', /does not allow editing operator accounts/);
    await change.click({ force: true });
    const create = page.getByRole('link', { name: 'New operator account' });
    await expect(create).toHaveAttribute('title', /does not allow creating operator accounts/);
    await expect(create).not.toHaveAttribute('href');
    await expect(page).toHaveURL(/operator-accounts$/);
  });
});

test.describe('faces', () => {
  test('no account at all, no right, asked to wait', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of (403|429)/);
    await sandbox.faults([{ service: 'airvantage', path: ACCOUNTS, kind: 'body', body: { items: [], count: 0 } }]);
    await openAccounts(page);
    await expect(page.getByText('No operator account yet')).toBeVisible();
    await expect(page.getByRole('link', { name: 'New operator account' })).toHaveCount(2);
    await axe(page);
    await sandbox.faults([{ service: 'airvantage', path: ACCOUNTS, status: 403 }]);
    await page.reload();
    await expect(page.getByText('AirVantage does not allow this')).toBeVisible();
    await sandbox.faults([{ service: 'airvantage', path: ACCOUNTS, status: 429, retry_after: 600 }]);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('main').getByRole('timer')).toBeVisible();
  });

  test('a late answer is waited for with its shape, a refresh keeps the rows', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 500/);
    const letGo = await hold(page, ACCOUNTS);
    await openAccounts(page);
    await expect(page.getByText('Loading operator accounts')).toBeAttached();
    letGo();
    await expect(rowsOf(page).first()).toBeVisible();
    await axe(page);
    await sandbox.faults([{ service: 'airvantage', path: ACCOUNTS, status: 500 }]);
    await page.getByRole('button', { name: 'Refresh the operator accounts' }).click();
    await expect(page.getByText('Not refreshed: AirVantage has a problem')).toBeVisible();
    await expect(rowsOf(page).first()).toBeVisible();
  });

  test('it fits the smallest window', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await openAccounts(page);
    await expect(rowsOf(page).first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await axe(page);
  });
});
