// A new version of the console on the server: told of calmly, loaded when the user says so, and nothing is lost by it.
import type { Locator, Page, Request } from '@playwright/test';

import { headingOf as heading } from './actions.ts';
import { axe, expect, signInHere, test } from './fixtures.ts';
import { choiceOf as importChoice, fillIn, lcCustomerOf, openImport, send as sendImport } from './import-form.ts';
import { stateOf } from './imports.ts';
import { ATT, drafted, fieldOf, keptBy, openForm } from './operator-account-form.ts';
import { choose, dryRunOfType, holdWrites, run, writes } from './operator-accounts-bulk.ts';
import { comeBack, Versions } from './versions.ts';

const READY = 'A new version of Switchboard is ready';
const QUARTER = 15 * 60_000;

const notices = (page: Page): Locator => page.getByRole('region', { name: 'Notifications', exact: true });
const told = (page: Page): Locator => notices(page).getByText(READY, { exact: true });
const reload = (page: Page): Locator => notices(page).getByRole('button', { name: 'Reload now' });
const later = (page: Page): Locator => notices(page).getByRole('button', { name: 'Later' });
const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

/** Expects the server to be asked by what is done. */
async function asks(versions: Versions, act: () => Promise<unknown>): Promise<void> {
  const before = versions.asked;
  await act();
  await expect.poll(() => versions.asked).toBeGreaterThan(before);
}

/** Comes back a while later. */
async function comeBackLater(page: Page, versions: Versions): Promise<void> {
  await page.clock.fastForward(10_000);
  await asks(versions, () => comeBack(page));
}

/** Comes back until the new version is told of: the server may have been asked a moment before. */
async function comeBackUntilTold(page: Page): Promise<void> {
  await expect(async () => {
    await comeBack(page);
    await expect(told(page)).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

test.describe('a new version', () => {
  test.beforeEach(({ page }) => page.clock.install());

  test('is found within a quarter of an hour, and is there after a reload', async ({ page }) => {
    const versions = await Versions.serve(page);
    await page.goto('');
    await expect(heading(page, 'Overview')).toBeVisible();
    await asks(versions, () => page.clock.fastForward(QUARTER));
    await expect(told(page)).toHaveCount(0);
    versions.server = '1.1.0';
    await asks(versions, () => page.clock.fastForward(QUARTER));
    await expect(told(page)).toBeVisible();
    await expect(notices(page)).toContainText('Forms that you have begun are kept as drafts, without secret values.');
    await expect(notices(page)).not.toContainText('Your sign-in');
    expect(versions.loaded, 'never by itself').toBe(1);

    versions.page = '1.1.0';
    await reload(page).click();
    await expect(told(page)).toHaveCount(0);
    await expect(heading(page, 'Overview')).toBeVisible();
    expect(versions.loaded).toBe(2);
    await asks(versions, () => page.clock.fastForward(QUARTER));
    await expect(told(page)).toHaveCount(0);
  });

  test('is found when the user comes back, once however that is told', async ({ page }) => {
    const versions = await Versions.serve(page);
    await page.goto('settings');
    await expect(heading(page, 'Settings')).toBeVisible();
    versions.server = '1.1.0';
    await comeBackLater(page, versions);
    await expect(told(page)).toBeVisible();
    const { asked } = versions;
    await page.clock.fastForward(10_000);
    await page.evaluate(() => {
      window.dispatchEvent(new Event('focus'));
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      window.dispatchEvent(new Event('focus'));
    });
    await expect.poll(() => versions.asked).toBe(asked + 1);
    await expect(told(page)).toHaveCount(1);
    // The server goes back to what it had.
    versions.server = '1.0.0';
    await comeBackLater(page, versions);
    await expect(told(page)).toHaveCount(0);
  });

  test('can be put off for an hour; a newer one is told of at once', async ({ page }) => {
    const versions = await Versions.serve(page);
    await page.goto('');
    await expect(heading(page, 'Overview')).toBeVisible();
    versions.server = '1.1.0';
    await comeBackLater(page, versions);
    await later(page).click();
    await expect(told(page)).toHaveCount(0);
    await comeBackLater(page, versions);
    await expect(told(page)).toHaveCount(0);
    versions.server = '1.2.0';
    await comeBackLater(page, versions);
    await expect(told(page)).toBeVisible();
    await later(page).click();
    for (const _ of [1, 2, 3]) {
      await asks(versions, () => page.clock.fastForward(QUARTER));
      await expect(told(page)).toHaveCount(0);
    }
    await asks(versions, () => page.clock.fastForward(QUARTER));
    await expect(told(page)).toBeVisible();
    expect(versions.loaded).toBe(1);
  });

  test('that the server still hands out as the old one is loaded once, and told of a quarter of an hour later', async ({ page }) => {
    const versions = await Versions.serve(page);
    await page.goto('');
    await expect(heading(page, 'Overview')).toBeVisible();
    versions.server = '1.1.0';
    await comeBackLater(page, versions);
    await reload(page).click();
    await expect.poll(() => versions.loaded).toBe(2);
    // The page that goes still has it.
    await expect(told(page)).toHaveCount(0);
    await expect(heading(page, 'Overview')).toBeVisible();
    await comeBackLater(page, versions);
    await expect(told(page)).toHaveCount(0);
    versions.server = '1.2.0';
    await comeBackLater(page, versions);
    await expect(told(page)).toBeVisible();
    versions.server = '1.1.0';
    await comeBackLater(page, versions);
    await expect(told(page)).toHaveCount(0);
    await asks(versions, () => page.clock.fastForward(QUARTER));
    await expect(told(page)).toBeVisible();
    expect(versions.loaded).toBe(2);
  });

  for (const [name, answer] of [
    ['that is missing', { status: 404, body: '' }],
    ['that is a web page', { body: '<!doctype html><title>Sign in</title>' }],
    ['that is no JSON', { contentType: 'application/json', body: '{"version":' }],
    ['that names nothing', { json: { version: '' } }],
    ['that names a number', { json: { version: 2 } }],
    ['that cannot be fetched', null],
  ] as const) {
    test(`a version.json ${name} says nothing`, async ({ page, allowConsole }) => {
      allowConsole(/Failed to load resource/);
      const versions = await Versions.serve(page);
      await page.goto('');
      await expect(heading(page, 'Overview')).toBeVisible();
      versions.answer = answer;
      const own = (request: Request): boolean => request.url().endsWith('version.json');
      const ended = answer ? page.waitForEvent('requestfinished', own) : page.waitForEvent('requestfailed', own);
      await comeBackLater(page, versions);
      await ended;
      await page.evaluate(() => null);
      await expect(told(page)).toHaveCount(0);
      await expect(notices(page).getByRole('button')).toHaveCount(0);
      // It goes on looking.
      versions.answer = undefined;
      versions.server = '1.1.0';
      await comeBackLater(page, versions);
      await expect(told(page)).toBeVisible();
    });
  }

  test('is for everybody, wide and narrow, light and dark', async ({ page }) => {
    const versions = await Versions.serve(page);
    await page.goto('operator-accounts');
    await signInHere(page, 'AirVantage', 'sandbox-admin', { keep: false });
    versions.server = '1.1.0';
    await comeBackLater(page, versions);
    await expect(notices(page)).toContainText('Your sign-in to AirVantage is in this page’s memory alone');
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await expect(reload(page)).toBeInViewport();
      await expect(later(page)).toBeInViewport();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
      await axe(page);
    }
  });
});

test('a page that does not know its version asks for none', async ({ page }) => {
  await page.clock.install();
  const versions = await Versions.serve(page, '');
  await page.goto('');
  await expect(heading(page, 'Overview')).toBeVisible();
  await comeBack(page);
  await page.clock.fastForward(QUARTER);
  await comeBack(page);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(heading(page, 'Settings')).toBeVisible();
  expect(versions.asked).toBe(0);
});

test.describe('what is typed', () => {
  test('into an operator account is there after the reload, but no secret', async ({ page }) => {
    const versions = await Versions.serve(page);
    await openForm(page, `operator-accounts/new?connection=${ATT}`);
    await fieldOf(page, 'Name').fill('Lyon');
    await page.getByLabel(/^password/).first().fill('canary-7a1f');
    versions.server = versions.page = '1.1.0';
    await comeBackUntilTold(page);
    await fieldOf(page, 'user').fill('mickey');
    await reload(page).click();
    await expect(page.getByText(/^Your draft of .* is shown$/)).toBeVisible();
    await expect(fieldOf(page, 'Name')).toHaveValue('Lyon');
    await expect(fieldOf(page, 'user')).toHaveValue('mickey');
    await expect(page.getByText('Enter password again')).toBeVisible();
    expect(await keptBy(page)).not.toContain('canary-7a1f');
    expect(versions.loaded).toBe(2);
  });

  test('into an import is there after the reload', async ({ page }) => {
    const versions = await Versions.serve(page);
    await openImport(page);
    await fillIn(page);
    versions.server = versions.page = '1.1.0';
    await comeBackUntilTold(page);
    await lcCustomerOf(page).fill('1317092');
    await reload(page).click();
    await expect(page.getByText(/^Your draft of .* is shown$/)).toBeVisible();
    await expect(lcCustomerOf(page)).toHaveValue('1317092');
    await expect(importChoice(page, 'Customer type')).toHaveValue('IPGROUP_TYPE');
  });
});

test('what a newer version has stored is left as it is', async ({ page }) => {
  await openForm(page, `operator-accounts/new?connection=${ATT}`);
  await fieldOf(page, 'Name').fill('Lyon');
  await drafted(page, 'Lyon');
  const newer = await page.evaluate(() => {
    const key = Object.keys(localStorage).find((known) => known.startsWith('switchboard.draft.'))!;
    const text = localStorage[key].replace('"schema":1', '"schema":2').replaceAll('Lyon', 'Marseille');
    localStorage[key] = text;
    return { key, text };
  });
  const places = (): Promise<string[]> =>
    page.evaluate((text) => Object.keys(localStorage).filter((key) => localStorage[key] === text), newer.text);
  await page.reload();
  await expect(fieldOf(page, 'Name')).toHaveValue('');
  expect(await places()).toEqual([newer.key]);
  // A draft of this version takes its place, and it goes to one of its own.
  await fieldOf(page, 'Name').fill('Nice');
  await drafted(page, 'Nice');
  expect(await places()).toEqual([expect.stringContaining(`${newer.key} (set aside)`)]);
  await page.getByRole('link', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Discard changes and leave' }).click();
  await expect(page).toHaveURL(/operator-accounts$/);
  expect(await keptBy(page)).not.toContain('Nice');
  expect(await places()).toHaveLength(1);
  // Signing out would discard it, and asks before, though no draft of this version is left.
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
  const signOut = region(page, 'AirVantage').getByRole('button', { name: 'Sign out' });
  const question = page.getByRole('dialog', { name: 'Sign out and discard the drafts?' });
  await signOut.click();
  await expect(question.getByRole('listitem')).toHaveText(['1 draft of another version of this console']);
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect(await places()).toHaveLength(1);
  await signOut.click();
  await question.getByRole('button', { name: 'Sign out and discard' }).click();
  await expect(region(page, 'AirVantage')).toContainText('You are signed out.');
  expect(await places()).toEqual([]);
});

/** Begins a change of two accounts, whose writes are held back on their way until they are let go. */
async function beginChange(page: Page): Promise<() => void> {
  const { count, letGo } = await holdWrites(page);
  await dryRunOfType(page, 'Add values to a type', 'PricePlan', 'PP-new');
  await run(page);
  await expect.poll(count).toBeGreaterThan(0);
  return letGo;
}

test('a reload waits for the changes that are being sent, and cuts none off', async ({ page, sandbox }) => {
  const versions = await Versions.serve(page);
  await choose(page, 2);
  versions.server = versions.page = '1.1.0';
  await comeBackUntilTold(page);
  const letGo = await beginChange(page);
  await reload(page).click();
  await expect(notices(page)).toContainText('A change is being sent. The page reloads when it has ended.');
  expect(versions.loaded).toBe(1);
  letGo();
  await expect.poll(() => versions.loaded).toBe(2);
  expect(await writes(sandbox)).toHaveLength(2);
  const change = page.getByRole('region', { name: 'Bulk change' });
  await expect(change).toContainText('2 done');
  await expect(change).not.toContainText('unknown');
});

test('putting off ends the wait for a reload', async ({ page, sandbox }) => {
  await page.clock.install();
  const versions = await Versions.serve(page);
  await choose(page, 2);
  versions.server = '1.1.0';
  await comeBackLater(page, versions);
  const letGo = await beginChange(page);
  await reload(page).click();
  await expect(notices(page)).toContainText('A change is being sent.');
  await later(page).click();
  letGo();
  await expect(page.getByText('The bulk change has ended').first()).toBeVisible();
  expect(await writes(sandbox)).toHaveLength(2);
  // Longer than it would have waited.
  await page.clock.runFor(5_000);
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await expect(heading(page, 'Overview')).toBeVisible();
  await expect(told(page)).toHaveCount(0);
  expect(versions.loaded).toBe(1);
});

test('a new version that is taken back is waited for no longer', async ({ page, sandbox }) => {
  await page.clock.install();
  const versions = await Versions.serve(page);
  await choose(page, 2);
  versions.server = '1.1.0';
  await comeBackLater(page, versions);
  const letGo = await beginChange(page);
  await reload(page).click();
  await expect(notices(page)).toContainText('A change is being sent.');
  versions.server = '1.0.0';
  await comeBackLater(page, versions);
  await expect(notices(page).getByRole('button')).toHaveCount(0);
  letGo();
  await expect(page.getByText('The bulk change has ended').first()).toBeVisible();
  expect(await writes(sandbox)).toHaveLength(2);
  // Longer than it would have waited.
  await page.clock.runFor(5_000);
  expect(versions.loaded).toBe(1);
});

test('is put off in a browser that stores nothing, too', async ({ page }) => {
  await page.clock.install();
  await page.addInitScript(() => {
    const get = (): never => {
      throw new DOMException('blocked', 'SecurityError');
    };
    Object.defineProperty(window, 'sessionStorage', { get });
  });
  const versions = await Versions.serve(page);
  await page.goto('');
  await expect(heading(page, 'Overview')).toBeVisible();
  versions.server = '1.1.0';
  await comeBackLater(page, versions);
  await later(page).click();
  await comeBackLater(page, versions);
  await page.evaluate(() => null);
  await expect(told(page)).toHaveCount(0);
});

test('a part that is gone before the server was ever asked offers a reload all the same', async ({ page, allowConsole }) => {
  // Nothing came, so nothing fits its checksum either.
  allowConsole(/Failed to load resource|integrity/);
  const versions = await Versions.serve(page);
  await page.goto('');
  await expect(heading(page, 'Overview')).toBeVisible();
  const gone = /\.bin$/;
  await page.route(gone, (route) => route.fulfill({ status: 404, body: '' }));
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  const main = page.getByRole('main');
  await expect(main.getByText('This part of the console could not be loaded')).toBeVisible();
  await page.unroute(gone);
  await main.getByRole('button', { name: 'Reload' }).click();
  await expect(heading(page, 'Settings')).toBeVisible();
  expect(versions.loaded).toBe(2);
});

test('a part that is gone from the server offers a reload, and tells of the new version', async ({ page, allowConsole }) => {
  // Nothing came, so nothing fits its checksum either.
  allowConsole(/Failed to load resource|integrity/);
  const versions = await Versions.serve(page);
  await page.clock.install();
  await page.goto('');
  await expect(heading(page, 'Overview')).toBeVisible();
  // The code that tells of it comes with the first look.
  await comeBackLater(page, versions);
  versions.server = '1.1.0';
  const gone = /\.bin$/;
  await page.route(gone, (route) => route.fulfill({ status: 404, body: '' }));
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Customers' }).click();
  const main = page.getByRole('main');
  await expect(main.getByText('This part of the console could not be loaded')).toBeVisible();
  await expect(main).toContainText('a new version may have taken its place');
  await expect(heading(page, 'Not loaded')).toBeFocused();
  await expect(told(page)).toBeVisible();
  versions.page = '1.1.0';
  await page.unroute(gone);
  await main.getByRole('button', { name: 'Reload' }).click();
  await expect(heading(page, 'Customers')).toBeVisible();
  await expect(told(page)).toHaveCount(0);
  expect(versions.loaded).toBe(2);
});

test('what follows imports, gone from the server, tells of the new version', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/Failed to load resource|integrity/);
  const versions = await Versions.serve(page);
  await sandbox.taskSeconds(600);
  await openImport(page);
  await fillIn(page);
  await sendImport(page);
  await expect(stateOf(page, 'Running')).toBeVisible();
  expect(versions.asked).toBe(0);
  versions.server = '1.1.0';
  await page.route(/\/watching-[^/]*\.bin$/, (route) => route.fulfill({ status: 404, body: '' }));
  // A page that shows no imports of its own: it only follows them, for whoever is still signed in.
  await page.goto('settings');
  await expect(region(page, 'Live Platform')).toContainText('Signed in');
  await expect(told(page)).toBeVisible();
});
