// What the tests of sending an operator account share: filling in its form, and what the service has had of it.
import { expect, type Locator, type Page } from '@playwright/test';

import { headingOf } from './actions.ts';
import { add, fieldOf, openForm, reviewOf, secretOf } from './operator-account-form.ts';
import type { Account } from './operator-accounts.ts';
import type { Call, Fault, Sandbox } from './sandbox.ts';

export const ACCOUNTS = '/api/v1/operators/accounts';
export const DRIFT = 'd41f7c3b5a694e2c9b8a7f6e5d4c3b2a';
export const GHOST = '60057000000000000000000000000000';
/** The password of every account that is sent here. */
export const CANARY = 'canary-7f3a';

export const newOn = (uid: string): string => `operator-accounts/new?connection=${uid}`;
export const editOf = (uid: string): string => `operator-accounts/${uid}/edit`;

/** Fills in what AT&T asks for. */
export async function fillIn(page: Page, name: string): Promise<void> {
  await fieldOf(page, 'Name').fill(name);
  await fieldOf(page, 'user').fill('mickey');
  await secretOf(page, 'password').first().fill(CANARY);
  await add(page, 'PricePlan', 'PP1', 'PP2', 'PP3');
  await add(page, 'CityCode', 'CC1', 'CC2');
}

/** Opens a new form on a connection, with everything that AT&T asks for. */
export async function openFilled(page: Page, connection: string, name: string): Promise<void> {
  await openForm(page, newOn(connection));
  await fillIn(page, name);
}

export const dialogOf = (page: Page, name: string): Locator => page.getByRole('dialog', { name });
export const createDialog = (page: Page): Locator => dialogOf(page, 'Review the new account');
export const editDialog = (page: Page): Locator => dialogOf(page, 'Review the changes');
/** The heading of the page, as the tests of the form call it. */
export const heading = headingOf;
export const outcomeOf = (page: Page): Locator => page.getByRole('status', { name: 'What came of it' });

/** Reviews the new account, and sends it. */
export async function create(page: Page): Promise<void> {
  await reviewOf(page).click();
  await createDialog(page).getByRole('button', { name: 'Create account' }).click();
}

/** Reviews the changes, and sends them. */
export async function save(page: Page): Promise<void> {
  await reviewOf(page).click();
  await editDialog(page).getByRole('button', { name: 'Save changes' }).click();
}

/** The rows of a review, each as its cells. */
export const rowsOf = async (dialog: Locator): Promise<string[]> => {
  const rows = dialog.getByRole('row').filter({ has: dialog.page().getByRole('rowheader') });
  // What is stored is read again before the review is there.
  await rows.first().waitFor();
  return (await rows.allInnerTexts()).map((row) => row.split(/\s*\t\s*/).join(' | '));
};

/** Faults of the calls that write; none of those that read. */
export const failing = (sandbox: Sandbox, method: 'POST' | 'PUT', ...faults: Fault[]): Promise<void> =>
  sandbox.faults(faults.map((fault) => ({ method, ...fault })));

export const failure = (kind: string, more: Partial<Fault> = {}): Fault => ({
  service: 'airvantage',
  kind,
  count: 1,
  ...more,
});

/** The calls that were sent with this method. */
export const sentBy = async (sandbox: Sandbox, method: string): Promise<Call[]> =>
  (await sandbox.requests('airvantage')).filter((call) => call.method === method);

/** What stands at the service with exactly this name, or this uid; the log stays as it is. */
export async function stored(sandbox: Sandbox, { name, uid }: { name?: string; uid?: string }): Promise<Account[]> {
  const asked = await find(sandbox, name === undefined ? { uid: uid ?? '' } : { name });
  return asked.filter((account) => name === undefined || account.name === name);
}

async function find(sandbox: Sandbox, query: Record<string, string>): Promise<Account[]> {
  const fields = 'uid,name,connection,smsAccount,types,parameters';
  const address = new URL(`/airvantage${ACCOUNTS}?${new URLSearchParams({ size: '1000', fields, ...query })}`, sandbox.address);
  const answer = await fetch(address, { headers: { authorization: 'Bearer sandbox-admin' } });
  return ((await answer.json()) as { items: Account[] }).items;
}

/** Somebody else edits an account. */
export async function editElsewhere(sandbox: Sandbox, uid: string, change: object): Promise<void> {
  const [account] = await stored(sandbox, { uid });
  const { name, types, parameters } = account!;
  const answer = await fetch(new URL(`/airvantage${ACCOUNTS}/${uid}`, sandbox.address), {
    method: 'PUT',
    headers: { authorization: 'Bearer sandbox-admin', 'content-type': 'application/json' },
    body: JSON.stringify({ name, types, parameters, ...change }),
  });
  expect(answer.status).toBe(200);
}
