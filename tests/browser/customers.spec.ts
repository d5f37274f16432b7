// The list of customers: the permitted ids first, then a call for each row in view.
import type { Page } from '@playwright/test';

import {
  ACME,
  AT_ONCE,
  IDS,
  customersOf,
  holdAfter,
  listOf,
  loadAll,
  loadedInView,
  openCustomers,
  profilesAsked,
  progressOf,
  rowIds,
  rowOf,
  sorted,
  type Customer,
} from './customers.ts';
import { expect, signInHere, test } from './fixtures.ts';

test.use({ sandboxOptions: ['--pace', 'none'] });

const filterOf = (page: Page) => page.getByRole('searchbox', { name: 'Filter' });
const levelsOf = (page: Page) => page.getByRole('combobox', { name: 'Enrollment level' });

/** The customer whose row is below so many others. */
const at = (customers: Customer[], place: number): Customer => customers.at(place)!;

test.describe('loading', () => {
  test('signing in in place shows the customers, and a name leads to one', async ({ page, allowConsole }) => {
    allowConsole(/status of 501/);
    await page.goto('customers');
    await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
    await signInHere(page, 'OptConnect');
    await expect(page.getByText('App 88', { exact: true })).toBeVisible();
    await expect(page.getByText('250 customers', { exact: true })).toBeVisible();
    for (const text of ['33333333', 'Acme ATM', 'Premium']) await expect(rowOf(page, ACME)).toContainText(text);
    await page.getByRole('link', { name: 'Acme ATM' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Acme ATM' })).toBeFocused();
    await expect(page).toHaveURL(/customers\/1649$/);
  });

  test('the ids come first, then the profiles of the rows in view, none twice', async ({ page, sandbox }) => {
    await openCustomers(page);
    await loadedInView(page);
    await sandbox.clearRequests();
    await page.reload();
    const seen = await loadedInView(page);
    await expect(page.getByText(`${250 - seen.length} not loaded yet`)).toBeVisible();
    const calls = await sandbox.requests();
    expect(calls[0]).toMatchObject({ service: 'optconnect', path: IDS, status: 200 });
    expect(calls).toHaveLength(1 + seen.length);
    expect(sorted(profilesAsked(calls))).toEqual(sorted(seen));
  });

  test('scrolling loads the rows that come into view, and only those', async ({ page, sandbox }) => {
    await openCustomers(page);
    const first = await loadedInView(page);
    await listOf(page).focus();
    await page.keyboard.press('End');
    await expect(page.getByRole('row').last()).toBeFocused();
    const last = await loadedInView(page);
    expect(last).not.toContain(first[0]);
    await page.keyboard.press('Home');
    await expect(rowOf(page, first[0]!)).toBeFocused();
    await expect(page.getByText(`${250 - first.length - last.length} not loaded yet`)).toBeVisible();
    expect(sorted(profilesAsked(await sandbox.requests()))).toEqual(sorted([...first, ...last]));
  });

  test('load all asks for the rest once, and tells how far it is', async ({ page, sandbox }) => {
    await openCustomers(page);
    const seen = (await loadedInView(page)).length;
    const letGo = await holdAfter(page, 100);
    await page.getByRole('button', { name: 'Load all' }).click();
    const progress = page.getByRole('progressbar', { name: 'Loading all' });
    await expect(progress).toHaveAttribute('max', '250');
    await expect(progressOf(page, seen + 100)).toBeVisible();
    letGo();
    await expect(progress).toBeHidden();
    await expect(page.getByText('not loaded yet')).toBeHidden();
    await expect(page.getByRole('button', { name: 'Load all' })).toBeHidden();
    const asked = profilesAsked(await sandbox.requests());
    expect(asked).toHaveLength(250);
    expect(new Set(asked).size).toBe(250);
  });

  test('cancel really stops loading all', async ({ page, sandbox }) => {
    await openCustomers(page);
    const loaded = (await loadedInView(page)).length + 20;
    const letGo = await holdAfter(page, 20);
    await page.getByRole('button', { name: 'Load all' }).click();
    await expect(progressOf(page, loaded)).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText(`${250 - loaded} not loaded yet`, { exact: true })).toBeVisible();
    letGo();
    // What is on its way still arrives; the next calls would be begun by their answers.
    await expect(page.getByText(`${250 - loaded - AT_ONCE} not loaded yet`, { exact: true })).toBeVisible();
    await sandbox.clearRequests();
    await listOf(page).focus();
    await page.keyboard.press('End');
    const last = await loadedInView(page);
    expect(sorted(profilesAsked(await sandbox.requests()))).toEqual(sorted(last));
    await expect(page.getByRole('button', { name: 'Load all' })).toBeVisible();
  });

  test('rows that are loaded are not asked for again on coming back', async ({ page, sandbox }) => {
    await openCustomers(page);
    const loaded = await loadedInView(page);
    await sandbox.clearRequests();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Customers' }).click();
    expect(await loadedInView(page)).toEqual(loaded);
    expect(profilesAsked(await sandbox.requests()).filter((id) => loaded.includes(id))).toEqual([]);
  });
});

test.describe('filter', () => {
  test('finds by id, billing id and name, whatever the letter case', async ({ page, sandbox }) => {
    const customers = await customersOf(sandbox);
    await openCustomers(page);
    await loadAll(page);
    for (const text of ['1649', '33333333', 'acme atm', '  ACME ATM ', '東京', '<b>bold', 'société', '4']) {
      const wanted = text.trim().toLowerCase();
      const found = customers.filter((customer) =>
        [customer.id, customer.nsid, customer.name.toLowerCase()].some((part) => String(part).includes(wanted)),
      );
      expect(found.length, text).toBeGreaterThan(0);
      await filterOf(page).fill(text);
      await expect(page.getByText(`${found.length} of 250 customers match`), text).toBeVisible();
      const first = found.slice(0, 8).map(({ id }) => id);
      await expect.poll(async () => (await rowIds(page)).slice(0, 8), text).toEqual(first);
    }
    await filterOf(page).press('Escape');
    await expect(filterOf(page)).toHaveValue('');
    await expect(page.getByText('250 customers', { exact: true })).toBeVisible();
  });

  test('finds by level', async ({ page, sandbox }) => {
    const customers = await customersOf(sandbox);
    await openCustomers(page);
    await loadAll(page);
    for (const level of ['Premium', 'Base', 'None']) {
      const found = customers.filter((customer) => customer.level === level);
      await levelsOf(page).selectOption(level);
      await expect(page.getByText(`${found.length} of 250 customers match`)).toBeVisible();
      await expect.poll(async () => (await rowIds(page)).slice(0, 8)).toEqual(found.slice(0, 8).map(({ id }) => id));
    }
    await levelsOf(page).selectOption('All levels');
    await expect(page.getByText('250 customers', { exact: true })).toBeVisible();
  });

  test('says what it cannot know yet, and finds it once all is loaded', async ({ page, sandbox }) => {
    const customers = await customersOf(sandbox);
    const hidden = at(customers, 200);
    await openCustomers(page);
    await loadedInView(page);
    await filterOf(page).fill(hidden.name);
    await expect(page.getByText('No customer matches')).toBeVisible();
    await expect(page.getByText(/customers are not loaded yet, and only their ids can be searched/)).toBeVisible();
    await loadAll(page);
    await expect(rowOf(page, hidden.id)).toContainText(hidden.name);
    await expect(page.getByText('No customer matches')).toBeHidden();
  });

  test('finds an id that is not loaded, and loads its row alone', async ({ page, sandbox }) => {
    const hidden = at(await customersOf(sandbox), 240);
    await openCustomers(page);
    await loadedInView(page);
    await sandbox.clearRequests();
    await filterOf(page).fill(String(hidden.id));
    await expect(rowOf(page, hidden.id)).toContainText(hidden.name);
    expect(profilesAsked(await sandbox.requests())).toEqual([hidden.id]);
  });

  test('where nothing matches, the filter is taken away with one press', async ({ page }) => {
    await openCustomers(page, 'customers?q=nobody+has+this&level=Premium');
    await page.getByRole('button', { name: 'Take the filter away' }).click();
    await expect(rowOf(page, ACME)).toBeVisible();
    await expect(page).toHaveURL(/customers$/);
  });
});

test.describe('address', () => {
  test('filter and order are in it, and come back from it', async ({ page }) => {
    await openCustomers(page);
    // What is not loaded fits no filter, and where nothing fits there is no column to order by.
    await loadAll(page);
    await filterOf(page).fill('a & b?');
    await expect(page).toHaveURL((url) => url.searchParams.get('q') === 'a & b?');
    await filterOf(page).fill('acme');
    await levelsOf(page).selectOption('Premium');
    await expect(rowOf(page, ACME)).toBeVisible();
    await page.getByRole('button', { name: 'Name' }).click();
    await page.getByRole('button', { name: 'Name' }).click();
    await expect(page).toHaveURL((url) => url.search === '?q=acme&level=Premium&sort=-name');
    await page.reload();
    await expect(filterOf(page)).toHaveValue('acme');
    await expect(levelsOf(page)).toHaveValue('Premium');
    await loadAll(page);
    await expect(rowOf(page, ACME)).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending');
  });

  test('typing makes no entries in the history', async ({ page }) => {
    await page.goto('settings');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Customers' }).click();
    // The focus goes to the heading of a new page: not while something is typed.
    await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeFocused();
    await signInHere(page, 'OptConnect');
    await filterOf(page).pressSequentially('1649');
    await expect(page).toHaveURL(/q=1649$/);
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  });

  test('what was typed last is there on going back, however soon a customer is opened', async ({ page, allowConsole }) => {
    allowConsole(/status of 501/);
    const ways = [
      () => rowOf(page, ACME).getByRole('link', { name: 'Acme ATM' }).click(),
      () => rowOf(page, ACME).press('Enter'),
    ];
    await openCustomers(page);
    for (const open of ways) {
      await filterOf(page).fill('');
      await expect(page).not.toHaveURL(/q=/);
      await expect(rowOf(page, ACME)).toContainText('Acme ATM');
      await filterOf(page).fill('1649');
      await open();
      await expect(page.getByRole('heading', { level: 1, name: 'Acme ATM' })).toBeVisible();
      await page.goBack();
      await expect(page).toHaveURL(/q=1649$/);
      await expect(rowOf(page, ACME)).toBeFocused();
    }
  });

  test('one that means nothing shows every customer', async ({ page }) => {
    await openCustomers(page, 'customers?sort=-colour&level=&nonsense=%zz');
    await expect(page.getByText('250 customers', { exact: true })).toBeVisible();
  });

  test('a level that no customer has stays the one that is chosen', async ({ page }) => {
    await openCustomers(page, 'customers?level=Platinum');
    await expect(page.getByText('No customer matches')).toBeVisible();
    await expect(levelsOf(page)).toHaveValue('Platinum');
  });
});

test('each column sorts both ways, what is not known last', async ({ page, sandbox }) => {
  const customers = await customersOf(sandbox);
  const rank = ['None', 'Base', 'Premium'];
  const text = (one: string, other: string) => Buffer.compare(Buffer.from(one.toLowerCase()), Buffer.from(other.toLowerCase()));
  const columns: [string, string, (one: Customer, other: Customer) => number][] = [
    ['Id', 'id', (one, other) => one.id - other.id],
    ['Billing id', 'nsid', (one, other) => one.nsid - other.nsid],
    ['Name', 'name', (one, other) => text(one.name, other.name)],
    ['Enrollment level', 'level', (one, other) => rank.indexOf(one.level!) - rank.indexOf(other.level!)],
  ];
  await openCustomers(page);
  await loadAll(page);
  for (const [name, key, order] of columns) {
    const known = customers.filter(({ level }) => key !== 'level' || level !== null);
    const unknown = customers.filter((customer) => !known.includes(customer));
    const header = page.getByRole('columnheader', { name, exact: true });
    for (const [direction, sign, address] of [['ascending', 1, key], ['descending', -1, `-${key}`]] as const) {
      await header.getByRole('button').click();
      await expect(header).toHaveAttribute('aria-sort', direction);
      const expected = [...known.toSorted((one, other) => sign * order(one, other)), ...unknown].map(({ id }) => id);
      await expect.poll(async () => (await rowIds(page)).slice(0, 10), `${name} ${direction}`).toEqual(expected.slice(0, 10));
      await listOf(page).focus();
      await page.keyboard.press('End');
      await expect.poll(async () => (await rowIds(page)).at(-1), `${name} ${direction}`).toEqual(expected.at(-1));
      await page.keyboard.press('Home');
      await expect(page).toHaveURL((url) => url.searchParams.get('sort') === address);
    }
    await expect(page.getByRole('columnheader').and(page.locator('[aria-sort]'))).toHaveCount(1);
  }
});

test.describe('keyboard', () => {
  test('j, k and Enter lead to a customer, and / to the filter', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 501/);
    const customers = await customersOf(sandbox);
    await openCustomers(page);
    await listOf(page).focus();
    await page.keyboard.press('j');
    await expect(rowOf(page, at(customers, 0).id)).toBeFocused();
    await page.keyboard.press('j');
    await expect(rowOf(page, at(customers, 1).id)).toBeFocused();
    await page.keyboard.press('j');
    await expect(rowOf(page, at(customers, 2).id)).toBeFocused();
    await page.keyboard.press('k');
    await expect(rowOf(page, at(customers, 1).id)).toBeFocused();
    await page.keyboard.press('/');
    await expect(filterOf(page)).toBeFocused();
    await page.keyboard.type('j/k');
    await expect(filterOf(page)).toHaveValue('j/k');
    await page.keyboard.press('Escape');
    await listOf(page).focus();
    await page.keyboard.press('Home');
    await expect(rowOf(page, at(customers, 0).id)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: at(customers, 0).name })).toBeFocused();
    await expect(page).toHaveURL(new RegExp(`customers/${at(customers, 0).id}$`));
  });

  test('the heading of a new page does not take the focus from who types already', async ({ page }) => {
    await openCustomers(page);
    await loadedInView(page);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeFocused();
    // Within one frame.
    await page.evaluate(async () => {
      document.querySelector<HTMLElement>('nav a[href$="/customers"]')!.click();
      for (let turn = 0; turn < 100; turn += 1) await null;
      document.querySelector<HTMLElement>('main input[type="search"]')!.focus();
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    });
    await expect(filterOf(page)).toBeFocused();
  });

  test('going back finds the row, its focus and the filter', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 501/);
    const customers = (await customersOf(sandbox)).toSorted((one, other) => one.id - other.id);
    await openCustomers(page, 'customers?sort=id');
    await listOf(page).focus();
    const row = page.getByRole('row').and(page.locator(':focus'));
    let place = '';
    for (let press = 0; press < 5; press += 1) {
      await page.keyboard.press('PageDown');
      // The row that had the focus before may still be in view.
      await expect(row).not.toHaveAttribute('aria-rowindex', place);
      await expect(row).toBeInViewport();
      place = (await row.getAttribute('aria-rowindex'))!;
    }
    const ids = await loadedInView(page);
    const opened = Number(await row.getByRole('rowheader').textContent());
    expect(ids).toContain(opened);
    expect(customers.findIndex(({ id }) => id === opened)).toBeGreaterThan(30);
    const before = await rowOf(page, opened).boundingBox();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`customers/${opened}\\?sort=id$`));
    await page.goBack();
    await expect(rowOf(page, opened)).toBeFocused();
    await expect(rowOf(page, opened)).toBeInViewport();
    await expect.poll(async () => (await rowOf(page, opened).boundingBox())!.y).toBe(before!.y);
    await expect(page.getByRole('columnheader', { name: 'Id', exact: true })).toHaveAttribute('aria-sort', 'ascending');
  });

  test('a link of the list begins it at the top', async ({ page, allowConsole }) => {
    allowConsole(/status of 501/);
    await openCustomers(page);
    await listOf(page).focus();
    await page.keyboard.press('End');
    const [first] = await loadedInView(page);
    await rowOf(page, first!).getByRole('link').first().click();
    await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Customers' }).click();
    await expect(rowOf(page, ACME)).toBeInViewport();
    await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeFocused();
  });
});
