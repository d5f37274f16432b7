// What the tests of the operator accounts' list share: the seed's accounts, and how the page shows one.
import { expect, type Locator, type Page } from '@playwright/test';

import { signInHere } from './actions.ts';
import type { Call, Sandbox } from './sandbox.ts';

export const ACCOUNTS = '/api/v1/operators/accounts';
export const CONNECTIONS = '/api/v1/operators/connections';
export const OPERATORS = '/api/v1/operators';

/** The published account, its connection, and the value that must never leave the service's answers. */
export const MINE = '4f20a1cdd3494f19b8959d00e230d91a';
export const ATT = '5b909116ee1749559c6941766168dae5';

export interface Account {
  uid: string;
  name: string;
  connection: { uid: string; name: string };
  smsAccount?: { uid: string; name: string } | null;
  types: Record<string, string[]>;
  parameters: Record<string, string>;
}

/** What the service itself finds; the log is as empty as before. */
export async function accountsOf(sandbox: Sandbox, query: Record<string, string> = {}): Promise<Account[]> {
  const fields = 'uid,name,connection,smsAccount,types,parameters';
  const asked = new URLSearchParams({ size: '1000', fields, ...query });
  const address = new URL(`/airvantage${ACCOUNTS}?${asked}`, sandbox.address);
  const answer = await fetch(address, { headers: { authorization: 'Bearer sandbox-admin' } });
  const { items } = (await answer.json()) as { items: Account[] };
  await sandbox.clearRequests();
  return items;
}

/** Opens the list, or another of its addresses, and signs in there. */
export async function openAccounts(page: Page, address = 'operator-accounts', token = 'sandbox-admin'): Promise<void> {
  await page.goto(address);
  await signInHere(page, 'AirVantage', token);
}

/** The box that scrolls. */
export const listOf = (page: Page): Locator => page.getByRole('region', { name: 'Operator accounts', exact: true });

export const rowsOf = (page: Page): Locator => listOf(page).getByRole('row').filter({ has: page.getByRole('rowheader') });

/** The row of an account, found by its uid. */
export const rowOf = (page: Page, { uid }: { uid: string }): Locator =>
  listOf(page).getByRole('row').filter({ has: page.getByRole('cell', { name: uid }) });

export const boxOf = (row: Locator): Locator => row.getByRole('checkbox');

/** The names of the rows in the page, from the top. */
export const namesOf = (page: Page): Promise<string[]> => listOf(page).getByRole('rowheader').allTextContents();

/** Expects these accounts to be the first rows. */
export async function expectFirst(page: Page, accounts: Account[], many = 8): Promise<void> {
  const names = accounts.slice(0, many).map(({ name }) => name);
  await expect.poll(async () => (await namesOf(page)).slice(0, many)).toEqual(names);
}

/** The queries of the finds that were sent. */
export const findsOf = (calls: Call[]): URLSearchParams[] =>
  calls.filter(({ path }) => path === ACCOUNTS).map(({ query }) => new URLSearchParams(query ?? ''));
