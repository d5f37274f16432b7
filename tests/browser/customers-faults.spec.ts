// The list of customers where a service does not answer as it should: rows that fail, 401, and lists of ids.
import type { Page } from '@playwright/test';

import { hold } from './actions.ts';
import {
  ACME,
  IDS,
  customersOf,
  holdAfter,
  listOf,
  loadAll,
  loadedInView,
  openCustomers,
  profileOf,
  profilesAsked,
  progressOf,
  recordOf,
  rowOf,
  sorted,
  type Customer,
} from './customers.ts';
import { expect, signInHere, test, type Sandbox } from './fixtures.ts';

test.use({ sandboxOptions: ['--pace', 'none'] });

/** The customer whose row is below so many others. */
const at = (customers: Customer[], place: number): Customer => customers.at(place)!;

test.describe('a row that fails', () => {
  const retryOf = (page: Page, id: number) => rowOf(page, id).getByRole('button', { name: `Retry customer ${id}` });

  test('shows the record where the profile alone fails, and is retried alone', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 500/);
    await sandbox.faults([{ service: 'optconnect', path: profileOf(ACME), status: 500 }]);
    await openCustomers(page);
    for (const text of ['33333333', 'Acme ATM', 'OptConnect has a problem']) {
      await expect(rowOf(page, ACME)).toContainText(text);
    }
    await loadedInView(page);
    await sandbox.clearRequests();
    await retryOf(page, ACME).click();
    await expect.poll(async () => (await sandbox.requests()).length).toBe(2);
    await expect(rowOf(page, ACME)).toContainText('OptConnect has a problem');
    await sandbox.faults([]);
    await sandbox.clearRequests();
    await retryOf(page, ACME).click();
    await expect(rowOf(page, ACME)).toContainText('Premium');
    expect((await sandbox.requests()).map(({ path }) => path)).toEqual([profileOf(ACME)]);
  });

  test('says so where nothing of it can be read, and the others stand', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 500/);
    const customers = await customersOf(sandbox);
    await sandbox.faults([
      { service: 'optconnect', path: profileOf(ACME), status: 500 },
      { service: 'optconnect', path: recordOf(ACME), kind: 'html' },
    ]);
    await openCustomers(page);
    await expect(rowOf(page, ACME)).toContainText('OptConnect has a problem');
    await expect(rowOf(page, ACME)).not.toContainText('33333333');
    await expect(rowOf(page, at(customers, 0).id)).toContainText(at(customers, 0).name);
    await sandbox.faults([]);
    await retryOf(page, ACME).click();
    await expect(rowOf(page, ACME)).toContainText('Acme ATM');
  });

  test('is retried with all others that failed by one press', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 500/);
    await sandbox.faults([{ service: 'optconnect', path: profileOf('*'), status: 500, skip: 100, count: 3 }]);
    await openCustomers(page);
    await loadAll(page);
    const retry = page.getByRole('button', { name: 'Retry 3 failed' });
    await expect(retry).toBeVisible();
    await sandbox.clearRequests();
    await retry.click();
    await expect(retry).toBeHidden();
    await expect(page.getByText('not loaded yet')).toBeHidden();
    await expect(page.getByRole('progressbar', { name: 'Loading all' })).toBeHidden();
    expect(profilesAsked(await sandbox.requests())).toHaveLength(3);
  });
});

test.describe('401', () => {
  test('on customers asks once more which ones are permitted, and only their rows say so', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 401/);
    const customers = await customersOf(sandbox);
    const refused = customers.slice(0, 4);
    await sandbox.faults(refused.map(({ id }) => ({ service: 'optconnect', path: profileOf(id), status: 401 })));
    await openCustomers(page);
    for (const { id } of refused) await expect(rowOf(page, id)).toContainText('Not permitted');
    await expect(rowOf(page, ACME)).toContainText('Premium');
    await loadedInView(page);
    // The check of the token, the list, and one question for all four.
    const asked = (await sandbox.requests()).map(({ path }) => path);
    expect(asked.filter((path) => path === IDS)).toHaveLength(3);
    expect(asked).not.toContain(recordOf(refused[0]!.id));
    await expect(page.getByText('Signed in to 1 of 3')).toBeVisible();
  });

  test('on the ids, too, ends the sign-in; after another one loading goes on where it was', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 401/);
    const customers = await customersOf(sandbox);
    const token = await sandbox.token(600);
    await openCustomers(page, 'customers', token);
    const loaded = (await loadedInView(page)).length + 20;
    const letGo = await holdAfter(page, 20);
    await page.getByRole('button', { name: 'Load all' }).click();
    // Exactly these are loaded, and it is the next ones, on their way, that meet the end of the token.
    await expect(progressOf(page, loaded)).toBeVisible();
    await sandbox.revoke(token);
    letGo();
    await expect(page.getByText('Your sign-in has ended: the service no longer accepts the token.')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
    await expect(listOf(page)).toBeHidden();
    const goOn = await hold(page, '/customer_profile');
    await signInHere(page, 'OptConnect');
    const progress = page.getByRole('progressbar', { name: 'Loading all' });
    await expect(progressOf(page, loaded)).toBeVisible();
    await expect(progress).toBeVisible();
    goOn();
    await expect(progress).toBeHidden();
    await expect(page.getByText('not loaded yet')).toBeHidden();
    // Each one once: what was refused or given up is asked for again, what was loaded is not.
    const answered = profilesAsked((await sandbox.requests()).filter(({ status }) => status === 200));
    expect(sorted(answered)).toEqual(sorted(customers.map(({ id }) => id)));
  });

  test('at the sign-in is said beside the token', async ({ page, allowConsole }) => {
    allowConsole(/status of 401/);
    await page.goto('customers');
    const panel = page.getByRole('region', { name: 'Sign in to OptConnect' });
    await panel.getByLabel(/^Token/).fill('sandbox-expired');
    await panel.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(panel).toContainText('OptConnect does not accept this token.');
    await expect(panel.getByLabel(/^Token/)).toBeFocused();
  });
});

test.describe('the list of ids', () => {
  const answered = (sandbox: Sandbox, ocpCustomerIds: unknown) =>
    sandbox.faults([{ service: 'optconnect', path: IDS, kind: 'body', body: { appId: 88, ocpCustomerIds } }]);

  test('may be empty, and is asked for again', async ({ page, sandbox }) => {
    await answered(sandbox, []);
    await openCustomers(page);
    await expect(page.getByText('Your app may not see any customer')).toBeVisible();
    await sandbox.faults([]);
    await page.getByRole('button', { name: 'Ask again' }).click();
    await expect(rowOf(page, ACME)).toContainText('Acme ATM');
  });

  test('may hold entries that are no ids, and each id twice', async ({ page, sandbox }) => {
    await answered(sandbox, [ACME, 'x', null, {}, 1.5, ACME, ' 1649 ', []]);
    await openCustomers(page);
    await expect(page.getByText('5 entries of the service\'s list could not be read as ids and are left out.')).toBeVisible();
    await expect(page.getByText('1 customer', { exact: true })).toBeVisible();
    await expect(rowOf(page, ACME)).toContainText('Acme ATM');
    expect(profilesAsked(await sandbox.requests())).toEqual([ACME]);
  });

  test('of nonsense alone is a fault', async ({ page, sandbox }) => {
    await openCustomers(page);
    await answered(sandbox, ['x', {}]);
    await page.reload();
    await expect(page.getByText('`ocpCustomerIds` holds no ids')).toBeVisible();
    await sandbox.faults([]);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(rowOf(page, ACME)).toBeVisible();
  });

  test('that is put off is counted down, and comes by itself', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of (429|503)/);
    // By a clock of the test: a wait that ends by itself may be over before anybody has looked.
    await page.clock.install();
    await openCustomers(page);
    await loadedInView(page);
    for (const status of [429, 503]) {
      await sandbox.faults([{ service: 'optconnect', path: IDS, status, retry_after: 60, count: 1 }]);
      await page.reload({ waitUntil: 'commit' });
      await expect(page.getByText(/OptConnect asks to wait\. Going on in (60|[345]\d) s/)).toBeVisible();
      await page.clock.fastForward(30_000);
      await expect(page.getByText(/OptConnect asks to wait\. Going on in (30|[12]?\d) s/)).toBeVisible();
      await page.clock.fastForward(30_000);
      await expect(rowOf(page, ACME)).toBeVisible();
      await expect(page.getByText('OptConnect asks to wait')).toBeHidden();
    }
  });

  test('that comes later is waited for with its shape', async ({ page }) => {
    await openCustomers(page);
    const letGo = await hold(page, IDS);
    await page.reload();
    await expect(page.getByText('Loading customers')).toBeAttached();
    letGo();
    await expect(rowOf(page, ACME)).toContainText('Acme ATM');
    await expect(page.getByText('Loading customers')).not.toBeAttached();
  });
});
