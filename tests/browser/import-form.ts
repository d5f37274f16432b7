// What the tests of starting an import share: the seed's service customers, and how the form shows a field.
import { expect, type Locator, type Page } from '@playwright/test';

import { signInHere } from './actions.ts';
import type { Call, Fault, Sandbox } from './sandbox.ts';

/** A published service customer, whose details hold a secret. */
export const PRO = { guid: '27aa5123-9b59-4574-bc89-834a9e536f24', name: 'auto_sys_pro_r', tenant: '632c26aa-0371-4402-a8ca-7c162514dd01' };
/** Another one. */
export const PLUS = { guid: '2373394e-7b5f-40cc-907b-29a4f70e7859', name: 'auto_sys_plus_r', tenant: '632c26aa-0371-4402-a8ca-7cd62514dd01' };
/** One without a tenant. */
export const WALTER = { guid: '0d3e4dd6-ed30-4656-8601-27396a26e594', name: '24124' };
export const UNKNOWN = '3aae7841-12d1-4341-a7f1-867f1dd0ba0c';
/** The tenant of the published import. */
export const TENANT = '4bf50a33-a383-4d3f-9403-220c898bc1b2';
export const CANARY = 'sandbox-canary-secret-';

export const LIST = '/api/v3/customer';
export const DETAIL = '/api/v3/customer/*';
export const IMPORT = '/api/v2/customer/*/action/ovocimport';

/** Opens the form and signs in there. */
export async function openImport(page: Page, query = '', token = 'sandbox-admin'): Promise<void> {
  await page.goto(`imports/new${query}`);
  await signInHere(page, 'Live Platform', token);
}

/** A select, or the field that is searched by typing. */
export const choiceOf = (page: Page, name: string): Locator =>
  page.getByRole('combobox', { name: new RegExp(`^${name} ?(\\(|$)`) });

export const fieldOf = (page: Page, name: string): Locator =>
  page.getByRole('textbox', { name: new RegExp(`^${name} ?(\\(|$)`) });

export const customerOf = (page: Page): Locator => choiceOf(page, 'Service customer');
export const tenantOf = (page: Page): Locator => fieldOf(page, 'Microsoft tenant');
export const lcCustomerOf = (page: Page): Locator => fieldOf(page, 'Operation Center customer id');

export const pickedOf = (page: Page): Locator => page.getByRole('region', { name: 'The service customer', exact: true });
export const summaryOf = (page: Page): Locator => page.getByRole('alert', { name: 'There is a problem' });
export const outcomeOf = (page: Page): Locator => page.getByRole('status', { name: 'What came of it' });
export const reviewOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Review the import' });
export const reviewButton = (page: Page): Locator => page.getByRole('button', { name: 'Review the import' });

/** Picks a service customer by what is typed. */
export async function pick(page: Page, typed: string, name: string): Promise<void> {
  await customerOf(page).fill(typed);
  await page.getByRole('option', { name }).first().click();
  await expect(customerOf(page)).toHaveValue(name);
}

/** Picks a customer, and chooses how it is imported. */
export async function fillIn(page: Page, { name } = PRO, type = 'IPGROUP_TYPE'): Promise<void> {
  await pick(page, name, name);
  await choiceOf(page, 'Customer type').selectOption(type);
}

/** Reviews the import, and sends it. */
export async function send(page: Page, words = 'Import customer'): Promise<void> {
  await reviewButton(page).click();
  await reviewOf(page).getByRole('button', { name: words }).click();
}

export const failing = (sandbox: Sandbox, kind: string, more: Partial<Fault> = {}): Promise<void> =>
  sandbox.faults([{ service: 'live-platform', method: 'POST', path: IMPORT, kind, count: 1, ...more }]);

/** The imports that the service has had. */
export const posts = async (sandbox: Sandbox): Promise<Call[]> =>
  (await sandbox.requests('live-platform')).filter(({ method }) => method === 'POST');

/** Expects the page of that task. */
export async function onTask(page: Page, task: string): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`imports/tasks/${task}$`));
}
