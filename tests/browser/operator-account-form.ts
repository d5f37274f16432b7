// What the tests of the operator account's form share: the seed's accounts and connections, and how the form shows a field.
import { expect, type Locator, type Page } from '@playwright/test';

import { signInHere } from './actions.ts';
import type { Sandbox } from './sandbox.ts';

/** The published account, on AT&T. */
export const MICKEY = '4f20a1cdd3494f19b8959d00e230d91a';
/** An account on Vodafone GDSP, with a value for nearly every type. */
export const TELSTRA = '9038d1c809674f319fdd55cfd10604cf';
export const ATT = '5b909116ee1749559c6941766168dae5';
export const FIVE_HUNDRED = '77d1f0b2c9a84e3f8a5e6b7c8d9e0f12';
export const UNUSUAL = 'a3f9c1d27b6e4c58b0a1d2e3f4051627';
export const VODAFONE = 'e8ea695fdb2c434299136921b7eddb28';
export const ORANGE = '0c4c2a55e7e84ad28d05bd1d5c0fbb11';

export const CONNECTIONS = '/api/v1/operators/connections';
export const ACCOUNT = '/api/v1/operators/accounts/*';

/** Opens a form and signs in there. */
export async function openForm(page: Page, address = 'operator-accounts/new', token = 'sandbox-admin'): Promise<void> {
  await page.goto(address);
  await signInHere(page, 'AirVantage', token);
}

/** A text field, by the name of its parameter. */
export const fieldOf = (page: Page, name: string): Locator =>
  page.getByRole('textbox', { name: new RegExp(`^${name} ?(\\(|$)`) });

/** A password field has no role. */
export const secretOf = (page: Page, name: string): Locator => page.getByLabel(new RegExp(`^${name} ?(\\(|$)`));

/** A select, or a field that is searched by typing. */
export const choiceOf = (page: Page, name: string): Locator =>
  page.getByRole('combobox', { name: new RegExp(`^${name} ?(\\(|$)`) });

export const partOf = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

/** Waits for the description of a connection that asks for nothing more: a form that is sent before asks to wait for it. */
export const describedAsBare = (page: Page): Promise<void> =>
  expect(partOf(page, 'Parameters')).toContainText('asks for no parameters');

/** What a form asks for as it opens, and shows nothing of. */
const UNSEEN = ['/api/v1/smsaccounts', '/api/v1/users/rights'];

/** Waits until all that a form has asked for is answered: a token that ends then is met by the user's next step alone. */
export const allAnswered = (sandbox: Sandbox): Promise<void> =>
  expect
    .poll(async () => {
      const calls = await sandbox.requests('airvantage');
      const answered = calls.filter(({ status }) => status === 200).map(({ path }) => path);
      return calls.length === answered.length && UNSEEN.every((path) => answered.includes(path));
    })
    .toBe(true);

/** The summary of what is wrong. */
export const summaryOf = (page: Page): Locator => page.getByRole('alert', { name: 'There is a problem' });

export const reviewOf = (page: Page): Locator => page.getByRole('button', { name: /^Review/ });

/** Chooses in a field that is searched by typing. */
export async function choose(page: Page, name: string, value: string): Promise<void> {
  await choiceOf(page, name).fill(value);
  await page.getByRole('option', { name: value }).first().click();
  await expect(choiceOf(page, name)).toHaveValue(value);
}

/** Adds values to a custom type. */
export async function add(page: Page, name: string, ...values: string[]): Promise<void> {
  for (const value of values) {
    await fieldOf(page, name).fill(value);
    await fieldOf(page, name).press('Enter');
  }
}

/** Everything that the browser keeps of the console, in one text. */
export const keptBy = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }));

/** Waits until the draft holds that text. */
export const drafted = (page: Page, text: string): Promise<void> =>
  expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }))).toContain(text);
