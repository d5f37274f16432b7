// The settings: signing in and out at each service, and what this browser keeps.
import type { Locator, Page } from '@playwright/test';

import { axe, expect, signIn, test, type Fault } from './fixtures.ts';

const IDS = '/v1/ocp/customers/ids';

const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const toasts = (page: Page): Locator => region(page, 'Notifications');
const heading = (page: Page, name: string): Locator => page.getByRole('heading', { level: 2, name, exact: true });
const signedIn = (page: Page, name: string): Locator => region(page, name).getByText('Signed in', { exact: true });

/** Fills in the form of a service on the page that is open. */
async function submit(page: Page, name: string, token: string, keep = false): Promise<void> {
  await region(page, name).getByLabel(/^Token/).fill(token);
  await region(page, name).getByRole('checkbox', { name: 'Keep for this tab' }).setChecked(keep);
  await region(page, name).getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Signs in on the page that is open. The focus goes on to the service then: not while the next form is filled in. */
async function signInAt(page: Page, name: string, token: string, keep = false): Promise<void> {
  await submit(page, name, token, keep);
  await expect(signedIn(page, name)).toBeVisible();
  await expect(heading(page, name)).toBeFocused();
}

/** All that a page leaves lying about: address, both storages, cookies, and every element and value. */
const traces = (page: Page): Promise<string> =>
  page.evaluate(() =>
    JSON.stringify([
      location.href,
      document.cookie,
      { ...localStorage },
      { ...sessionStorage },
      document.documentElement.outerHTML,
      Array.from(document.querySelectorAll('input, textarea'), (field) => (field as HTMLInputElement).value),
    ]),
  );

/** Nothing reaches beyond the window, in whose width a page must fit. */
async function fits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
}

test.describe('signing in', () => {
  test('says as whom, and moves the focus on to the service', async ({ page }) => {
    await page.goto('settings');
    await submit(page, 'OptConnect', '  Bearer sandbox-admin ');
    // Good news goes by itself: it is looked for first.
    await expect(toasts(page)).toContainText('Signed in to OptConnect.');
    await expect(signedIn(page, 'OptConnect')).toBeVisible();
    await expect(heading(page, 'OptConnect')).toBeFocused();
    await expect(region(page, 'OptConnect')).toContainText('App 88');
    await expect(region(page, 'OptConnect')).toContainText('OptConnect accepts it');
    await expect(region(page, 'Live Platform')).toContainText('Not signed in');
    await region(page, 'OptConnect').getByRole('button', { name: 'Sign out' }).click();
    await expect(toasts(page)).toContainText('Signed out of OptConnect, in all tabs.');
    await expect(region(page, 'OptConnect')).toContainText('You are signed out.');
    await expect(heading(page, 'OptConnect')).toBeFocused();
  });

  for (const [name, path] of [
    ['OptConnect', IDS],
    ['Live Platform', '/api/v3/customer'],
    ['AirVantage', '/api/v1/users/current'],
  ] as const) {
    test(`a wrong token of ${name} is said to be wrong, and is not held`, async ({ page, sandbox, allowConsole }) => {
      allowConsole(/Failed to load resource.*401/);
      await page.goto('settings');
      await submit(page, name, 'sandbox-expired', true);
      await expect(region(page, name)).toContainText(`${name} does not accept this token.`);
      await expect(region(page, name).getByLabel(/^Token/)).toBeFocused();
      await expect(region(page, name)).toContainText('Not signed in');
      expect((await sandbox.requests()).map((call) => call.path)).toEqual([path]);
      await page.reload();
      await expect(region(page, name)).toContainText('Not signed in');
    });
  }

  test('a token whose time ran out is not even sent', async ({ page, sandbox }) => {
    await page.goto('settings');
    // Reckoned once the page is there: a minute later it would say three.
    const claims = Buffer.from(JSON.stringify({ exp: Date.now() / 1000 - 120 })).toString('base64url');
    await submit(page, 'Live Platform', `e30.${claims}.x`);
    await expect(region(page, 'Live Platform')).toContainText('This token ended 2 min. ago.');
    expect(await sandbox.requests()).toEqual([]);
  });

  const passing: [string, Fault][] = [
    ['429', { service: 'optconnect', path: IDS, status: 429, retry_after: 1 }],
    ['500', { service: 'optconnect', path: IDS, status: 500 }],
    ['a reset', { service: 'optconnect', path: IDS, kind: 'reset-before' }],
  ];
  for (const [what, fault] of passing) {
    test(`${what} means not checked, never wrong`, async ({ page, sandbox, allowConsole }) => {
      allowConsole(/Failed to load resource/);
      await sandbox.faults([fault]);
      await page.goto('settings');
      await submit(page, 'OptConnect', 'sandbox-admin');
      await expect(signedIn(page, 'OptConnect')).toBeVisible();
      await expect(region(page, 'OptConnect')).toContainText('Not checked: OptConnect could not be asked');
      await expect(toasts(page)).toContainText('The token could not be checked');
      await expect(page.getByText('does not accept')).toBeHidden();
      const check = region(page, 'OptConnect').getByRole('button', { name: 'Check now' });
      await sandbox.faults([{ service: 'optconnect', path: IDS, status: 500 }]);
      await check.click();
      await expect(region(page, 'OptConnect')).toContainText('Not checked: OptConnect has a problem');
      await sandbox.faults([]);
      await check.click();
      await expect(region(page, 'OptConnect')).toContainText('App 88');
      await expect(region(page, 'OptConnect')).not.toContainText('Not checked');
    });
  }

  test('an unchecked token that turns out to be wrong ends the sign-in', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/Failed to load resource/);
    await sandbox.faults([{ service: 'optconnect', path: IDS, status: 503, count: 1 }]);
    await page.goto('settings');
    await submit(page, 'OptConnect', 'sandbox-expired');
    await region(page, 'OptConnect').getByRole('button', { name: 'Check now' }).click();
    await expect(region(page, 'OptConnect')).toContainText('the service no longer accepts the token');
    await expect(heading(page, 'OptConnect')).toBeFocused();
  });

  test('the token can be replaced, and stays until another one is accepted', async ({ page, allowConsole }) => {
    allowConsole(/Failed to load resource.*401/);
    await signIn(page, 'AirVantage');
    const airvantage = region(page, 'AirVantage');
    const before = await airvantage.getByRole('definition').first().innerText();
    const replace = airvantage.getByRole('button', { name: 'Replace the token' });
    await replace.click();
    await expect(airvantage.getByLabel(/^Token/)).toBeFocused();
    await submit(page, 'AirVantage', 'sandbox-expired');
    await expect(airvantage).toContainText('does not accept this token');
    await airvantage.getByRole('button', { name: 'Keep the token' }).click();
    await expect(heading(page, 'AirVantage')).toBeFocused();
    await expect(airvantage.getByRole('definition').first()).toHaveText(before);
    await replace.click();
    await submit(page, 'AirVantage', 'sandbox-viewer');
    await expect(airvantage.getByRole('button', { name: 'Sign out' })).toBeVisible();
    await expect(airvantage.getByRole('definition').first()).not.toHaveText(before);
  });

  test('each environment has sign-ins of its own', async ({ page, sandbox }) => {
    await signIn(page, 'OptConnect');
    await expect(region(page, 'Environment')).toContainText('Through this site');
    await page.getByRole('combobox', { name: 'Environment' }).selectOption({ label: 'Sandbox, other origin' });
    await expect(region(page, 'Environment')).toContainText(`Directly to ${new URL(sandbox.otherAddress).host}`);
    await expect(region(page, 'OptConnect')).toContainText('Not signed in');
    await submit(page, 'OptConnect', 'sandbox-viewer');
    await expect(signedIn(page, 'OptConnect')).toBeVisible();
  });
});

test.describe('how long a sign-in lasts', () => {
  test('kept for this tab it survives a reload, else not', async ({ page }) => {
    await page.goto('settings');
    await signInAt(page, 'OptConnect', 'sandbox-admin', true);
    await signInAt(page, 'Live Platform', 'sandbox-admin', false);
    await page.reload();
    await expect(signedIn(page, 'OptConnect')).toBeVisible();
    await expect(region(page, 'OptConnect')).toContainText('App 88');
    await expect(region(page, 'OptConnect')).toContainText('Kept for this tab');
    await expect(region(page, 'Live Platform')).toContainText('Not signed in');
  });

  test('another tab takes it over, and signing out reaches that tab', async ({ page, context }) => {
    await page.goto('settings');
    await submit(page, 'OptConnect', 'sandbox-admin');
    await expect(signedIn(page, 'OptConnect')).toBeVisible();
    const other = await context.newPage();
    await other.goto('settings');
    await expect(signedIn(other, 'OptConnect')).toBeVisible();
    await expect(region(other, 'OptConnect')).toContainText('App 88');
    await expect(region(other, 'OptConnect')).toContainText('In memory only');
    await page.bringToFront();
    await region(page, 'OptConnect').getByRole('button', { name: 'Sign out' }).click();
    await expect(region(other, 'OptConnect')).toContainText('You are signed out.');
  });

  test('a tab that was away finds out that the user has signed out', async ({ page, context }) => {
    await signIn(page, 'OptConnect', 'sandbox-admin', { keep: true });
    const other = await context.newPage();
    await other.goto('settings');
    await expect(signedIn(other, 'OptConnect')).toBeVisible();
    await page.goto('about:blank');
    await region(other, 'OptConnect').getByRole('button', { name: 'Sign out' }).click();
    await expect(region(other, 'OptConnect')).toContainText('You are signed out.');
    await other.close();
    await page.goto('settings');
    await expect(region(page, 'OptConnect')).toContainText('Not signed in');
  });

  test('the end of a token is warned of, and kept', async ({ page, sandbox }) => {
    await page.clock.install();
    await signIn(page, 'OptConnect', await sandbox.token(600));
    await expect(region(page, 'OptConnect')).toContainText(/Until.*in (9|10) min/);
    await expect(region(page, 'OptConnect')).not.toContainText('Ends soon');
    await page.clock.fastForward('05:30');
    await expect(region(page, 'OptConnect')).toContainText('Ends soon');
    await expect(page.getByText('Your sign-in to OptConnect ends at')).toBeVisible();
    await page.clock.fastForward('05:00');
    await expect(region(page, 'OptConnect')).toContainText("the token's time ran out");
    expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  });

  test('half an hour without a key or a click ends it', async ({ page }) => {
    await page.clock.install();
    await signIn(page, 'OptConnect');
    await page.clock.fastForward('20:00');
    await page.keyboard.press('Shift');
    await page.clock.fastForward('20:00');
    await expect(signedIn(page, 'OptConnect')).toBeVisible();
    await page.clock.fastForward('10:30');
    await expect(region(page, 'OptConnect')).toContainText('nothing was done here for a while');
  });
});

test.describe("AirVantage's own sign-in page", () => {
  const open = async (page: Page): Promise<Page> => {
    const opening = page.context().waitForEvent('page');
    await region(page, 'AirVantage').getByRole('link', { name: 'Sign in with AirVantage' }).click();
    return opening;
  };

  test('signs in through a window of its own', async ({ page, allowConsole }) => {
    // Only some browsers let a page close itself.
    allowConsole(/Scripts may close only/);
    await page.goto('settings');
    const consent = await open(page);
    await expect(page.getByText('Waiting for the AirVantage window.')).toBeVisible();
    await consent.getByRole('link', { name: 'Allow' }).click();
    await expect(toasts(page)).toContainText('Signed in to AirVantage.');
    await expect(signedIn(page, 'AirVantage')).toBeVisible();
    await expect(heading(page, 'AirVantage')).toBeFocused();
    await expect(region(page, 'AirVantage')).toContainText(/Until.*in 23 hr/);
    for (const open of page.context().pages()) expect(open.url()).not.toContain('access_token');
  });

  test('signs in by going on in this tab, and comes back', async ({ page }) => {
    await page.goto('settings');
    await region(page, 'AirVantage').getByRole('checkbox', { name: 'Keep for this tab' }).check();
    await (await open(page)).close();
    await page.getByRole('button', { name: 'Go on in this tab' }).click();
    await page.getByRole('link', { name: 'Allow' }).click();
    await expect(signedIn(page, 'AirVantage')).toBeVisible();
    await expect(page).toHaveURL(/\/settings\??$/);
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'Allow access?' })).toBeVisible();
    await page.goto('settings');
    await expect(signedIn(page, 'AirVantage'), 'kept, as was chosen before').toBeVisible();
  });

  test('says so when the user is refused there', async ({ page, allowConsole }) => {
    allowConsole(/Scripts may close only/);
    await page.goto('settings');
    const consent = await open(page);
    await consent.getByRole('link', { name: 'Deny' }).click();
    await expect(toasts(page)).toContainText('AirVantage did not sign you in');
    await expect(region(page, 'AirVantage')).toContainText('Not signed in');
  });

  test('is told when the token is done with', async ({ page, sandbox }) => {
    await signIn(page, 'AirVantage', await sandbox.token(3600));
    await region(page, 'AirVantage').getByRole('button', { name: 'Sign out' }).click();
    await expect.poll(async () => (await sandbox.requests('airvantage')).at(-1)).toMatchObject({
      path: '/api/oauth/expire',
      status: 200,
    });
  });
});

test('the token is in no address, no storage, no element and no journal', async ({ page, sandbox }) => {
  const token = await sandbox.token(3600);
  const [, claims] = token.split('.');
  await page.goto('settings');
  for (const name of ['OptConnect', 'Live Platform', 'AirVantage']) await signInAt(page, name, token);
  const clean = async (where: string) => expect((await traces(page)).includes(claims!), where).toBe(false);
  await clean('signed in');
  await region(page, 'AirVantage').getByRole('button', { name: 'Sign out' }).click();
  await expect(region(page, 'AirVantage')).toContainText('You are signed out.');
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByRole('row', { name: /Sign out .*\/api\/oauth\/expire/ })).toBeVisible();
  await clean('activity');
  await page.getByRole('link', { name: 'Services', exact: true }).click();
  await signInAt(page, 'AirVantage', await sandbox.token(3600), true);
  // The user's own choice is the one exception, and what shows that such a trace would be found.
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toContain('eyJ');
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('eyJ');
});

test('keys alone are no shortcuts where the user wants none', async ({ page }) => {
  const keys = page.getByRole('checkbox', { name: 'Keys alone are shortcuts' });
  const search = page.getByRole('searchbox', { name: 'Filter' });
  await signIn(page, 'OptConnect');
  await expect(keys).toBeChecked();
  await page.goto('customers');
  await expect(search).toBeVisible();
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await page.goto('settings');
  await keys.uncheck();
  await expect(region(page, 'Data in this browser').getByRole('row', { name: /^That keys alone are no shortcuts 1/ })).toBeVisible();
  await page.goto('customers');
  await expect(search).toBeVisible();
  await page.keyboard.press('/');
  await expect(search).not.toBeFocused();
  await page.goto('settings');
  await expect(keys).not.toBeChecked();
});

test('"Remove everything" signs out in all tabs and leaves nothing but when', async ({ page, context, sandbox }) => {
  await signIn(page, 'OptConnect');
  await signIn(page, 'AirVantage', await sandbox.token(3600));
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  const other = await context.newPage();
  await other.goto('settings');
  await expect(signedIn(other, 'AirVantage')).toBeVisible();
  await page.bringToFront();
  const stored = region(page, 'Data in this browser');
  await expect(stored.getByRole('row', { name: /^Sign-ins kept for this tab, with their tokens 2/ })).toBeVisible();
  await expect(stored.getByRole('row', { name: /^The theme 1/ })).toBeVisible();

  await stored.getByRole('button', { name: 'Remove everything from this browser' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove everything from this browser?' });
  await expect(dialog).toContainText('“Sandbox, other origin”');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(signedIn(page, 'OptConnect')).toBeVisible();

  await stored.getByRole('button', { name: 'Remove everything from this browser' }).click();
  await dialog.getByRole('button', { name: 'Remove everything' }).click();
  await expect(toasts(page)).toContainText('Everything is removed from this browser');
  await expect(region(page, 'OptConnect')).toContainText('Not signed in');
  await expect(page.getByRole('combobox', { name: 'Theme' })).toHaveValue('system');
  await expect(region(other, 'OptConnect')).toContainText('You are signed out.');
  await expect(region(other, 'AirVantage')).toContainText('You are signed out.');
  const left = await page.evaluate(() => [Object.keys(sessionStorage), Object.keys(localStorage)]);
  expect(left[0]).toEqual([]);
  expect(left[1]!.filter((key) => !key.startsWith('switchboard.signed-out.'))).toEqual([]);
  expect((await sandbox.requests('airvantage')).map((call) => call.path)).toContain('/api/oauth/expire');
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByText('No calls yet')).toBeVisible();
});

test('the services keep nobody out, signed in or not', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/Failed to load resource/);
  await page.goto('settings');
  await expect(region(page, 'OptConnect')).toContainText('Not signed in');
  await axe(page);
  await sandbox.faults([{ service: 'live-platform', status: 500 }]);
  await signInAt(page, 'OptConnect', await sandbox.token(250));
  await submit(page, 'Live Platform', 'sandbox-admin');
  await expect(region(page, 'Live Platform')).toContainText('Not checked');
  await region(page, 'OptConnect').getByRole('button', { name: 'Replace the token' }).click();
  await axe(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await axe(page);
  await fits(page);
});
