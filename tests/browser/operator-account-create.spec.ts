// Creating an operator account: reviewed, sent once, and what the service refuses told at its field.
import type { Page } from '@playwright/test';

import { hold } from './actions.ts';
import { axe, expect, test } from './fixtures.ts';
import {
  ATT,
  CONNECTIONS,
  MICKEY,
  add,
  choiceOf,
  choose,
  describedAsBare,
  fieldOf,
  openForm,
  reviewOf,
  secretOf,
  summaryOf,
} from './operator-account-form.ts';
import {
  ACCOUNTS,
  CANARY,
  DRIFT,
  GHOST,
  create,
  createDialog,
  dialogOf,
  failing,
  failure,
  fillIn,
  heading,
  newOn,
  openFilled,
  outcomeOf,
  rowsOf,
  sentBy,
  stored,
} from './operator-account-sending.ts';

test.use({ sandboxOptions: ['--pace', 'none'] });

const before = (page: Page) => dialogOf(page, 'Before it is sent');
const codeOf = (name: string) => `operator.account.${name}`;

test.describe('what is sent', () => {
  test('the documented account, on the documented connection', async ({ page, sandbox }) => {
    await openFilled(page, ATT, ' My Operator Account ');
    await reviewOf(page).click();
    const review = createDialog(page);
    await expect(review).toContainText('Creates an account at AirVantage, Sandbox, in your own company.');
    expect(await rowsOf(review)).toEqual([
      'Name | My Operator Account',
      'Connection | AT&T',
      'user | mickey',
      'password | set',
      'PricePlan | PP1, PP2, PP3',
      'CityCode | CC1, CC2',
    ]);
    await axe(page);
    expect(await sentBy(sandbox, 'POST')).toEqual([]);
    await review.getByRole('button', { name: 'Create account' }).click();

    // The seed has one of that name on that connection.
    await expect(before(page)).toContainText('There is an operator account of exactly this name and connection already.');
    await expect(before(page).getByRole('link', { name: 'My Operator Account' })).toBeVisible();
    await axe(page);
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await before(page).getByRole('button', { name: 'Create another one' }).click();
    expect((await sent).postDataJSON()).toEqual({
      name: 'My Operator Account',
      connection: { uid: ATT },
      types: { PricePlan: ['PP1', 'PP2', 'PP3'], CityCode: ['CC1', 'CC2'] },
      parameters: { user: 'mickey', password: CANARY },
    });
    await expect(page.getByRole('region', { name: 'Notifications' })).toContainText('The operator account is created.');
    await expect(heading(page, 'My Operator Account')).toBeVisible();
    const [, twin] = await stored(sandbox, { name: 'My Operator Account' });
    expect(page.url()).toMatch(/operator-accounts\/[0-9a-f]{32}$/);
    expect(twin).toBeDefined();
    expect(page.url()).not.toContain(MICKEY);
    expect((await sentBy(sandbox, 'POST')).map(({ status }) => status)).toEqual([200]);
  });

  test('a name that is taken leads back to the form, and to the account', async ({ page, sandbox }) => {
    await openFilled(page, ATT, 'My Operator Account');
    await create(page);
    await expect(before(page).getByRole('link')).toHaveAttribute('href', new RegExp(`${MICKEY}$`));
    await before(page).getByRole('button', { name: 'Back to the form' }).click();
    await expect(before(page)).toBeHidden();
    await expect(fieldOf(page, 'Name')).toHaveValue('My Operator Account');
    expect(await sentBy(sandbox, 'POST')).toEqual([]);
  });

  test('a double click sends once', async ({ page, sandbox }) => {
    await openFilled(page, ATT, 'Lyon');
    const letGo = await hold(page, ACCOUNTS);
    await reviewOf(page).click();
    await createDialog(page).getByRole('button', { name: 'Create account' }).dblclick();
    letGo();
    await expect(heading(page, 'Lyon')).toBeVisible();
    expect(await sentBy(sandbox, 'POST')).toHaveLength(1);
    expect(await stored(sandbox, { name: 'Lyon' })).toHaveLength(1);
  });

  test('the keyboard alone does it', async ({ page, sandbox }) => {
    await openForm(page, 'operator-accounts/new');
    const tab = () => page.keyboard.press('Tab');
    await page.getByRole('combobox', { name: /^Connection/ }).focus();
    await page.keyboard.type('AT&T');
    await expect(page.getByRole('option', { name: 'AT&T' }).first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(fieldOf(page, 'user')).toBeVisible();
    // Past the button that clears the connection.
    await tab();
    await tab();
    await page.keyboard.type('Lyon');
    await tab();
    await tab();
    await page.keyboard.type('mickey');
    await tab();
    await page.keyboard.type(CANARY);
    await fieldOf(page, 'PricePlan').focus();
    await page.keyboard.type('PP1');
    await page.keyboard.press('Control+Enter');
    await expect(createDialog(page).getByRole('button', { name: 'Back to the form' })).toBeFocused();
    await tab();
    await page.keyboard.press('Enter');
    await expect(heading(page, 'Lyon')).toBeVisible();
    expect((await stored(sandbox, { name: 'Lyon' }))[0]?.types).toEqual({ PricePlan: ['PP1'] });
  });

  test('the review can be left, and nothing is lost', async ({ page, sandbox }) => {
    await openFilled(page, ATT, 'Lyon');
    await reviewOf(page).click();
    await expect(createDialog(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(createDialog(page)).toBeHidden();
    await expect(fieldOf(page, 'CityCode')).toBeFocused();
    await expect(secretOf(page, 'password').first()).toHaveValue(CANARY);
    expect(await sentBy(sandbox, 'POST')).toEqual([]);
  });

  test('a copy sends the secret that was typed, and no other', async ({ page, sandbox }) => {
    await openForm(page, `operator-accounts/new?from=${MICKEY}`);
    await reviewOf(page).click();
    await expect(summaryOf(page).getByRole('link')).toHaveText(['Enter password']);
    await secretOf(page, 'password').first().fill(CANARY);
    await create(page);
    await expect(heading(page, 'My Operator Account (copy)')).toBeVisible();
    const [copy] = await stored(sandbox, { name: 'My Operator Account (copy)' });
    expect(copy?.parameters).toEqual({ user: 'mickey', password: CANARY });
  });

  test('the acting company goes with what is looked for and with what is sent', async ({ page, sandbox }) => {
    const company = '6d0f6a6e5b7c4f0e9a53d3c1f2b4a897';
    await openForm(page, `${newOn(ATT)}&company=${company}`);
    await fillIn(page, 'Lyon');
    await reviewOf(page).click();
    await expect(createDialog(page)).toContainText(`in company ${company}`);
    await createDialog(page).getByRole('button', { name: 'Create account' }).click();
    await expect(heading(page, 'Lyon')).toBeVisible();
    const calls = (await sandbox.requests('airvantage')).filter(({ path }) => path === ACCOUNTS);
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'POST']);
    for (const { query } of calls) expect(query).toContain(`company=${company}`);
  });
});

test.describe('what the form stops', () => {
  test('every documented code has a message before anything is sent', async ({ page, sandbox }) => {
    await openFilled(page, ATT, 'x'.repeat(51));
    const stopped = async (message: string) => {
      await reviewOf(page).click();
      await expect(summaryOf(page)).toBeFocused();
      await expect(summaryOf(page).getByRole('link')).toHaveText([message]);
    };
    await stopped('Name must have at most 50 characters; it has 51');
    await fieldOf(page, 'Name').fill(' ');
    await stopped('Enter a name');
    await fieldOf(page, 'Name').fill('Lyon');
    await fieldOf(page, 'user').fill('');
    await stopped('Enter user');
    await fieldOf(page, 'user').fill('mickey');
    await fieldOf(page, 'port').fill('abc');
    await stopped('port must be a whole number from 1 to 65535');
    await fieldOf(page, 'port').fill('65536');
    await stopped('port must be a whole number from 1 to 65535');
    await fieldOf(page, 'port').fill('');
    for (const value of ['PP1', 'PP2', 'PP3']) await page.getByRole('button', { name: `Remove ${value}` }).click();
    await stopped('Add at least one value for PricePlan');
    await add(page, 'PricePlan', 'PP1');
    await page.getByRole('button', { name: 'Clear Connection' }).click();
    await stopped('Choose a connection');
    await page.goto(newOn('gone'));
    await expect(page.getByText('Choose a connection from the list').first()).toBeVisible();
    await fieldOf(page, 'Name').fill('Lyon');
    await stopped('Choose a connection from the list: AirVantage does not list this one');
    expect(await sentBy(sandbox, 'POST')).toEqual([]);
  });
});

test.describe('a description that does not come', () => {
  for (const [what, connection, asks] of [
    ['of a connection that is not there', 'gone', 'Choose a connection from the list: AirVantage does not list this one'],
    ['because of a fault', ATT, 'Load the description of this connection again, or choose another one'],
  ] as const) {
    test(`${what}: nobody is asked to wait for it any longer`, async ({ page, sandbox, allowConsole }) => {
      allowConsole(/status of 500/);
      const isFault = connection === ATT;
      await openForm(page, newOn(connection));
      if (isFault) await sandbox.faults([{ service: 'airvantage', path: CONNECTIONS, status: 500 }]);
      const letGo = await hold(page, CONNECTIONS);
      await page.reload({ waitUntil: 'commit' });
      await fieldOf(page, 'Name').fill('Lyon');
      await reviewOf(page).click();
      const problems = summaryOf(page).getByRole('link');
      await expect(problems).toHaveText(['Wait until the description of this connection is here']);
      await expect(page.getByText('Wait until the description of this connection is here')).toHaveCount(2);
      letGo();
      await expect(problems).toHaveText([asks]);
      await expect(page.getByText('Wait until the description of this connection is here')).toHaveCount(0);
      if (isFault) {
        await sandbox.faults([]);
        await page.getByRole('main').getByRole('button', { name: 'Try again' }).click();
        await expect(fieldOf(page, 'user')).toBeVisible();
        await expect(problems).toHaveCount(0);
      }
      expect(await sentBy(sandbox, 'POST')).toEqual([]);
    });
  }
});

test.describe('what the service refuses', () => {
  /** Expects the only message to be this one, at its field and in the summary; it goes when the field is changed. */
  async function refused(page: Page, label: string, code: string): Promise<void> {
    await expect(summaryOf(page)).toBeFocused();
    await expect(summaryOf(page).getByRole('link')).toHaveText([new RegExp(`^${label}: .*Who can: .*\\(${code}\\)$`)]);
    const field = fieldOf(page, label).or(choiceOf(page, label));
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(new RegExp(code));
    await summaryOf(page).getByRole('link').click();
    await expect(field).toBeFocused();
  }

  test('is told at its field, and goes when that is changed', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 400/);
    await openForm(page, newOn(DRIFT));
    await fieldOf(page, 'Name').fill('Lyon');
    await fieldOf(page, 'quota').fill('abc');
    await fieldOf(page, 'plan').fill('blue');
    await create(page);
    await refused(page, 'region', codeOf('missing.parameters'));
    await page.keyboard.type('north');
    await expect(summaryOf(page)).toBeHidden();
    await create(page);
    await refused(page, 'quota', codeOf('invalid.type.parameters'));
    await fieldOf(page, 'quota').fill('5');
    await expect(summaryOf(page)).toBeHidden();
    await create(page);
    await refused(page, 'plan', codeOf('invalid.constraint.parameters'));
    await axe(page);
    await fieldOf(page, 'plan').fill('gold');
    await create(page);
    await refused(page, 'Zone', codeOf('missing.types'));
    await add(page, 'Zone', 'Z1');
    await expect(summaryOf(page)).toBeHidden();
    await create(page);
    await expect(heading(page, 'Lyon')).toBeVisible();
    expect((await sentBy(sandbox, 'POST')).map(({ status }) => status)).toEqual([400, 400, 400, 400, 200]);
  });

  test('a connection that is gone by now', async ({ page, allowConsole }) => {
    allowConsole(/status of 400/);
    await openForm(page, newOn(GHOST));
    await describedAsBare(page);
    await fieldOf(page, 'Name').fill('Lyon');
    await create(page);
    await refused(page, 'Connection', codeOf('unknown.connection'));
    await choose(page, 'Connection', 'Orange Business');
    await expect(summaryOf(page)).toBeHidden();
    await describedAsBare(page);
    await create(page);
    await expect(heading(page, 'Lyon')).toBeVisible();
  });

  test('a name and a connection that it does not take, whatever the status', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 4/);
    await openFilled(page, ATT, 'Lyon');
    for (const [code, label, status] of [
      [codeOf('missing.name'), 'Name', 400],
      ['value.too.long', 'Name', 422],
      [codeOf('missing.connection'), 'Connection', 404],
    ] as const) {
      await failing(sandbox, 'POST', failure('body', { status, body: { error: code, errorParameters: ['?'] } }));
      await create(page);
      await refused(page, label, code);
    }
    expect(await stored(sandbox, { name: 'Lyon' })).toEqual([]);
  });

  test('an answer that names no field stands at all that it can mean', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 400/);
    await openFilled(page, ATT, 'Lyon');
    const error = codeOf('invalid.constraint.parameters');
    await failing(sandbox, 'POST', failure('body', { status: 400, body: { error } }));
    await create(page);
    await expect(summaryOf(page).getByRole('link')).toHaveText([/perhaps user: .*Who can/, /^Perhaps password: /]);
    await expect(fieldOf(page, 'port')).not.toHaveAttribute('aria-invalid');
    await fieldOf(page, 'user').fill('minnie');
    await expect(summaryOf(page).getByRole('link')).toHaveCount(1);
  });

  test('a code that nobody knows is shown with what came', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 400/);
    await openFilled(page, ATT, 'Lyon');
    const body = { error: 'operator.account.on.strike', errorParameters: ['until monday'] };
    await failing(sandbox, 'POST', failure('body', { status: 400, body }));
    await create(page);
    await expect(outcomeOf(page)).toBeFocused();
    await expect(outcomeOf(page)).toContainText('Nothing was changed: AirVantage refused the request');
    await expect(outcomeOf(page)).toContainText('operator.account.on.strike');
    await expect(outcomeOf(page)).toContainText('until monday');
    await outcomeOf(page).getByRole('button', { name: 'Send again' }).click();
    await createDialog(page).getByRole('button', { name: 'Create account' }).click();
    await expect(heading(page, 'Lyon')).toBeVisible();
  });

  test('without a description there is nothing to send', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 500/);
    await sandbox.faults([{ service: 'airvantage', path: CONNECTIONS, kind: 'status', status: 500 }]);
    await openForm(page, newOn(ATT));
    await fieldOf(page, 'Name').fill('Lyon');
    await reviewOf(page).click();
    await expect(summaryOf(page)).toBeFocused();
    await expect(createDialog(page)).toBeHidden();
  });
});
