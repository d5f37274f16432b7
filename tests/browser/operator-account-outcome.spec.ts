// A new operator account of which nobody knows whether it was created: looked for, and never sent twice by itself.
import type { Page } from '@playwright/test';

import { axe, expect, signInHere, test } from './fixtures.ts';
import { ATT, MICKEY, fieldOf, keptBy, openForm, reviewOf, secretOf, summaryOf } from './operator-account-form.ts';
import {
  CANARY,
  create,
  createDialog,
  dialogOf,
  editOf,
  failing,
  failure,
  fillIn,
  heading,
  newOn,
  openFilled,
  outcomeOf,
  save,
  sentBy,
  stored,
} from './operator-account-sending.ts';

test.use({ sandboxOptions: ['--pace', 'none'] });
test.beforeEach(({ allowConsole }) => allowConsole(/status of [45]|ERR_|Failed to load resource/));

const NONE = 'There is no account of exactly this name and connection.';
const isNew = (page: Page) => outcomeOf(page).getByRole('listitem').filter({ hasText: 'New since it was sent' });
const sendAgain = (page: Page) => outcomeOf(page).getByRole('button', { name: 'Send again' });
const before = (page: Page) => dialogOf(page, 'Before it is sent');

test('the answer is lost after the account was created: it is found, and not sent twice', async ({ page, sandbox }) => {
  await openFilled(page, ATT, 'Lyon');
  await failing(sandbox, 'POST', failure('reset-after'));
  await create(page);
  await expect(outcomeOf(page)).toContainText(
    'It is not known whether this was done: Create the operator account “Lyon” on AT&T',
  );
  await expect(isNew(page)).toHaveCount(1);
  await expect(outcomeOf(page)).toBeFocused();
  await expect(sendAgain(page)).toBeHidden();
  await axe(page);
  // What was found counts as sent: the form has nothing to ask about.
  await isNew(page).getByRole('link', { name: 'Open Lyon' }).click();
  await expect(heading(page, 'Lyon')).toBeVisible();
  expect(await sentBy(sandbox, 'POST')).toHaveLength(1);
  expect(await stored(sandbox, { name: 'Lyon' })).toHaveLength(1);
  await page.goto('operator-accounts/new');
  await expect(fieldOf(page, 'Name')).toHaveValue('');
  await expect(page.getByText('It is not known whether')).toBeHidden();
});

test('one that was there before is told from the new one', async ({ page, sandbox }) => {
  await openFilled(page, ATT, 'My Operator Account');
  await failing(sandbox, 'POST', failure('reset-after'));
  await create(page);
  await before(page).getByRole('button', { name: 'Create another one' }).click();
  const found = outcomeOf(page).getByRole('listitem');
  await expect(found).toHaveCount(2);
  await expect(found.filter({ hasText: MICKEY })).toContainText('Was there before');
  await expect(isNew(page)).not.toContainText(MICKEY);
});

test('nothing was created: it can be sent again', async ({ page, sandbox }) => {
  await openFilled(page, ATT, 'Lyon');
  await failing(sandbox, 'POST', failure('reset-before'));
  await create(page);
  await expect(outcomeOf(page)).toContainText(NONE);
  await outcomeOf(page).getByRole('button', { name: 'Look again' }).click();
  await expect(outcomeOf(page)).toContainText(NONE);
  expect(await sentBy(sandbox, 'POST')).toHaveLength(1);
  await sendAgain(page).click();
  await createDialog(page).getByRole('button', { name: 'Create account' }).click();
  await expect(heading(page, 'Lyon')).toBeVisible();
  expect(await sentBy(sandbox, 'POST')).toHaveLength(2);
  expect(await stored(sandbox, { name: 'Lyon' })).toHaveLength(1);
  await page.goto('operator-accounts');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('It is not known whether')).toBeHidden();
});

test('answers of something that stands before the service leave it unknown', async ({ page, sandbox }) => {
  await openFilled(page, ATT, 'Lyon');
  const faults = [failure('status', { status: 502 }), failure('status', { status: 504 }), failure('html')];
  for (const [place, fault] of faults.entries()) {
    await failing(sandbox, 'POST', fault);
    await create(page);
    // The outcome of the attempt before reads the same.
    const answered = async () => (await sentBy(sandbox, 'POST')).map(({ status }) => status);
    await expect.poll(answered).toEqual([502, 504, 200].slice(0, place + 1));
    await expect(outcomeOf(page)).toContainText(NONE);
  }
  // Each attempt takes the place of the one before.
  await expect(outcomeOf(page).getByText('It is not known whether')).toHaveCount(1);
  expect(await stored(sandbox, { name: 'Lyon' })).toEqual([]);
  await failing(sandbox, 'POST', failure('malformed'));
  await create(page);
  await expect(isNew(page)).toHaveCount(1);
  expect(await sentBy(sandbox, 'POST')).toHaveLength(4);
});

test('an answer that takes too long', async ({ page, sandbox }) => {
  await page.clock.install();
  await openFilled(page, ATT, 'Lyon');
  await failing(sandbox, 'POST', failure('delay', { delay_ms: 90_000 }));
  await create(page);
  await expect.poll(async () => (await sentBy(sandbox, 'POST')).length).toBe(1);
  await page.clock.fastForward(61_000);
  await expect(outcomeOf(page)).toContainText('AirVantage took too long to answer.');
  await expect(isNew(page)).toHaveCount(1);
  expect(await sentBy(sandbox, 'POST')).toHaveLength(1);
});

test('a page that is loaded anew in mid-flight', async ({ page, sandbox }) => {
  await page.goto(newOn(ATT));
  await signInHere(page, 'AirVantage', 'sandbox-admin', { keep: false });
  await fillIn(page, 'Lyon');
  await failing(sandbox, 'POST', failure('delay', { delay_ms: 60_000 }));
  await create(page);
  await expect.poll(async () => (await sentBy(sandbox, 'POST')).length).toBe(1);
  await page.reload();
  await signInHere(page, 'AirVantage', 'sandbox-admin', { keep: false });
  // Which of the two is told depends on whether the browser still lets the page hear that its call was given up.
  await expect(outcomeOf(page)).toContainText(/was closed, loaded anew, or crashed before the answer came|could not be reached/);
  await expect(isNew(page)).toHaveCount(1);
  // The draft is still here; what was found takes its place.
  await expect(fieldOf(page, 'Name')).toHaveValue('Lyon');
  await isNew(page).getByRole('link', { name: 'Open Lyon' }).click();
  await expect(heading(page, 'Lyon')).toBeVisible();
  expect(await keptBy(page)).not.toContain('mickey');
  expect(await sentBy(sandbox, 'POST')).toHaveLength(1);
});

test('a page that crashes in mid-flight', async ({ page, context, sandbox, allowConsole }) => {
  allowConsole(/ crashed$/);
  await openFilled(page, ATT, 'Lyon');
  await failing(sandbox, 'POST', failure('delay', { delay_ms: 60_000 }));
  await create(page);
  await expect.poll(async () => (await sentBy(sandbox, 'POST')).length).toBe(1);
  const crashed = page.waitForEvent('crash');
  const tools = await context.newCDPSession(page);
  // It never answers.
  tools.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
  const other = await context.newPage();
  await openForm(other, newOn(ATT));
  await expect(outcomeOf(other)).toContainText('was closed, loaded anew, or crashed before the answer came.');
  await expect(isNew(other)).toHaveCount(1);
  expect(await sentBy(sandbox, 'POST')).toHaveLength(1);
});

test('after a reload the secret is asked for before it is sent again', async ({ page, sandbox }) => {
  await openFilled(page, ATT, 'Lyon');
  await failing(sandbox, 'POST', failure('reset-before'));
  await create(page);
  await expect(outcomeOf(page)).toContainText(NONE);
  await page.reload();
  await expect(outcomeOf(page)).toContainText(NONE);
  // Before that, one is asked to wait for the description.
  await expect(secretOf(page, 'password').first()).toBeVisible();
  await sendAgain(page).click();
  await expect(summaryOf(page).getByRole('link')).toHaveText(['Enter password']);
  await expect(outcomeOf(page)).toContainText(NONE);
  await secretOf(page, 'password').first().fill(CANARY);
  await create(page);
  await expect(heading(page, 'Lyon')).toBeVisible();
});

test('the list tells of it, too; another form does not send it', async ({ page, sandbox }) => {
  await openFilled(page, ATT, 'Lyon');
  await failing(sandbox, 'POST', failure('reset-before'));
  await create(page);
  await expect(outcomeOf(page)).toContainText(NONE);
  await fieldOf(page, 'Name').fill('Paris');
  await outcomeOf(page).getByRole('button', { name: 'Look again' }).click();
  await expect(outcomeOf(page).getByRole('button', { name: 'Leave it at that' })).toBeVisible();
  await expect(sendAgain(page)).toBeHidden();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Discard changes and leave' }).click();
  await expect(page.getByText('It is not known whether this was done')).toBeVisible();
  await page.getByRole('button', { name: 'Leave it at that' }).click();
  await expect(page.getByText('It is not known whether this was done')).toBeHidden();
});

test('a service that asks to wait gets it by itself', async ({ page, sandbox }) => {
  await page.clock.install();
  await openFilled(page, ATT, 'Lyon');
  await failing(sandbox, 'POST', failure('status', { status: 429, retry_after: 50 }));
  await create(page);
  await expect(createDialog(page)).toContainText('AirVantage asks to wait; going on in');
  expect(await sentBy(sandbox, 'POST')).toHaveLength(1);
  await page.clock.fastForward(51_000);
  await expect(heading(page, 'Lyon')).toBeVisible();
  expect((await sentBy(sandbox, 'POST')).map(({ status }) => status)).toEqual([429, 200]);
});

test('waiting can be stopped; what was sent is looked for', async ({ page, sandbox }) => {
  await page.clock.install();
  await openFilled(page, ATT, 'Lyon');
  await failing(sandbox, 'POST', failure('status', { status: 429, retry_after: 50 }));
  await create(page);
  await createDialog(page).getByRole('button', { name: 'Stop waiting' }).click();
  await expect(createDialog(page)).toBeHidden();
  // The service is not asked either before the time is over.
  await page.clock.fastForward(51_000);
  await expect(outcomeOf(page)).toContainText(NONE);
  expect(await sentBy(sandbox, 'POST')).toHaveLength(1);
});

test('nobody could look before: the user decides', async ({ page, sandbox }) => {
  await openFilled(page, ATT, 'My Operator Account');
  await sandbox.faults([
    failure('status', { status: 500, method: 'GET', path: '/api/v1/operators/accounts', count: 2 }),
    failure('reset-after', { method: 'POST' }),
  ]);
  await create(page);
  await expect(before(page)).toContainText('could not be found out');
  await axe(page);
  await before(page).getByRole('button', { name: 'Look again' }).click();
  await expect(before(page)).toContainText('could not be found out');
  await before(page).getByRole('button', { name: 'Send without looking' }).click();
  await expect(outcomeOf(page).getByRole('listitem')).toHaveCount(2);
  await expect(outcomeOf(page)).toContainText('Nobody looked before it was sent');
  await expect(isNew(page)).toHaveCount(0);
  await expect(sendAgain(page)).toBeHidden();
});

test('a browser that keeps nothing: asked first, and known to this page alone', async ({ page, sandbox }) => {
  await openForm(page, newOn(ATT));
  // Before anything is typed: what was kept in time would not be refused later.
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await fillIn(page, 'Lyon');
  await failing(sandbox, 'POST', failure('reset-after'));
  await create(page);
  await expect(before(page)).toContainText('You can send it all the same: then only this page knows of it.');
  expect(await sentBy(sandbox, 'POST')).toEqual([]);
  await before(page).getByRole('button', { name: 'Send without a note' }).click();
  await expect(isNew(page)).toHaveCount(1);
  // It is told above what is looked for, and moves it.
  await expect(page.getByText('Your changes are not kept as a draft')).toBeVisible();
  await isNew(page).getByRole('link').click();
  await expect(heading(page, 'Lyon')).toBeVisible();
  expect(await sentBy(sandbox, 'POST')).toHaveLength(1);
});

test('the secret is in nothing that the browser keeps or shows', async ({ page, sandbox }) => {
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  const search = async (where: string) => {
    const shown = await page.evaluate(() => JSON.stringify([window.history.state, location.href, document.title]));
    expect((await keptBy(page)) + shown + said.join(), where).not.toContain(CANARY);
  };
  await openFilled(page, ATT, 'Lyon');
  await failing(sandbox, 'POST', failure('reset-after'));
  await reviewOf(page).click();
  await expect(createDialog(page)).not.toContainText(CANARY);
  await search('review');
  await createDialog(page).getByRole('button', { name: 'Create account' }).click();
  await expect(isNew(page)).toHaveCount(1);
  await search('unknown outcome');
  await isNew(page).getByRole('link').click();
  await expect(heading(page, 'Lyon')).toBeVisible();
  await search('detail');
  const [account] = await stored(sandbox, { name: 'Lyon' });
  expect(account?.parameters.password).toBe(CANARY);

  await page.goto(editOf(account!.uid));
  await fieldOf(page, 'Name').fill('Lyon 2');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(secretOf(page, 'password').first()).toBeFocused();
  await page.keyboard.type(`${CANARY}-2`);
  await expect.poll(() => keptBy(page)).toContain('Lyon 2');
  await search('draft');
  await page.reload();
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(secretOf(page, 'password').first()).toBeFocused();
  await page.keyboard.type(`${CANARY}-2`);
  await save(page);
  await expect(heading(page, 'Lyon 2')).toBeVisible();
  await search('saved');

  await page.getByRole('link', { name: 'Clone' }).click();
  await expect(fieldOf(page, 'Name')).toHaveValue('Lyon 2 (copy)');
  expect(await page.content()).not.toContain(CANARY);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByRole('region', { name: 'Calls' }).getByRole('row', { name: /Edit operator account/ })).toBeVisible();
  expect(await page.content()).not.toContain(CANARY);
  await search('activity');
});
