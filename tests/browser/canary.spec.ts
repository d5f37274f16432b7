// Tokens and passwords go where they must, and leave no trace anywhere else: one walk through everything that the console
// does, with secrets that cannot be mistaken, which are then searched in all that it has written, said, shown and saved.
import type { Locator, Page } from '@playwright/test';

import { Traces, type Trace } from './canary.ts';
import { EVIDENCE } from './evidence.ts';
import { expect, test } from './fixtures.ts';
import { CANARY as CLIENT_SECRET, fillIn as fillInImport, PLUS, PRO, send } from './import-form.ts';
import { MICKEY, TELSTRA, add, drafted, fieldOf, reviewOf, secretOf } from './operator-account-form.ts';
import { ACCOUNTS, create, dialogOf, editElsewhere, editOf, fillIn, heading, outcomeOf, save, stored } from './operator-account-sending.ts';
import { dryRunOfParameter, run } from './operator-accounts-bulk.ts';
import type { Sandbox } from './sandbox.ts';

test.use({
  sandboxOptions: ['--pace', 'none', '--task-seconds', '600'],
  permissions: ['clipboard-read', 'clipboard-write'],
});

/** The password of the accounts that `fillIn` fills in. */
const CREATED = 'canary-7f3a';
const EDITED = 'canary-password-edited-b2c9';
const CLONED = 'canary-password-cloned-51de';
const DRAFTED = 'canary-password-drafted-e0a4';
const BULK = 'canary-password-bulk-93f7';
const WRONG = 'canary-token-wrong-d86b';
const FIXED = 'sandbox-admin';
/** A secret that was stored before, and comes back in clear. */
const STORED = 'secret-telstra-key';
const PASSWORDS = [CREATED, EDITED, CLONED, DRAFTED, BULK, CLIENT_SECRET];

const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const go = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();

async function submit(page: Page, service: string, token: string, keep = false): Promise<void> {
  await region(page, service).getByLabel(/^Token/).fill(token);
  await region(page, service).getByRole('checkbox', { name: 'Keep for this tab' }).setChecked(keep);
  await region(page, service).getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** A token of the form that real services give, and the parts by which it would be known. */
async function longToken(sandbox: Sandbox, seconds: number): Promise<{ token: string; parts: string[] }> {
  const token = await sandbox.token(seconds);
  return { token, parts: [token, ...token.split('.').slice(1)] };
}

/** Where a token may be: what one tab hands to another, and AirVantage's call that ends it, which takes it nowhere else. */
function isDocumented({ where, text }: Trace): boolean {
  if (where === 'channel switchboard') return (JSON.parse(text) as { kind: string }).kind === 'session';
  return where === 'request' && /^\S+\/airvantage\/api\/oauth\/expire\?access_token=\S+ /.test(text);
}

/** The forms into which a secret has been typed hold it in its field, and nowhere else, for as long as they are open. */
const isBeingTyped = ({ where }: Trace): boolean =>
  ['the form of an account', 'a refused form', 'a bulk change'].some((form) => where === `fields, ${form}`);

/** A secret that is stored is in the page for as long as somebody has it shown. */
const isRevealed = ({ where }: Trace): boolean => where === 'elements, a revealed value';

/** Presses whatever copies something, except for secrets. */
async function copyAll(page: Page): Promise<void> {
  const buttons = page.getByRole('main').getByRole('button', { name: /^Copy (uid|GUID|task id|customer id)/ });
  await expect(buttons.first()).toBeVisible();
  for (const button of (await buttons.all()).slice(0, 4)) await button.click();
}

/** A page takes the focus once it is there: before that, an open list would be closed again. */
const opened = (page: Page, name: string): Promise<void> => expect(heading(page, name)).toBeFocused();

async function saved(page: Page, button: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('download'), button.click()]);
}

test('a walk through everything leaves no token and no password behind', EVIDENCE, async ({ page, context, sandbox, allowConsole }) => {
  test.setTimeout(240_000);
  allowConsole(/Failed to load resource/);
  const traces = await Traces.of(context);
  const [live, air] = [await longToken(sandbox, 3600), await longToken(sandbox, 3000)];
  const tokens = [FIXED, ...live.parts, ...air.parts, WRONG];

  await test.step('sign in to all three services, once with a wrong token', async () => {
    await page.goto('settings');
    await submit(page, 'OptConnect', WRONG);
    await expect(region(page, 'OptConnect')).toContainText('does not accept this token');
    await submit(page, 'OptConnect', FIXED);
    await submit(page, 'Live Platform', live.token);
    await submit(page, 'AirVantage', air.token);
    for (const service of ['OptConnect', 'Live Platform', 'AirVantage']) {
      await expect(region(page, service).getByText('Signed in', { exact: true })).toBeVisible();
    }
    await traces.elements(page, 'signed in');
  });

  const other = await context.newPage();
  await test.step('another tab takes the sign-ins over', async () => {
    await other.goto('settings');
    await expect(region(other, 'AirVantage').getByText('Signed in', { exact: true })).toBeVisible();
    await traces.elements(other, 'the other tab');
    await page.bringToFront();
  });

  await test.step('customers: list and detail', async () => {
    await go(page, 'Customers');
    // A name that is not loaded is not found.
    await expect(page.getByRole('link', { name: 'Acme ATM' })).toBeVisible();
    await page.getByRole('searchbox').or(page.getByRole('textbox')).first().fill('acme atm');
    await page.getByRole('link', { name: 'Acme ATM' }).click();
    await expect(heading(page, 'Acme ATM')).toBeVisible();
    await copyAll(page);
    await traces.elements(page, 'a customer');
  });

  await test.step('imports: one, its task, the register, and a sheet', async () => {
    await go(page, 'Imports');
    await page.getByRole('link', { name: 'New import' }).click();
    await opened(page, 'Import customer');
    await fillInImport(page, PRO);
    await traces.elements(page, 'the form of an import');
    await send(page);
    await expect(page).toHaveURL(/imports\/tasks\/tsk_\d+$/);
    await copyAll(page);
    await traces.elements(page, 'a task');
    await go(page, 'Imports');
    await page.getByText('Register', { exact: true }).click();
    await saved(page, page.getByRole('button', { name: 'Export as JSON' }));
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Import many' }).click();
    await page.getByLabel('Or paste rows').fill(`customerGuid,customerType\n${PLUS.guid},TENANT_TYPE`);
    await page.getByRole('button', { name: 'Use the pasted rows' }).click();
    await expect(region(page, 'Dry run')).toBeVisible();
    await saved(page, page.getByRole('button', { name: 'Save as CSV' }));
    await page.getByRole('button', { name: 'Import 1 customer' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Import 1 customer' }).click();
    await expect(region(page, 'Run')).toBeVisible();
    await traces.elements(page, 'a run of imports');
    await saved(page, page.getByRole('button', { name: 'Report as CSV' }));
  });

  await test.step('operator accounts: create, look at, edit, clone', async () => {
    await go(page, 'Operator accounts');
    await page.getByRole('link', { name: 'New operator account' }).first().click();
    await opened(page, 'New operator account');
    await page.getByRole('combobox', { name: /^Connection/ }).fill('AT&T');
    await page.getByRole('option', { name: 'AT&T' }).first().click();
    await fillIn(page, 'Canary');
    await drafted(page, 'Canary');
    await traces.elements(page, 'the form of an account');
    await create(page);
    await expect(heading(page, 'Canary')).toBeVisible();
    expect((await stored(sandbox, { name: 'Canary' }))[0]?.parameters.password).toBe(CREATED);
    await copyAll(page);
    await traces.elements(page, 'an account');

    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(secretOf(page, 'password').first()).toBeFocused();
    await page.keyboard.type(EDITED);
    await drafted(page, 'password');
    await reviewOf(page).click();
    await expect(dialogOf(page, 'Review the changes')).toContainText('changed');
    await page.keyboard.press('Escape');
    await save(page);
    await expect(heading(page, 'Canary')).toBeVisible();

    await page.getByRole('link', { name: 'Clone' }).click();
    await fieldOf(page, 'Name').fill('Canary two');
    await secretOf(page, 'password').first().fill(CLONED);
    await create(page);
    await expect(heading(page, 'Canary two')).toBeVisible();
    expect((await stored(sandbox, { name: 'Canary two' }))[0]?.parameters.password).toBe(CLONED);
  });

  await test.step('a stored secret: looked at, compared, and in the form', async () => {
    await page.goto(`operator-accounts/${TELSTRA}`);
    await expect(heading(page, 'Telstra Account')).toBeVisible();
    await traces.elements(page, 'a stored account');
    await page.getByRole('button', { name: /Show for 30 s/ }).click();
    await expect(page.getByRole('main')).toContainText(STORED);
    await traces.elements(page, 'a revealed value');
    await page.goto(`operator-accounts/${MICKEY}?compare=${TELSTRA}`);
    await expect(region(page, 'Comparison')).toContainText(/fields differ/);
    await traces.elements(page, 'two accounts');
    await page.goto(editOf(TELSTRA));
    await fieldOf(page, 'Name').fill('Telstra, mine');
    await drafted(page, 'Telstra, mine');
    await editElsewhere(sandbox, TELSTRA, { name: 'Telstra, theirs' });
    await save(page);
    await expect(dialogOf(page, 'Changed by somebody else')).toBeVisible();
    await traces.elements(page, 'a conflict');
    await page.getByRole('button', { name: 'Review again' }).click();
    await sandbox.faults([{ service: 'airvantage', method: 'PUT', kind: 'reset-before', count: 1 }]);
    await dialogOf(page, 'Review the changes').getByRole('button', { name: 'Save changes' }).click();
    await expect(outcomeOf(page)).toContainText('It is not known whether the changes were saved');
    await traces.elements(page, 'an unknown outcome');
    await traces.stores(page, 'an unknown outcome');
    await save(page);
    await expect(heading(page, 'Telstra, mine')).toBeVisible();
    await page.goto('operator-accounts?name=Canary%20two');
    await page.getByRole('link', { name: 'Canary two' }).click();
    await expect(heading(page, 'Canary two')).toBeVisible();
  });

  await test.step('a refused write keeps the form, and its secret out of what is kept', async () => {
    await sandbox.faults([{ service: 'airvantage', method: 'POST', path: ACCOUNTS, status: 400, count: 1 }]);
    await page.getByRole('link', { name: 'Clone' }).click();
    await fieldOf(page, 'Name').fill('Canary three');
    await secretOf(page, 'password').first().fill(DRAFTED);
    await add(page, 'CityCode', 'CC9');
    await create(page);
    await expect(outcomeOf(page)).toContainText('Nothing was changed: AirVantage refused the request');
    await drafted(page, 'Canary three');
    await traces.elements(page, 'a refused form');
    await go(page, 'Operator accounts');
    await page.getByRole('dialog').getByRole('button', { name: 'Leave and keep the draft' }).click();
  });

  await test.step('operator accounts: list, exports, many at once', async () => {
    const menu = page.getByText('Export', { exact: true });
    for (const form of ['CSV', 'JSON']) {
      await menu.click();
      await saved(page, page.getByRole('button', { name: form }));
    }
    await page.getByRole('searchbox').or(page.getByRole('textbox', { name: /^Name/ })).first().fill('Canary two');
    // The rows of before are still there until those that match have come.
    await expect(page.getByRole('checkbox', { name: /^Select (?!all)/ })).toHaveCount(1);
    await page.getByRole('checkbox', { name: 'Select Canary two' }).click();
    await page.getByRole('button', { name: 'Change selected…' }).click();
    await opened(page, 'Bulk change');
    await dryRunOfParameter(page, 'password', BULK);
    await traces.elements(page, 'a bulk change');
    const result = await run(page);
    await expect(result.getByText('1 done', { exact: true })).toBeVisible();
    expect((await stored(sandbox, { name: 'Canary two' }))[0]?.parameters.password).toBe(BULK);
    await saved(page, page.getByRole('button', { name: 'Report as CSV' }));
  });

  await test.step('the activity, and what this browser keeps', async () => {
    await go(page, 'Settings');
    await traces.stores(page, 'signed in');
    await page.getByRole('link', { name: 'Activity' }).click();
    await expect(page.getByRole('row').nth(10)).toBeVisible();
    await traces.elements(page, 'the activity');
    await page.getByRole('link', { name: 'Self-check' }).click();
    await page.getByRole('button', { name: 'Copy report' }).click();
    await expect(page.getByText('The report is copied.').first()).toBeVisible();
    await traces.elements(page, 'the self-check');
    await page.getByRole('link', { name: 'Services', exact: true }).click();
  });

  await test.step('sign out', async () => {
    for (const service of ['OptConnect', 'Live Platform', 'AirVantage']) {
      await region(page, service).getByRole('button', { name: 'Sign out' }).click();
      const question = page.getByRole('dialog', { name: 'Sign out and discard the drafts?' });
      if (service === 'AirVantage') await question.getByRole('button', { name: 'Sign out and discard' }).click();
      await expect(region(page, service)).toContainText('You are signed out.');
      await expect(region(other, service)).toContainText('You are signed out.');
    }
    await expect.poll(async () => (await sandbox.requests('airvantage')).at(-1)?.path).toBe('/api/oauth/expire');
    for (const [tab, name] of [[page, 'signed out'], [other, 'the other tab, signed out']] as const) {
      await traces.elements(tab, name);
      await traces.stores(tab, name);
    }
    await go(page, 'Operator accounts');
    await expect(region(page, 'Sign in to AirVantage')).toBeVisible();
    await page.goBack();
    await expect(heading(page, 'Settings')).toBeVisible();
    await traces.elements(page, 'gone back');
  });

  // The walk has been where it says: otherwise nothing found would mean nothing.
  const all = await traces.all();
  for (const where of ['request', 'channel switchboard', 'localStorage, written', 'history, pushed', 'clipboard, written', 'title']) {
    expect(all.filter((trace) => trace.where === where).length, where).toBeGreaterThan(0);
  }
  expect(all.filter(({ where }) => where.startsWith('download')).length).toBe(6);
  expect(await traces.holding(PASSWORDS, isBeingTyped), 'passwords').toEqual([]);
  expect(await traces.holding([STORED], isRevealed), 'a stored secret').toEqual([]);
  expect(await traces.holding([STORED]), 'it was shown where it is asked for').toHaveLength(1);
  expect(await traces.holding(tokens, isDocumented), 'tokens').toEqual([]);
  expect((await traces.holding(PASSWORDS)).length, 'each was typed where it is allowed').toBe(3);
  expect(await traces.holding([air.token]), 'the exceptions are as narrow as they are meant').not.toEqual([]);
});

test('a token that is kept for this tab is in the tab alone, until the user signs out', async ({ page, context, sandbox }) => {
  const traces = await Traces.of(context);
  const { token, parts } = await longToken(sandbox, 3600);
  await page.goto('settings');
  await submit(page, 'OptConnect', token, true);
  await expect(region(page, 'OptConnect').getByText('Signed in', { exact: true })).toBeVisible();
  await page.reload();
  await expect(region(page, 'OptConnect')).toContainText('Kept for this tab');
  const kept = await page.evaluate(() => Object.entries(sessionStorage).filter(([, text]) => text.includes('eyJ')));
  expect(kept.map(([key]) => key)).toEqual(['switchboard.session.sandbox.optconnect']);
  await traces.elements(page, 'signed in');
  await region(page, 'OptConnect').getByRole('button', { name: 'Sign out' }).click();
  await expect(region(page, 'OptConnect')).toContainText('You are signed out.');
  await traces.stores(page, 'signed out');
  const inTheTab = ({ where }: Trace) => where === 'sessionStorage, written';
  const found = await traces.holding(parts, (trace) => isDocumented(trace) || inTheTab(trace));
  expect(found).toEqual([]);
});

for (const way of ['a window of its own', 'going on in this tab']) {
  test(`AirVantage's own sign-in page, by ${way}, leaves its token in the return address for a moment, and nowhere else`, async ({
    page,
    context,
    allowConsole,
  }) => {
    // Only some browsers let a page close itself.
    allowConsole(/Scripts may close only/);
    const traces = await Traces.of(context);
    await page.goto('settings');
    const opening = context.waitForEvent('page');
    await region(page, 'AirVantage').getByRole('link', { name: 'Sign in with AirVantage' }).click();
    const consent = await opening;
    const called = page.waitForRequest((request) => /^Bearer ./.test(request.headers().authorization ?? ''));
    if (way === 'a window of its own') {
      await consent.getByRole('link', { name: 'Allow' }).click();
    } else {
      await consent.close();
      await page.getByRole('button', { name: 'Go on in this tab' }).click();
      await page.getByRole('link', { name: 'Allow' }).click();
    }
    await expect(region(page, 'AirVantage').getByText('Signed in', { exact: true })).toBeVisible();
    const token = ((await called).headers().authorization ?? '').slice('Bearer '.length);
    expect(token.length).toBeGreaterThan(10);
    await traces.elements(page, 'signed in');
    await traces.stores(page, 'signed in');
    for (const tab of context.pages()) expect(tab.url()).not.toContain(token);
    await region(page, 'AirVantage').getByRole('button', { name: 'Sign out' }).click();
    await expect(region(page, 'AirVantage')).toContainText('You are signed out.');
    await traces.stores(page, 'signed out');
    // The page takes it out of the address before anything else sees it, and its window tells the tab that waits for it.
    const isReturn = ({ where, text }: Trace) => where === 'address' && /\/sign-in\/airvantage#\S+$/.test(text);
    const isHandedOver = ({ where }: Trace) => where.startsWith('channel switchboard-sign-in-');
    const isElsewhere = (trace: Trace) => isDocumented(trace) || isHandedOver(trace);
    expect(await traces.holding([token], (trace) => isElsewhere(trace) || isReturn(trace))).toEqual([]);
    expect(await traces.holding([token], isElsewhere), 'the address that AirVantage leads to').toHaveLength(1);
  });
}

test.describe('the search itself', () => {
  const PLANTED = 'canary-planted-4c1e';
  const hiding: [string, (page: Page) => Promise<unknown>][] = [
    ['localStorage', (page) => page.evaluate((text) => localStorage.setItem('a', text), PLANTED)],
    ['sessionStorage', (page) => page.evaluate((text) => sessionStorage.setItem('a', text), PLANTED)],
    ['a value that is gone again', (page) => page.evaluate((text) => (localStorage.setItem('a', text), localStorage.clear()), PLANTED)],
    ['a cookie', (page) => page.evaluate((text) => (document.cookie = `a=${text}`), PLANTED)],
    ['IndexedDB', (page) => page.evaluate((text) => void indexedDB.open(text), PLANTED)],
    ['Cache storage', (page) => page.evaluate(async (text) => (await caches.open('a')).put('/a', new Response(text)), PLANTED)],
    ['the history', (page) => page.evaluate((text) => (history.pushState(null, '', `?a=${text}`), history.back()), PLANTED)],
    ['the state of the history', (page) => page.evaluate((text) => history.replaceState({ text }, ''), PLANTED)],
    ['the console', (page) => page.evaluate((text) => console.log(text), PLANTED)],
    ['a request', (page) => page.evaluate((text) => fetch(`config.json?a=${text}`).then(() => null), PLANTED)],
    ['a message to other tabs', (page) => page.evaluate((text) => new BroadcastChannel('a').postMessage({ text }), PLANTED)],
    ['the clipboard', (page) => page.evaluate((text) => navigator.clipboard.writeText(text), PLANTED)],
    ['a title that is gone again', (page) => page.evaluate((text) => ((document.title = text), (document.title = '')), PLANTED)],
    ['an attribute', (page) => page.evaluate((text) => document.body.setAttribute('data-a', text), PLANTED)],
    ['a field', (page) => region(page, 'AirVantage').getByLabel(/^Token/).fill(PLANTED)],
    ['another form of it', (page) => page.evaluate((text) => localStorage.setItem('a', btoa(text)), PLANTED)],
    ['a download', (page) => download(page, PLANTED)],
  ];
  for (const [where, hide] of hiding) {
    test(`finds what is hidden in ${where}`, async ({ page, context }) => {
      const traces = await Traces.of(context);
      await page.goto('settings');
      await expect(heading(page, 'Settings')).toBeVisible();
      await hide(page);
      await traces.elements(page, 'planted');
      await traces.stores(page, 'planted');
      await expect.poll(() => traces.holding([PLANTED])).not.toEqual([]);
    });
  }

  test('finds nothing where nothing is hidden', async ({ page, context }) => {
    const traces = await Traces.of(context);
    await page.goto('settings');
    await expect(heading(page, 'Settings')).toBeVisible();
    await traces.elements(page, 'plain');
    await traces.stores(page, 'plain');
    expect(await traces.holding(['canary-not-planted-77ab'])).toEqual([]);
  });
});

async function download(page: Page, text: string): Promise<void> {
  const coming = page.waitForEvent('download');
  await page.evaluate((text) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text]));
    link.download = 'a.txt';
    link.click();
  }, text);
  await coming;
}
