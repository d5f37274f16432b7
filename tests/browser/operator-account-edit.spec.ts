// Editing an operator account: merged with what somebody else has changed, sent whole, and compared with what came back.
import type { Page } from '@playwright/test';

import { axe, expect, signInHere, test } from './fixtures.ts';
import {
  ACCOUNT,
  MICKEY,
  TELSTRA,
  add,
  allAnswered,
  choose,
  drafted,
  fieldOf,
  keptBy,
  openForm,
  reviewOf,
  secretOf,
  summaryOf,
} from './operator-account-form.ts';
import {
  CANARY,
  dialogOf,
  editDialog,
  editElsewhere,
  editOf,
  failing,
  failure,
  heading,
  outcomeOf,
  rowsOf,
  save,
  sentBy,
  stored,
} from './operator-account-sending.ts';

test.use({ sandboxOptions: ['--pace', 'none'] });

const conflicts = (page: Page) => dialogOf(page, 'Changed by somebody else');
const notifications = (page: Page) => page.getByRole('region', { name: 'Notifications' });
const bodyOfPut = async (page: Page): Promise<unknown> =>
  (await page.waitForRequest((request) => request.method() === 'PUT')).postDataJSON();

test.describe('what is sent', () => {
  test('everything known but the connection; the review tells what differs', async ({ page, sandbox }) => {
    await openForm(page, editOf(MICKEY));
    await fieldOf(page, 'Name').fill('Renamed');
    await page.getByRole('button', { name: 'Clear SMS account' }).click();
    await add(page, 'CityCode', 'CC3');
    await reviewOf(page).click();
    const review = editDialog(page);
    await expect(review).toContainText(`Changes the account ${MICKEY} at AirVantage, Sandbox, in your own company.`);
    expect(await rowsOf(review)).toEqual([
      'Name | My Operator Account | Renamed',
      'SMS account | MySmsAccount | not set',
      'CityCode | CC1, CC2 | CC1, CC2, CC3',
    ]);
    await axe(page);
    const sent = bodyOfPut(page);
    await review.getByRole('button', { name: 'Save changes' }).click();
    expect(await sent).toEqual({
      name: 'Renamed',
      smsAccount: null,
      types: { PricePlan: ['PP1', 'PP2', 'PP3'], CityCode: ['CC1', 'CC2', 'CC3'] },
      parameters: { user: 'mickey', password: 'pwd' },
    });
    await expect(notifications(page)).toContainText('The changes are saved.');
    await expect(heading(page, 'Renamed')).toBeVisible();
    expect((await stored(sandbox, { uid: MICKEY }))[0]).toMatchObject({ name: 'Renamed', smsAccount: null });
  });

  test('another secret is told as changed, and nothing else of it', async ({ page, sandbox }) => {
    await openForm(page, editOf(MICKEY));
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(secretOf(page, 'password').first()).toBeFocused();
    await page.keyboard.type(CANARY);
    await reviewOf(page).click();
    expect(await rowsOf(editDialog(page))).toEqual(['password | set | changed']);
    await editDialog(page).getByRole('button', { name: 'Save changes' }).click();
    await expect(notifications(page)).toContainText('The changes are saved.');
    expect((await stored(sandbox, { uid: MICKEY }))[0]?.parameters.password).toBe(CANARY);
  });

  test('without a change there is nothing to send', async ({ page, sandbox }) => {
    await openForm(page, editOf(MICKEY));
    await reviewOf(page).click();
    await expect(notifications(page)).toContainText('Nothing has changed, so there is nothing to send.');
    await expect(editDialog(page)).toBeHidden();
    expect(await sentBy(sandbox, 'PUT')).toEqual([]);
  });

  test('a secret that is hidden is not sent, and asked for when the service misses it', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 400/);
    await openForm(page, editOf(MICKEY), 'sandbox-limited');
    await fieldOf(page, 'user').fill('minnie');
    const error = 'operator.account.missing.parameters';
    await failing(sandbox, 'PUT', failure('body', { status: 400, body: { error, errorParameters: ['password'] } }));
    const sent = bodyOfPut(page);
    await save(page);
    expect(await sent).toMatchObject({ parameters: { user: 'minnie' } });
    expect(JSON.stringify(await sent)).not.toContain('password');
    await expect(summaryOf(page)).toBeFocused();
    await summaryOf(page).getByRole('link', { name: 'password: A required parameter has no value.' }).click();
    await expect(secretOf(page, 'password').first()).toBeFocused();
    await reviewOf(page).click();
    await expect(summaryOf(page).getByRole('link')).toHaveText(['Enter password']);
    await secretOf(page, 'password').first().fill(CANARY);
    await save(page);
    await expect(notifications(page)).toContainText('The changes are saved.');
    expect((await stored(sandbox, { uid: MICKEY }))[0]?.parameters).toEqual({ user: 'minnie', password: CANARY });
  });

  test('a hidden secret stays as it is', async ({ page, sandbox }) => {
    await openForm(page, editOf(MICKEY), 'sandbox-limited');
    await fieldOf(page, 'user').fill('minnie');
    await save(page);
    await expect(notifications(page)).toContainText('The changes are saved.');
    expect((await stored(sandbox, { uid: MICKEY }))[0]?.parameters).toEqual({ user: 'minnie', password: 'pwd' });
  });

  test('a refusal is told at its field', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 400/);
    await openForm(page, editOf(TELSTRA));
    await fieldOf(page, 'sessions').fill('7');
    const body = { error: 'operator.account.invalid.constraint.parameters', errorParameters: ['sessions'] };
    await failing(sandbox, 'PUT', failure('body', { status: 400, body }));
    await save(page);
    await expect(summaryOf(page).getByRole('link')).toHaveText([/^sessions: .*invalid\.constraint/]);
    await fieldOf(page, 'sessions').fill('8');
    await expect(summaryOf(page)).toBeHidden();
  });

  test('an answer that differs from what was sent is told', async ({ page, sandbox }) => {
    await openForm(page, editOf(MICKEY));
    await fieldOf(page, 'user').fill('minnie');
    const [account] = await stored(sandbox, { uid: MICKEY });
    await failing(sandbox, 'PUT', failure('body', { status: 200, body: account }));
    await save(page);
    await expect(notifications(page)).toContainText('answered something else than was sent for: user');
    await expect(heading(page, 'My Operator Account')).toBeVisible();
  });
});

test.describe('two people edit the same account', () => {
  /** Both rename it; somebody else has been faster, and changed a type too. */
  async function disagree(page: Page, other: Page): Promise<void> {
    await openForm(page, editOf(MICKEY));
    // Opened before anything is typed: it would go on from the draft of the first one.
    await other.goto(editOf(MICKEY));
    await fieldOf(other, 'Name').fill('Theirs');
    // A tab behind another one draws nothing, and is slow to press in.
    await page.bringToFront();
    await fieldOf(page, 'Name').fill('Mine');
    await fieldOf(page, 'user').fill('minnie');
    await other.bringToFront();
    await add(other, 'CityCode', 'CC9');
    await save(other);
    await expect(notifications(other)).toContainText('The changes are saved.');
    await page.bringToFront();
    await save(page);
    await expect(conflicts(page)).toBeVisible();
  }

  test('what both have changed is asked, and mine can stay', async ({ page, context, sandbox }) => {
    await disagree(page, await context.newPage());
    const question = conflicts(page).getByRole('group', { name: 'Name' });
    await expect(conflicts(page).getByRole('group')).toHaveCount(1);
    await expect(question).toContainText('When you opened it: My Operator Account');
    await expect(question.getByRole('radio', { name: 'Yours' })).toBeChecked();
    await expect(question.getByRole('radio', { name: 'Theirs' })).not.toBeChecked();
    await axe(page);
    await conflicts(page).getByRole('button', { name: 'Review again' }).click();
    await expect(editDialog(page)).toContainText('Their change of CityCode stays as it is.');
    expect(await rowsOf(editDialog(page))).toEqual(['Name | Theirs | Mine', 'user | mickey | minnie']);
    await editDialog(page).getByRole('button', { name: 'Save changes' }).click();
    await expect(notifications(page)).toContainText('The changes are saved.');
    const [account] = await stored(sandbox, { uid: MICKEY });
    expect(account?.name).toBe('Mine');
    expect(account?.parameters).toEqual({ user: 'minnie', password: 'pwd' });
    expect(account?.types.CityCode).toEqual(['CC1', 'CC2', 'CC9']);
  });

  test('theirs can stay, too', async ({ page, context, sandbox }) => {
    await disagree(page, await context.newPage());
    await conflicts(page).getByRole('radio', { name: 'Theirs' }).check();
    await conflicts(page).getByRole('button', { name: 'Review again' }).click();
    expect(await rowsOf(editDialog(page))).toEqual(['user | mickey | minnie']);
    await editDialog(page).getByRole('button', { name: 'Save changes' }).click();
    await expect(notifications(page)).toContainText('The changes are saved.');
    expect((await stored(sandbox, { uid: MICKEY }))[0]).toMatchObject({
      name: 'Theirs',
      parameters: { user: 'minnie', password: 'pwd' },
    });
  });

  test('a change of another field is taken over and told', async ({ page, sandbox }) => {
    await openForm(page, editOf(MICKEY));
    await fieldOf(page, 'Name').fill('Mine');
    await editElsewhere(sandbox, MICKEY, { parameters: { user: 'goofy', password: 'other' } });
    await sandbox.clearRequests();
    await save(page);
    await expect(editDialog(page)).toContainText('Their change of user, password stays as it is.');
    expect(await sentBy(sandbox, 'PUT')).toEqual([]);
    await editDialog(page).getByRole('button', { name: 'Save changes' }).click();
    await expect(notifications(page)).toContainText('The changes are saved.');
    expect((await stored(sandbox, { uid: MICKEY }))[0]).toMatchObject({
      name: 'Mine',
      parameters: { user: 'goofy', password: 'other' },
    });
  });

  test('a secret that both have changed is asked without its values', async ({ page, sandbox }) => {
    await openForm(page, editOf(MICKEY));
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(secretOf(page, 'password').first()).toBeFocused();
    await page.keyboard.type(CANARY);
    await editElsewhere(sandbox, MICKEY, { parameters: { user: 'mickey', password: 'other-secret' } });
    await save(page);
    await expect(conflicts(page).getByRole('group', { name: 'password' })).toContainText('changed');
    await expect(conflicts(page)).not.toContainText(/canary|other-secret/);
    await conflicts(page).getByRole('button', { name: 'Back to the form' }).click();
    await expect(conflicts(page)).toBeHidden();
    expect((await stored(sandbox, { uid: MICKEY }))[0]?.parameters.password).toBe('other-secret');
  });
});

test.describe('what goes wrong', () => {
  test.beforeEach(({ allowConsole }) => allowConsole(/status of [45]|Failed to load resource|ERR_/));

  async function openRenamed(page: Page, token?: string): Promise<void> {
    await openForm(page, editOf(MICKEY), token);
    await fieldOf(page, 'Name').fill('Renamed');
  }

  test('an answer that is lost after the edit was done: the account tells', async ({ page, sandbox }) => {
    for (const kind of ['reset-after', 'malformed', 'cut', 'empty'] as const) {
      await sandbox.reset();
      await failing(sandbox, 'PUT', failure(kind));
      await page.goto(editOf(MICKEY));
      if (kind === 'reset-after') await signInHere(page, 'AirVantage');
      await fieldOf(page, 'Name').fill(`Renamed ${kind}`);
      await save(page);
      await expect(heading(page, `Renamed ${kind}`), kind).toBeVisible();
      expect(await sentBy(sandbox, 'PUT'), kind).toHaveLength(1);
    }
  });

  test('an answer that is lost, and no edit: it can be looked for, and sent again', async ({ page, sandbox }) => {
    await openRenamed(page);
    for (const fault of [failure('reset-before'), failure('html'), failure('status', { status: 502 }), failure('status', { status: 504 })]) {
      await failing(sandbox, 'PUT', fault);
      await save(page);
      await expect(outcomeOf(page)).toBeFocused();
      await expect(outcomeOf(page)).toContainText('It is not known whether the changes were saved');
      await outcomeOf(page).getByRole('button', { name: 'Look again' }).click();
      await expect(outcomeOf(page)).toContainText('It is not known whether the changes were saved');
    }
    await outcomeOf(page).getByRole('button', { name: 'Send again' }).click();
    await editDialog(page).getByRole('button', { name: 'Save changes' }).click();
    await expect(heading(page, 'Renamed')).toBeVisible();
    expect(await sentBy(sandbox, 'PUT')).toHaveLength(5);
  });

  test('what was refused as a whole is told, with a way on', async ({ page, sandbox }) => {
    await openRenamed(page);
    for (const [status, words] of [
      [500, 'AirVantage has a problem'],
      [501, 'AirVantage does not offer this yet'],
      [403, 'AirVantage does not allow this'],
      [404, 'AirVantage does not know this'],
    ] as const) {
      await failing(sandbox, 'PUT', failure('status', { status }));
      await save(page);
      await expect(outcomeOf(page)).toContainText(`Nothing was changed: ${words}`);
      await expect(outcomeOf(page)).toBeFocused();
    }
    await axe(page);
    await outcomeOf(page).getByRole('button', { name: 'Send again' }).click();
    await editDialog(page).getByRole('button', { name: 'Save changes' }).click();
    await expect(heading(page, 'Renamed')).toBeVisible();
  });

  test('the account cannot be read again', async ({ page, sandbox }) => {
    await openRenamed(page);
    await sandbox.faults([{ service: 'airvantage', method: 'GET', path: ACCOUNT, kind: 'status', status: 500, count: 1 }]);
    await save(page);
    await expect(outcomeOf(page)).toContainText('Nothing was changed: AirVantage has a problem');
    expect(await sentBy(sandbox, 'PUT')).toEqual([]);
  });

  test('a 403 has the last word where the rights could not be read', async ({ page, sandbox }) => {
    await sandbox.faults([{ service: 'airvantage', path: '/api/v1/users/rights', kind: 'status', status: 500 }]);
    await openRenamed(page, 'sandbox-viewer');
    await save(page);
    await expect(outcomeOf(page)).toContainText('Nothing was changed: AirVantage does not allow this');
    expect((await sentBy(sandbox, 'PUT')).map(({ status }) => status)).toEqual([403]);
  });

  test('a sign-in that ends meanwhile: the draft is there afterwards', async ({ page, sandbox }) => {
    const token = await sandbox.token(3600);
    await openRenamed(page, token);
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(secretOf(page, 'password').first()).toBeFocused();
    await page.keyboard.type(CANARY);
    await drafted(page, 'Renamed');
    await allAnswered(sandbox);
    await sandbox.revoke(token);
    await save(page);
    await signInHere(page, 'AirVantage');
    await expect(fieldOf(page, 'Name')).toHaveValue('Renamed');
    await expect(page.getByText('Enter password again')).toBeVisible();
    expect(await keptBy(page)).not.toContain(CANARY);
    await save(page);
    await expect(heading(page, 'Renamed')).toBeVisible();
    expect(await keptBy(page)).not.toContain('Renamed');
    expect((await stored(sandbox, { uid: MICKEY }))[0]?.parameters.password).toBe('pwd');
  });

  test('waiting can be stopped: the account is looked at, as after a lost answer', async ({ page, sandbox }) => {
    await page.clock.install();
    await openRenamed(page);
    await failing(sandbox, 'PUT', failure('status', { status: 429, retry_after: 45 }));
    await save(page);
    await expect(editDialog(page)).toContainText('AirVantage asks to wait; going on in');
    await editDialog(page).getByRole('button', { name: 'Stop waiting' }).click();
    await expect(editDialog(page)).toContainText('Looking whether the changes are there');
    // The service is not asked either before the time is over.
    await page.clock.fastForward(46_000);
    await expect(outcomeOf(page)).toContainText('It is not known whether the changes were saved');
    expect(await sentBy(sandbox, 'PUT')).toHaveLength(1);
  });

  test('an SMS account that is chosen is linked', async ({ page, sandbox }) => {
    await openForm(page, editOf(TELSTRA));
    await choose(page, 'SMS account', 'MySmsAccount');
    await save(page);
    await expect(notifications(page)).toContainText('The changes are saved.');
    expect((await stored(sandbox, { uid: TELSTRA }))[0]?.smsAccount?.name).toBe('MySmsAccount');
  });
});
