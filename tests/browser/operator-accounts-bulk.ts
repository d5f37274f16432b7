// What the tests of bulk changes share: choosing accounts in the list, and what the service has.
import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';

import { gate, signInHere } from './actions.ts';
import type { Sandbox } from './sandbox.ts';

/** The published connection: `user`, restricted `password`, required type `PricePlan`. */
export const ATT = '5b909116ee1749559c6941766168dae5';
export const ACCOUNTS = '/api/v1/operators/accounts';
export const ONE_ACCOUNT = `${ACCOUNTS}/*`;

export interface Account {
  uid: string;
  name: string;
  smsAccount?: { uid: string };
  types: Record<string, string[]>;
  parameters: Record<string, string>;
}

const headers = { authorization: 'Bearer sandbox-admin', 'content-type': 'application/json' };

/** The accounts of AT&T, as the service has them; the log is as empty as before. */
export async function accountsOf(sandbox: Sandbox): Promise<Account[]> {
  const fields = 'uid,name,smsAccount,types,parameters';
  const address = `airvantage${ACCOUNTS}?connection=${ATT}&size=200&fields=${fields}`;
  const answer = await fetch(new URL(`/${address}`, sandbox.address), { headers });
  const { items } = (await answer.json()) as { items: Account[] };
  await sandbox.clearRequests();
  return items;
}

/** Somebody else edits an account. */
export async function editElsewhere(sandbox: Sandbox, { uid, ...account }: Account): Promise<void> {
  const address = new URL(`/airvantage${ACCOUNTS}/${uid}`, sandbox.address);
  const answer = await fetch(address, { method: 'PUT', headers, body: JSON.stringify(account) });
  expect(answer.status).toBe(200);
  await sandbox.clearRequests();
}

/** The first accounts of AT&T in the list, as the bulk page has them. */
export async function choose(page: Page, count: number, token = 'sandbox-admin'): Promise<void> {
  await page.goto(`operator-accounts?connection=${ATT}`);
  await signInHere(page, 'AirVantage', token);
  await chooseHere(page, count);
}

/** The same where the list is open and signed in. */
export async function chooseHere(page: Page, count: number): Promise<void> {
  // Rows of before are shown while newer ones are on their way: those that differ are made anew.
  await expect(page.getByRole('button', { name: 'Refresh the operator accounts' })).not.toHaveAttribute('aria-busy');
  const boxes = page.getByRole('checkbox', { name: /^Select (?!all)/ });
  for (let place = 0; place < count; place += 1) await boxes.nth(place).click();
  await page.getByRole('button', { name: 'Change selected…' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Bulk change' })).toBeFocused();
}

/** Chooses one of a combobox. */
export async function pick(page: Page, label: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).fill(name);
  await page.getByRole('option', { name, exact: false }).first().click();
}

/** Fills in the form for values of a type, and tries it dry. */
export async function dryRunOfType(page: Page, what: string, type: string, values: string): Promise<Locator> {
  await page.getByRole('combobox', { name: 'Change' }).selectOption(what);
  await pick(page, 'Type', type);
  await page.getByRole('textbox', { name: 'Values' }).fill(values);
  return dryRun(page);
}

/** Fills in the form for a parameter, and tries it dry. */
export async function dryRunOfParameter(page: Page, parameter: string, value: string): Promise<Locator> {
  await page.getByRole('combobox', { name: 'Change' }).selectOption('Set a parameter');
  await pick(page, 'Parameter', parameter);
  await page.getByLabel('Value', { exact: true }).fill(value);
  return dryRun(page);
}

/** Tries what is filled in; waits for its end. */
export async function dryRun(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Dry run' }).click();
  const result = page.getByRole('region', { name: 'Dry run' });
  await expect(result).toBeVisible();
  await expect(result.getByRole('progressbar')).toBeHidden();
  return result;
}

/** Confirms, and so starts the run. */
export async function run(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Change \d+ accounts?$/ }).click();
  const question = page.getByRole('dialog');
  await question.getByRole('button', { name: /^Change \d+ accounts?$/ }).click();
  await expect(question).toBeHidden();
  return page.getByRole('region', { name: 'Bulk change' });
}

/** Holds the writes of a page, or of all tabs, back until they are let go. */
export async function holdWrites(from: Page | BrowserContext): Promise<{ count: () => number; letGo: () => void }> {
  const { passed, open } = gate();
  let count = 0;
  await from.route(`**${ONE_ACCOUNT}`, async (route) => {
    if (route.request().method() !== 'PUT') return route.fallback();
    count += 1;
    await passed;
    return route.fallback();
  });
  return { count: () => count, letGo: open };
}

/** The writes that the service has had. */
export const writes = async (sandbox: Sandbox) =>
  (await sandbox.requests('airvantage')).filter(({ method }) => method === 'PUT');

/** What this browser keeps of everything. */
export const stored = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, document.title]));
