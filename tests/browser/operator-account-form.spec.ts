// The form of an operator account: what it asks for, when it says what is wrong, and that nothing typed is lost.
import type { Page } from '@playwright/test';

import { headingOf as heading } from './actions.ts';
import { axe, expect, signIn, signInHere, test } from './fixtures.ts';
import {
  ACCOUNT,
  ATT,
  CONNECTIONS,
  FIVE_HUNDRED,
  MICKEY,
  ORANGE,
  TELSTRA,
  UNUSUAL,
  VODAFONE,
  add,
  allAnswered,
  choiceOf,
  choose,
  drafted,
  fieldOf,
  keptBy,
  openForm,
  partOf,
  reviewOf,
  secretOf,
  summaryOf,
} from './operator-account-form.ts';

test.use({ sandboxOptions: ['--pace', 'none'] });

const on = (uid: string) => `operator-accounts/new?connection=${uid}`;
const edit = (uid: string) => `operator-accounts/${uid}/edit`;
const copy = (uid: string) => `operator-accounts/new?from=${uid}`;
const leaving = (page: Page) => page.getByRole('dialog', { name: 'Leave this form?' });
const toCustomers = (page: Page) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Customers' }).click();

test.describe('what is asked for', () => {
  test('the connection comes first, and its description builds the rest', async ({ page }) => {
    await openForm(page);
    await expect(heading(page, 'New operator account')).toBeVisible();
    await expect(page.getByText('Choose a connection first.')).toBeVisible();
    await choiceOf(page, 'Connection').fill('vodafone');
    await page.getByRole('option', { name: 'Vodafone GDSP' }).click();
    await expect(fieldOf(page, 'apn')).toHaveAccessibleDescription('3 to 32 characters');
    await expect(fieldOf(page, 'apn')).toHaveAttribute('aria-required', 'true');
    await expect(fieldOf(page, 'sessions')).toHaveAttribute('inputmode', 'numeric');
    await expect(fieldOf(page, 'overageRate')).toHaveAttribute('inputmode', 'decimal');
    await expect(fieldOf(page, 'contractStart')).toHaveAccessibleDescription('A day, like 2026-11-25');
    await expect(choiceOf(page, 'roaming').getByRole('option')).toHaveText(['Not set', 'Yes', 'No']);
    await expect(choiceOf(page, 'tariff').getByRole('option')).toHaveText(['Not set', 'Bronze', 'Silver', 'Gold']);
    await expect(secretOf(page, 'apiKey')).toHaveAttribute('type', 'password');
    await expect(secretOf(page, 'apiKey')).toHaveAccessibleDescription(/Restricted: only administrators see its value/);
    await expect(partOf(page, 'Types').getByText('Region (required)')).toBeVisible();
    await expect(page.getByText('You act in your own company, in the environment “Sandbox”.')).toBeVisible();
    await axe(page);
  });

  test('constraints that nobody understands are shown as they came', async ({ page }) => {
    await openForm(page, on(UNUSUAL));
    await expect(fieldOf(page, 'unusual6')).toHaveAccessibleDescription(
      'Text. The service also says: {"pattern":"^(a+)+$"}. This is not checked here.',
    );
    await expect(fieldOf(page, 'known')).toHaveAccessibleDescription(/A whole number, 5 or more.*"unit":"MB"/);
  });

  test('a connection may ask for nothing', async ({ page }) => {
    await openForm(page, on(ORANGE));
    await expect(page.getByText('This connection asks for no parameters.')).toBeVisible();
    await expect(partOf(page, 'Types')).toBeHidden();
  });

  test('another connection keeps what has its name and type, and says what it has no place for', async ({ page }) => {
    await openForm(page, on(ATT));
    await fieldOf(page, 'Name').fill('Lyon');
    await fieldOf(page, 'user').fill('mickey');
    await add(page, 'PricePlan', 'PP1');
    await choose(page, 'Connection', 'Five Hundred Mobile');
    await expect(page.getByText('Left behind: user.')).toBeVisible();
    await expect(fieldOf(page, 'Name')).toHaveValue('Lyon');
    await expect(partOf(page, 'Types').getByRole('listitem')).toHaveText(['PP1']);
  });

  test('a connection that does not exist, and one that cannot be described', async ({ page, sandbox, allowConsole }) => {
    await openForm(page, on('gone'));
    await expect(choiceOf(page, 'Connection')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText('Choose a connection from the list')).toBeVisible();
    allowConsole(/status of 500/);
    // The list of them has come: the fault is for the description.
    await choiceOf(page, 'Connection').fill('AT&T');
    const option = page.getByRole('option', { name: 'AT&T' }).first();
    await expect(option).toBeVisible();
    await sandbox.faults([{ service: 'airvantage', path: CONNECTIONS, kind: 'status', status: 500, count: 1 }]);
    await option.click();
    await fieldOf(page, 'Name').fill('Lyon');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(fieldOf(page, 'user')).toBeVisible();
    await expect(fieldOf(page, 'Name')).toHaveValue('Lyon');
  });

  test('who may not create reads why', async ({ page }) => {
    await openForm(page, on(ATT), 'sandbox-viewer');
    await expect(page.getByText('Your AirVantage profile does not allow creating operator accounts')).toBeVisible();
    await expect(fieldOf(page, 'user')).toBeVisible();
    await expect(reviewOf(page)).toHaveAttribute('aria-disabled', 'true');
    await fieldOf(page, 'user').press('Control+Enter');
    await expect(summaryOf(page)).toBeHidden();
  });
});

test.describe('validation', () => {
  test('says nothing while one types, then what to do, with each key until it is right', async ({ page }) => {
    await openForm(page, on(VODAFONE));
    const sessions = fieldOf(page, 'sessions');
    const message = page.getByText('sessions must be a whole number from 1 to 100');
    await fieldOf(page, 'apn').press('Tab');
    await expect(page.getByText('Enter apn')).toBeHidden();
    await sessions.pressSequentially('10x');
    await expect(message).toBeHidden();
    await sessions.press('Tab');
    await expect(message).toBeVisible();
    await expect(sessions).toHaveAttribute('aria-invalid', 'true');
    await expect(sessions).toHaveAccessibleDescription(/A whole number from 1 to 100 .*sessions must be/);
    await sessions.press('End');
    await sessions.press('Backspace');
    await expect(message).toBeHidden();
    await sessions.pressSequentially('1');
    await expect(message).toBeVisible();
    await fieldOf(page, 'dataCap').fill('9007199254740994');
    await fieldOf(page, 'dataCap').press('Tab');
    await expect(page.getByText('dataCap must be a whole number from 0 to 9007199254740993')).toBeVisible();
  });

  test('the summary takes the focus, leads to each field, and loses what is put right', async ({ page, sandbox }) => {
    await openForm(page, on(ATT));
    await expect(fieldOf(page, 'user')).toBeVisible();
    await fieldOf(page, 'Name').fill('x'.repeat(51));
    await reviewOf(page).click();
    await expect(summaryOf(page)).toBeFocused();
    await expect(summaryOf(page).getByRole('link')).toHaveText([
      'Name must have at most 50 characters; it has 51',
      'Enter user',
      'Enter password',
      'Add at least one value for PricePlan',
    ]);
    await axe(page);
    await summaryOf(page).getByRole('link', { name: 'Enter user' }).click();
    await expect(fieldOf(page, 'user')).toBeFocused();
    await page.keyboard.type('mickey');
    await expect(summaryOf(page).getByRole('link', { name: 'Enter user' })).toBeHidden();
    await summaryOf(page).getByRole('link', { name: 'PricePlan' }).click();
    await page.keyboard.type('PP1,');
    await expect(summaryOf(page).getByRole('link')).toHaveCount(2);
    await expect(page).toHaveURL(new RegExp(`new\\?connection=${ATT}$`));
    expect((await sandbox.requests('airvantage')).filter(({ method }) => method === 'POST')).toEqual([]);
  });

  test('without a connection only what is known is asked for', async ({ page }) => {
    await openForm(page);
    await fieldOf(page, 'Name').press('Control+Enter');
    await expect(summaryOf(page).getByRole('link')).toHaveText(['Enter a name', 'Choose a connection']);
    await summaryOf(page).getByRole('link', { name: 'Choose a connection' }).click();
    await expect(choiceOf(page, 'Connection')).toBeFocused();
  });

  test('outer blanks are kept and told', async ({ page }) => {
    await openForm(page, on(ATT));
    await fieldOf(page, 'user').fill('mickey ');
    await fieldOf(page, 'user').press('Tab');
    await expect(page.getByText('Blanks at the ends are not sent.')).toBeVisible();
    await expect(fieldOf(page, 'user')).toHaveValue('mickey ');
    await fieldOf(page, 'user').fill('mickey');
    await expect(page.getByText('Blanks at the ends are not sent.')).toBeHidden();
  });

  test('values of a type: a pasted list keeps its order, and refuses what is there', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openForm(page, on(ATT));
    await add(page, 'PricePlan', 'PP2');
    await page.evaluate(() => navigator.clipboard.writeText('PP3\nPP2;PP1'));
    await fieldOf(page, 'PricePlan').press('Control+v');
    await expect(partOf(page, 'Types').getByRole('list', { name: 'PricePlan' }).getByRole('listitem')).toHaveText([
      'PP2',
      'PP3',
      'PP1',
    ]);
    await expect(page.getByText('Already in the list: PP2.')).toBeVisible();
  });
});

test.describe('500 parameters', () => {
  test('can be narrowed down, and a problem is never hidden', async ({ page }) => {
    await openForm(page, on(FIVE_HUNDRED));
    const parameters = partOf(page, 'Parameters');
    await expect(page.getByText('500 parameters', { exact: true })).toBeVisible();
    await fieldOf(page, 'site001').fill('70000');
    await page.getByRole('searchbox', { name: 'Filter parameters' }).fill('SITE01');
    await expect(page.getByText('10 of 500 parameters')).toBeVisible();
    await expect(fieldOf(page, 'site001')).toBeHidden();
    await page.getByRole('searchbox', { name: 'Filter parameters' }).press('Enter');
    await expect(summaryOf(page)).toBeHidden();
    await page.getByRole('searchbox', { name: 'Filter parameters' }).press('Escape');
    await page.getByRole('checkbox', { name: 'Only required' }).check();
    await expect(page.getByText('10 of 500 parameters')).toBeVisible();
    await expect(parameters.getByText('(required)')).toHaveCount(10);
    await choiceOf(page, 'site050').press('Control+Enter');
    await summaryOf(page).getByRole('link', { name: 'site001 must be a whole number from 0 to 10000' }).click();
    await expect(fieldOf(page, 'site001')).toBeFocused();
    await expect(fieldOf(page, 'site001')).toHaveValue('70000');
  });
});

test.describe('copy and edit', () => {
  test('a copy has everything but the secrets, which it asks for', async ({ page }) => {
    await openForm(page, copy(MICKEY));
    await expect(heading(page, 'New operator account, a copy of My Operator Account')).toBeVisible();
    await expect(fieldOf(page, 'Name')).toHaveValue('My Operator Account (copy)');
    await expect(choiceOf(page, 'Connection')).toHaveValue('AT&T');
    await expect(fieldOf(page, 'user')).toHaveValue('mickey');
    await expect(secretOf(page, 'password')).toHaveValue('');
    await expect(page.getByText('Enter password again')).toBeVisible();
    await expect(page.getByRole('list', { name: 'CityCode' }).getByRole('listitem')).toHaveText(['CC1', 'CC2']);
    expect(await page.content()).not.toContain('pwd');
    await toCustomers(page);
    await expect(heading(page, 'Customers')).toBeVisible();
  });

  test('an edit keeps the connection and the secrets, which are never in the page', async ({ page }) => {
    await openForm(page, edit(TELSTRA));
    await expect(heading(page, 'Edit Telstra Account')).toBeVisible();
    await expect(page.getByText('The connection of an account cannot be changed: AirVantage keeps it.')).toBeVisible();
    await expect(choiceOf(page, 'Connection')).toBeHidden();
    await expect(choiceOf(page, 'tariff')).toHaveValue('Gold');
    await expect(fieldOf(page, 'dataCap')).toHaveValue('9007199254740993');
    await expect(page.getByText('Unchanged. Its value is not shown.')).toBeVisible();
    expect(await page.content()).not.toContain('secret-telstra-key');
    await page.getByRole('button', { name: 'Change apiKey' }).click();
    await expect(secretOf(page, 'apiKey').first()).toBeFocused();
    await page.keyboard.type('short');
    await page.keyboard.press('Tab');
    await expect(page.getByText('apiKey must have at least 8 characters')).toBeVisible();
    await page.getByRole('button', { name: 'Keep apiKey as it is' }).click();
    await expect(page.getByRole('button', { name: 'Change apiKey' })).toBeFocused();
    await expect(page.getByText('apiKey must have at least 8 characters')).toBeHidden();
    // What was changed back is no change.
    await fieldOf(page, 'apn').fill('other.iot');
    await fieldOf(page, 'apn').fill('telstra.iot');
    await axe(page);
    await toCustomers(page);
    await expect(heading(page, 'Customers')).toBeVisible();
  });

  test('who does not see a secret can leave it as it is', async ({ page }) => {
    await openForm(page, edit(MICKEY), 'sandbox-limited');
    await expect(page.getByText('Its value is hidden from you. It stays as it is.')).toBeVisible();
    await expect(fieldOf(page, 'user')).toHaveValue('mickey');
  });

  test('an account that does not exist is a page', async ({ page, allowConsole }) => {
    allowConsole(/status of 4/);
    await openForm(page, edit('none'));
    await expect(page.getByText('There is no such operator account')).toBeVisible();
  });
});

test.describe('drafts', () => {
  const CANARY = 'canary-7a1f';

  test('a draft survives a reload and the end of a sign-in, without secrets', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 401/);
    const token = await sandbox.token(3600);
    await openForm(page, on(ATT), token);
    await fieldOf(page, 'Name').fill('Lyon');
    await fieldOf(page, 'user').fill('mickey');
    await secretOf(page, 'password').first().fill(CANARY);
    await add(page, 'PricePlan', 'PP2', 'PP1');
    await sandbox.clearRequests();
    await page.reload();
    await expect(page.getByText(/^Your draft of .* is shown$/)).toBeVisible();
    await expect(page.getByText('Enter password again')).toBeVisible();
    await expect(fieldOf(page, 'user')).toHaveValue('mickey');
    await expect(secretOf(page, 'password').first()).toHaveValue('');
    await expect(page.getByRole('list', { name: 'PricePlan' }).getByRole('listitem')).toHaveText(['PP2', 'PP1']);
    expect(await keptBy(page)).not.toContain(CANARY);

    await fieldOf(page, 'user').fill('minnie');
    await expect(choiceOf(page, 'Connection')).toHaveValue('AT&T');
    await allAnswered(sandbox);
    await sandbox.revoke(token);
    await choiceOf(page, 'Connection').fill('Vodafone GDSP');
    await page.getByRole('option', { name: 'Vodafone GDSP' }).click();
    await signInHere(page, 'AirVantage');
    await expect(fieldOf(page, 'Name')).toHaveValue('Lyon');
    await expect(choiceOf(page, 'Connection')).toHaveValue('Vodafone GDSP');
    await page.getByRole('button', { name: 'Discard draft' }).click();
    await expect(fieldOf(page, 'Name')).toHaveValue('');
    await expect(choiceOf(page, 'Connection')).toHaveValue('AT&T');
    expect(await keptBy(page)).not.toContain('minnie');
  });

  test('leaving asks: stay, keep the draft, or discard it', async ({ page }) => {
    await openForm(page, on(ATT));
    await fieldOf(page, 'Name').fill('Lyon');
    await toCustomers(page);
    await leaving(page).getByRole('button', { name: 'Stay' }).click();
    await expect(fieldOf(page, 'Name')).toHaveValue('Lyon');
    await page.getByRole('link', { name: 'Cancel' }).click();
    await leaving(page).getByRole('button', { name: 'Leave and keep the draft' }).click();
    await expect(page).toHaveURL(/operator-accounts$/);
    await page.goBack();
    await expect(fieldOf(page, 'Name')).toHaveValue('Lyon');
    await page.goForward();
    await leaving(page).getByRole('button', { name: 'Discard changes and leave' }).click();
    await expect(page).toHaveURL(/operator-accounts$/);
    expect(await keptBy(page)).not.toContain('Lyon');
  });

  test('other drafts are listed on the new form', async ({ page }) => {
    await signIn(page, 'AirVantage');
    await page.goto(edit(MICKEY));
    await fieldOf(page, 'Name').fill('Renamed');
    await drafted(page, 'Renamed');
    await page.goto(on(ATT));
    // The draft is called by the name of its connection, as far as that is known when it is kept.
    await expect(fieldOf(page, 'user')).toBeVisible();
    await fieldOf(page, 'Name').fill('Lyon');
    await drafted(page, 'Lyon');
    await page.goto('operator-accounts/new');
    const drafts = partOf(page, 'Drafts');
    await expect(drafts.getByRole('link')).toHaveText(['Lyon, AT&T', 'Renamed, AT&T']);
    await drafts.getByRole('button', { name: 'Discard the draft Lyon, AT&T' }).click();
    await expect(drafts.getByRole('link')).toHaveText(['Renamed, AT&T']);
    await drafts.getByRole('link', { name: 'Renamed, AT&T' }).click();
    await expect(fieldOf(page, 'Name')).toHaveValue('Renamed');
  });

  test('a full storage is told once, and the form goes on', async ({ page }) => {
    await openForm(page, on(ATT));
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await fieldOf(page, 'Name').fill('Lyon');
    await expect(page.getByText('Your changes are not kept as a draft')).toBeVisible();
    await fieldOf(page, 'user').fill('mickey');
    await expect(page.getByText('Your changes are not kept as a draft')).toHaveCount(1);
    await toCustomers(page);
    await expect(leaving(page)).toContainText('what you leave now is lost');
    await expect(leaving(page).getByRole('button', { name: 'Leave and keep the draft' })).toBeHidden();
  });
});

test('an edit follows the account until it is changed', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/status of 500/);
  await sandbox.faults([{ service: 'airvantage', path: ACCOUNT, kind: 'status', status: 500, count: 1 }]);
  await openForm(page, edit(MICKEY));
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(fieldOf(page, 'Name')).toHaveValue('My Operator Account');
});
