// What the tests of the customers' pages share: the seed's customers, and how a page shows one.
import { expect, type Locator, type Page } from '@playwright/test';

import { gate, signInHere } from './actions.ts';
import type { Call, Sandbox } from './sandbox.ts';

export const IDS = '/v1/ocp/customers/ids';
export const LEVELS = '/v1/ocp/customers/enrollment_levels';
export const recordOf = (id: number | '*') => `/v1/ocp/customers/${id}`;
export const profileOf = (id: number | '*') => `/v1/ocp/customers/${id}/customer_profile`;
export const levelOf = (id: number | '*') => `/v1/ocp/customers/${id}/enrollment_level`;

/** The published customer. */
export const ACME = 1649;

export interface Customer {
  id: number;
  nsid: number;
  name: string;
  /** Null where the profile holds the record alone. */
  level: string | null;
}

/** The permitted customers in the service's order, as the service itself tells them; the log is as empty as before. */
export async function customersOf(sandbox: Sandbox): Promise<Customer[]> {
  const get = async (path: string) => {
    const address = new URL(`/optconnect${path}`, sandbox.address);
    return (await fetch(address, { headers: { authorization: 'Bearer sandbox-admin' } })).json();
  };
  const { ocpCustomerIds } = (await get(IDS)) as { ocpCustomerIds: number[] };
  const customers = await Promise.all(
    ocpCustomerIds.map(async (id) => {
      const { customer, ocpenrollmentlast } = (await get(profileOf(id))) as {
        customer: { nsid: number; name: string };
        ocpenrollmentlast?: string;
      };
      return { id, nsid: customer.nsid, name: customer.name, level: ocpenrollmentlast ?? null };
    }),
  );
  await sandbox.clearRequests();
  return customers;
}

/** Opens the list, or another of its addresses, and signs in there. */
export async function openCustomers(page: Page, address = 'customers', token = 'sandbox-admin'): Promise<void> {
  await page.goto(address);
  await signInHere(page, 'OptConnect', token);
}

/** The box that scrolls. */
export const listOf = (page: Page): Locator => page.getByRole('region', { name: 'Customers' });

export const rowOf = (page: Page, id: number): Locator =>
  listOf(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: String(id), exact: true }) });

/** The ids of the rows that are in the page, from the top. */
export async function rowIds(page: Page): Promise<number[]> {
  const texts = await listOf(page).getByRole('rowheader').allTextContents();
  return texts.map(Number);
}

/** The ids of the rows of which a part is seen. */
export async function idsInView(page: Page): Promise<number[]> {
  const bottom = await listOf(page).evaluate((box) => box.getBoundingClientRect().top + box.clientTop + box.clientHeight);
  return listOf(page)
    .getByRole('row')
    .evaluateAll(([header, ...rows], bottom) => {
      const top = header!.getBoundingClientRect().bottom;
      const seen = rows.filter((row) => {
        const place = row.getBoundingClientRect();
        return place.bottom > top && place.top < bottom;
      });
      return seen.map((row) => Number(row.querySelector('th')!.textContent));
    }, bottom);
}

/** Waits until every row in view has its answer, good or bad, and tells their ids. */
export async function loadedInView(page: Page): Promise<number[]> {
  let ids: number[] = [];
  const settled = async () => {
    ids = await idsInView(page);
    const cells = await Promise.all(ids.map((id) => rowOf(page, id).getByRole('cell').allTextContents()));
    return cells.length > 0 && cells.every((texts) => texts.length > 0 && texts.every((text) => text.trim() !== ''));
  };
  await expect.poll(settled).toBe(true);
  return ids;
}

/** Loads every row. */
export async function loadAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Load all' }).click();
  // Where nothing matches, what is not loaded is told twice.
  const missing = page.getByText(/^[\d,]+ not loaded yet$/);
  // One of the two stands there until the last answer is in: the number comes back once all are asked for.
  await expect(missing.or(page.getByRole('button', { name: 'Cancel' }))).toHaveCount(0);
}

/** As many calls as the sandbox's config.json allows at once. */
export const AT_ONCE = 6;

/** Lets so many more profiles through and holds the others back, until they are let go. */
export async function holdAfter(page: Page, many: number): Promise<() => void> {
  const { passed, open } = gate();
  let through = 0;
  await page.route(
    (url) => url.pathname.endsWith('/customer_profile'),
    async (route) => {
      through += 1;
      if (through > many) await passed;
      return route.fallback();
    },
  );
  return open;
}

/** How many rows are loaded, while all are being loaded. */
export const progressOf = (page: Page, loaded: number): Locator =>
  page.getByText(`${loaded} of 250`, { exact: true }).first();

/** The customers whose profile was asked for, in the order of the calls. */
export const profilesAsked = (calls: Call[]): number[] =>
  calls.flatMap(({ path }) => {
    const asked = /^\/v1\/ocp\/customers\/(\d+)\/customer_profile$/.exec(path);
    return asked ? [Number(asked[1])] : [];
  });

export const sorted = (numbers: number[]): number[] => numbers.toSorted((one, other) => one - other);
