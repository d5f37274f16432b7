// Changing many operator accounts in the same way: set up, tried dry, run, reported.
import { readFile } from 'node:fs/promises';

import type { Locator, Page } from '@playwright/test';

import { gate } from './actions.ts';
import { axe, expect, signInHere, test } from './fixtures.ts';
import {
  ATT,
  ONE_ACCOUNT,
  accountsOf,
  choose,
  chooseHere,
  dryRun,
  dryRunOfParameter,
  dryRunOfType,
  editElsewhere,
  holdWrites,
  run,
  stored,
  writes,
} from './operator-accounts-bulk.ts';

test.use({ sandboxOptions: ['--pace', 'none'] });

const ADD = 'Add values to a type';
const REMOVE = 'Remove values from a type';
const NEW = 'PP77';

const rowsOf = (page: Page, words: string) => page.getByRole('row').filter({ hasText: words });
const count = (page: Page, words: string) => page.getByText(words, { exact: true });

test('without a selection it says where to make one', async ({ page }) => {
  await page.goto('operator-accounts/bulk');
  await signInHere(page, 'AirVantage');
  await expect(page.getByText('No accounts are selected')).toBeVisible();
  await axe(page);
  await page.getByRole('link', { name: 'To the operator accounts' }).click();
  await expect(page).toHaveURL(/operator-accounts$/);
});

test('what is missing in the form is told at its field', async ({ page }) => {
  await choose(page, 2);
  await expect(page.getByText('2 accounts selected')).toBeVisible();
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(page.getByText('Choose a type')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Type' })).toBeFocused();
  await expect(page.getByText('Enter at least one value')).toBeVisible();
  await page.getByRole('combobox', { name: 'Change' }).selectOption('Set a parameter');
  await expect(page.getByText('Choose a parameter')).toBeVisible();
  await axe(page);
});

test.describe('all that match', () => {
  test('are read once, tried with the rules of the form, and written once', async ({ page, sandbox }) => {
    const before = await accountsOf(sandbox);
    await page.goto(`operator-accounts?connection=${ATT}&size=25`);
    await signInHere(page, 'AirVantage');
    await page.getByRole('checkbox', { name: 'Select all rows of this page' }).check();
    await page.getByRole('button', { name: `Select all ${before.length} that match` }).click();
    await page.getByRole('button', { name: 'Change selected…' }).click();
    await expect(page.getByText(`${before.length} accounts selected`)).toBeVisible();
    await sandbox.clearRequests();
    const tried = await dryRunOfType(page, ADD, 'PricePlan', NEW);
    await expect(tried.getByText(`${before.length} will change`)).toBeVisible();
    expect(await writes(sandbox)).toEqual([]);
    const reads = (await sandbox.requests('airvantage')).map(({ path, query }) => path + query);
    expect(new Set(reads).size, 'each account once, its connection once').toBe(reads.length);
    await expect(rowsOf(page, before[0]!.name)).toContainText(`→ ${[...before[0]!.types.PricePlan!, NEW].join(', ')}`);

    await run(page);
    await expect(count(page, `${before.length} done`)).toBeVisible();
    expect(await writes(sandbox)).toHaveLength(before.length);
    const after = await accountsOf(sandbox);
    const expected = before.map((account) => ({
      ...account,
      // What is linked to none is sent, and comes back, as null.
      smsAccount: account.smsAccount ?? null,
      types: { ...account.types, PricePlan: [...(account.types.PricePlan ?? []), NEW] },
    }));
    expect(after.map((account) => ({ ...account, smsAccount: account.smsAccount ?? null }))).toEqual(expected);
  });
});

test('an account that the service would not take is told beforehand, and left alone', async ({ page, sandbox }) => {
  const accounts = await accountsOf(sandbox);
  await choose(page, 6);
  const tried = await dryRunOfType(page, REMOVE, 'PricePlan', 'PP1,PP2,PP3,PP4,PP5');
  await expect(rowsOf(page, 'Not possible').first()).toContainText('Add at least one value for PricePlan');
  const before = await tried.getByRole('row').count();
  await tried.getByRole('checkbox', { name: 'Problems only' }).check();
  await expect(rowsOf(page, 'Will change')).toHaveCount(0);
  expect(await tried.getByRole('row').count()).toBeLessThanOrEqual(before);
  await axe(page);
  // Another change takes the result away.
  await page.getByRole('combobox', { name: 'Change' }).selectOption(ADD);
  await expect(tried).toBeHidden();
  for (const value of ['PP2', 'PP3', 'PP4', 'PP5']) await page.getByRole('button', { name: `Remove ${value}` }).click();
  await dryRun(page);
  await expect(rowsOf(page, accounts[0]!.name)).toContainText('Already so');
});

test('the confirm names number, environment and company', async ({ page }) => {
  await choose(page, 1);
  await dryRunOfType(page, ADD, 'PricePlan', NEW);
  await page.getByRole('button', { name: 'Change 1 account' }).click();
  const question = page.getByRole('dialog', { name: 'Change 1 account?' });
  for (const words of [`Add ${NEW} to PricePlan`, 'Environment', 'Your own']) await expect(question).toContainText(words);
  await axe(page);
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
});

test('an account that somebody else has changed is left alone', async ({ page, sandbox }) => {
  const [first, second] = await accountsOf(sandbox);
  await choose(page, 2);
  await dryRunOfType(page, ADD, 'PricePlan', NEW);
  await editElsewhere(sandbox, { ...first!, types: { ...first!.types, PricePlan: ['ELSE'] } });
  await editElsewhere(sandbox, { ...second!, parameters: { ...second!.parameters, user: 'somebody' } });
  await run(page);
  await expect(rowsOf(page, first!.name)).toContainText('Conflict');
  await expect(rowsOf(page, first!.name)).toContainText('PricePlan is ELSE now');
  await expect(count(page, '1 done')).toBeVisible();
  const after = await accountsOf(sandbox);
  expect(after.find(({ uid }) => uid === first!.uid)?.types.PricePlan).toEqual(['ELSE']);
  const other = after.find(({ uid }) => uid === second!.uid);
  expect(other?.types.PricePlan).toContain(NEW);
  expect(other?.parameters.user, 'what was not touched is as the other one left it').toBe('somebody');

  await page.getByRole('button', { name: 'Select the 1 not written' }).click();
  await expect(page.getByText('1 account selected')).toBeVisible();
  await dryRun(page);
  await expect(rowsOf(page, first!.name)).toContainText(`ELSE → ELSE, ${NEW}`);
});

test.describe('a lost answer', () => {
  test.beforeEach(({ allowConsole }) => allowConsole(/Failed to load resource|ERR_|net::/));

  test('whose change is there is found, not sent again', async ({ page, sandbox }) => {
    await choose(page, 1);
    await dryRunOfType(page, ADD, 'PricePlan', NEW);
    await sandbox.clearRequests();
    await sandbox.faults([{ service: 'airvantage', method: 'PUT', path: ONE_ACCOUNT, kind: 'reset-after', count: 1 }]);
    await run(page);
    await expect(rowsOf(page, 'Found after the answer was lost')).toContainText('Done');
    expect(await writes(sandbox)).toHaveLength(1);
  });

  test('whose change is not there is sent again only when asked', async ({ page, sandbox }) => {
    await choose(page, 1);
    await dryRunOfType(page, ADD, 'PricePlan', NEW);
    await sandbox.clearRequests();
    await sandbox.faults([{ service: 'airvantage', method: 'PUT', path: ONE_ACCOUNT, kind: 'reset-before', count: 1 }]);
    await run(page);
    const row = rowsOf(page, 'Unknown');
    await expect(row).toContainText('The change was not there when looked for');
    await expect(page.getByRole('button', { name: /^Retry/ })).toBeHidden();
    await row.getByRole('button', { name: /^Look again/ }).click();
    await expect(page.getByText(/The change was not there when looked for\.$/).first()).toBeVisible();
    expect(await writes(sandbox)).toHaveLength(1);
    await row.getByRole('button', { name: /^Send again/ }).click();
    await expect(count(page, '1 done')).toBeVisible();
    expect(await writes(sandbox)).toHaveLength(2);
  });
});

test('five failures in a row stop it; only what failed is tried again', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/Failed to load resource/);
  await choose(page, 9);
  await dryRunOfType(page, ADD, 'PricePlan', NEW);
  await sandbox.faults([{ service: 'airvantage', method: 'PUT', path: ONE_ACCOUNT, status: 500 }]);
  await run(page);
  await expect(page.getByText('Stopped: five accounts in a row failed')).toBeVisible();
  // One that was on its way has come to its end.
  await expect(page.getByText(/^\d running$/)).toBeHidden();
  await expect(count(page, '9 waiting')).toBeHidden();
  await sandbox.faults([]);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByText(/left out$/)).toBeVisible();
  await sandbox.clearRequests();
  const retry = page.getByRole('button', { name: /^Retry \d failed$/ });
  const failed = Number(/\d/.exec((await retry.textContent())!)![0]);
  await retry.click();
  await expect(count(page, `${failed} done`)).toBeVisible();
  expect(await writes(sandbox)).toHaveLength(failed);
});

test('the report is saved as CSV, failures first', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/Failed to load resource/);
  const accounts = await accountsOf(sandbox);
  await choose(page, 3);
  await dryRunOfType(page, ADD, 'PricePlan', NEW);
  const path = `/api/v1/operators/accounts/${accounts[2]!.uid}`;
  const body = { error: 'operator.account.missing.types', errorParameters: ['Zone'] };
  await sandbox.faults([{ service: 'airvantage', method: 'PUT', path, kind: 'body', status: 400, body }]);
  await run(page);
  await expect(count(page, '1 failed')).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toContainText('operator.account.missing.types');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Report as CSV' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^bulk-change-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await file.path(), 'utf8')).replace('\ufeff', '').trim().split('\r\n');
  expect(lines[0]).toBe('uid,name,outcome,detail');
  expect(lines[1]).toContain(`${accounts[2]!.uid},${accounts[2]!.name},Failed,`);
  expect(lines).toHaveLength(4);
  await axe(page);
});

test.describe('a reload', () => {
  test('comes back paused, with what was being written unknown', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/Failed to load resource/);
    await choose(page, 4);
    await dryRunOfType(page, ADD, 'PricePlan', NEW);
    await sandbox.clearRequests();
    await sandbox.faults([{ service: 'airvantage', method: 'PUT', path: ONE_ACCOUNT, kind: 'delay', delay_ms: 60_000 }]);
    await run(page);
    await expect.poll(async () => (await writes(sandbox)).length).toBe(2);
    await page.reload();
    await sandbox.faults([]);
    await expect(page.getByText('The page was loaded anew, so the run is paused')).toBeVisible();
    await expect(count(page, '2 unknown')).toBeVisible();
    await expect(count(page, '2 waiting')).toBeVisible();
    for (const place of [1, 2]) {
      await rowsOf(page, 'Unknown').first().getByRole('button', { name: /^Look again/ }).click();
      await expect(count(page, `${place} done`)).toBeVisible();
    }
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(count(page, '4 done')).toBeVisible();
    expect(await writes(sandbox)).toHaveLength(4);
    // Ended, it is still there to be looked at, until it is discarded.
    await page.reload();
    await expect(count(page, '4 done')).toBeVisible();
    await page.getByRole('button', { name: 'Discard' }).click();
    await expect(page.getByText('No accounts are selected')).toBeVisible();
    expect(await stored(page)).not.toContain('switchboard.run.');
  });

  test('asks for the secret again, which is kept nowhere', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/Failed to load resource/);
    const canary = 'canary-7f3a';
    await choose(page, 4);
    await dryRunOfParameter(page, 'password', canary);
    await expect(rowsOf(page, 'set → changed')).toHaveCount(4);
    await sandbox.clearRequests();
    await sandbox.faults([{ service: 'airvantage', method: 'PUT', path: ONE_ACCOUNT, kind: 'delay', delay_ms: 60_000 }]);
    await run(page);
    await expect.poll(async () => (await writes(sandbox)).length).toBe(2);
    expect(await stored(page)).toContain('switchboard.run.');
    expect(await stored(page)).not.toContain(canary);
    await page.reload();
    await sandbox.faults([]);
    await expect(page.getByText('The secret value is not kept')).toBeVisible();
    expect(await page.content()).not.toContain(canary);
    await axe(page);
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(page.getByText('Enter the value again')).toBeVisible();
    await page.getByLabel('New value of password', { exact: true }).fill(canary);
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(count(page, '2 done')).toBeVisible();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Report as CSV' }).click();
    expect(await readFile(await (await saving).path(), 'utf8')).not.toContain(canary);
    expect(await stored(page)).not.toContain(canary);
    const accounts = await accountsOf(sandbox);
    expect(accounts.filter(({ parameters }) => parameters.password === canary)).toHaveLength(4);
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await expect(page.getByRole('row', { name: /^Bulk changes, without secret values 1/ })).toBeVisible();
    await page.getByRole('link', { name: 'Activity' }).click();
    await expect(page.getByRole('region', { name: 'Calls' })).toBeVisible();
    expect(await page.content()).not.toContain(canary);
  });
});

test('it goes on while other pages are shown, and another tab follows it', async ({ page, context }) => {
  await choose(page, 4);
  await dryRunOfType(page, ADD, 'PricePlan', NEW);
  const held = await holdWrites(page);
  await run(page);
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  // It has begun, and is kept where the other tab looks for it.
  await expect.poll(held.count).toBe(2);
  const other = await context.newPage();
  await other.goto('operator-accounts/bulk');
  await expect(other.getByText('Another tab has this bulk change in hand')).toBeVisible();
  await expect(other.getByRole('button', { name: 'Resume' })).toBeHidden();
  held.letGo();
  // This goes after a while, the count stays.
  await expect(page.getByRole('region', { name: 'Notifications' })).toContainText('The bulk change has ended: 4 done.');
  await expect(count(other, '4 done')).toBeVisible();
});

test('it begins wherever the user goes while its code is on its way', async ({ page, sandbox }) => {
  const { passed, open } = gate();
  await page.route('**/bulk_running-*.bin', async (route) => {
    await passed;
    return route.fallback();
  });
  await choose(page, 2);
  await dryRunOfType(page, ADD, 'PricePlan', NEW);
  await run(page);
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  expect(await writes(sandbox)).toEqual([]);
  open();
  await expect(page.getByRole('region', { name: 'Notifications' })).toContainText('The bulk change has ended: 2 done.');
  expect(await writes(sandbox)).toHaveLength(2);
});

test('it says so where its code does not come, and begins when asked again', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/Failed to load resource/);
  const code = '**/bulk_running-*.bin';
  await page.route(code, (route) => route.abort());
  await choose(page, 2);
  await dryRunOfType(page, ADD, 'PricePlan', NEW);
  await run(page);
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Notifications' })).toContainText('Nothing was changed yet');
  await page.goBack();
  const main = page.getByRole('main');
  await expect(main.getByText('This part of the console could not be loaded')).toBeVisible();
  expect(await writes(sandbox)).toEqual([]);
  await page.unroute(code);
  await main.getByRole('button', { name: 'Try again' }).click();
  await expect(count(page, '2 done')).toBeVisible();
  expect(await writes(sandbox)).toHaveLength(2);
});

test('two tabs that resume it in the same moment write once', async ({ page, context, sandbox }) => {
  await choose(page, 4);
  await dryRunOfType(page, ADD, 'PricePlan', NEW);
  await sandbox.clearRequests();
  const held = await holdWrites(page);
  await run(page);
  await expect.poll(held.count).toBe(2);
  await page.getByRole('button', { name: 'Pause' }).click();
  held.letGo();
  await expect(count(page, '2 done')).toBeVisible();
  // What a tab sees of the others' locks is always from before: here, from before either took it.
  await context.addInitScript(() => {
    // An empty page, as a new tab is at first, has no locks.
    if (navigator.locks) navigator.locks.query = () => Promise.resolve({ held: [], pending: [] });
  });
  await page.reload();
  const other = await context.newPage();
  await other.goto('operator-accounts/bulk');
  const buttons = [page, other].map((tab) => tab.getByRole('button', { name: 'Resume' }));
  for (const button of buttons) await expect(button).toBeVisible();
  const heldAgain = await holdWrites(context);
  // Pressed where they are now: in the tab that comes second the button may be gone in the next moment.
  const pressed = await Promise.all(buttons.map((button) => button.elementHandle()));
  await Promise.all(pressed.map((button) => button?.evaluate((element: HTMLElement) => element.click())));
  // Both have asked. From now on a tab sees again what the other one holds.
  for (const tab of [page, other]) await tab.evaluate(() => Reflect.deleteProperty(navigator.locks, 'query'));
  const inEither = (what: (tab: Page) => Locator) =>
    expect.poll(async () => (await what(page).isVisible()) || (await what(other).isVisible())).toBe(true);
  await inEither((tab) => tab.getByText('Another tab has this bulk change in hand'));
  heldAgain.letGo();
  await inEither((tab) => count(tab, '4 done'));
  expect(await writes(sandbox)).toHaveLength(4);
});

test('it is paused, resumed, and read on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await choose(page, 4);
  const held = await holdWrites(page);
  await dryRunOfType(page, ADD, 'PricePlan', NEW);
  await run(page);
  await expect.poll(held.count).toBe(2);
  await page.getByRole('button', { name: 'Pause' }).click();
  held.letGo();
  await expect(count(page, '2 done')).toBeVisible();
  await expect(count(page, '2 waiting')).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide, 'the page does not scroll sideways').toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(count(page, '4 done')).toBeVisible();
});

test('who may not edit is told so', async ({ page }) => {
  await page.goto(`operator-accounts?connection=${ATT}`);
  await signInHere(page, 'AirVantage', 'sandbox-viewer');
  await page.getByRole('checkbox', { name: /^Select (?!all)/ }).first().click();
  const change = page.getByRole('button', { name: 'Change selected…' });
  await expect(change).toHaveAttribute('aria-disabled', 'true');
});

test('a token that ends pauses the run, which goes on after signing in again', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/status of 401/);
  const token = await sandbox.token(3600);
  await choose(page, 4, token);
  await dryRunOfType(page, ADD, 'PricePlan', NEW);
  await sandbox.revoke(token);
  await run(page);
  await signInHere(page, 'AirVantage');
  await expect(count(page, '4 waiting')).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(count(page, '4 done')).toBeVisible();
});

test('a second bulk change begins where the list is left again', async ({ page }) => {
  await choose(page, 1);
  await dryRunOfType(page, ADD, 'PricePlan', NEW);
  await run(page);
  await expect(count(page, '1 done')).toBeVisible();
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').click();
  await page.goBack();
  await expect(count(page, '1 done')).toBeVisible();
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').click();
  await chooseHere(page, 2);
  await expect(page.getByText('2 accounts selected')).toBeVisible();
  await page.getByRole('button', { name: `Open: Add ${NEW} to PricePlan` }).click();
  await expect(count(page, '1 done')).toBeVisible();
});
