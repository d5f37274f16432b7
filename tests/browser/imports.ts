// What the tests of tasks and of many imports share: tasks made at the service itself, and the service customers.
import { expect, type Page, type Request } from '@playwright/test';

import { gate, signInHere } from './actions.ts';
import { PRO } from './import-form.ts';
import type { Call, Sandbox } from './sandbox.ts';

const headers = { authorization: 'Bearer sandbox-admin', 'content-type': 'application/json' };
const BASE = '/live-platform/tenantui/api';
/** A task. */
export const TASK = '/api/v2/task/*';

/** Starts an import as somebody else would, and gives the id of its task; the log is as empty as before. */
export async function startElsewhere(sandbox: Sandbox, more: object = {}): Promise<string> {
  const address = new URL(`${BASE}/v2/customer/${PRO.guid}/action/ovocimport`, sandbox.address);
  const body = JSON.stringify({ customerType: 'TENANT_TYPE', ...more });
  const answer = await fetch(address, { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
  await sandbox.clearRequests();
  return (await answer.json()) as string;
}

/** The GUIDs of the service customers; the log is as empty as before. */
export async function guids(sandbox: Sandbox): Promise<string[]> {
  const answer = await fetch(new URL(`${BASE}/v3/customer`, sandbox.address), { headers });
  const customers = (await answer.json()) as { UmpCustomerGuid: string }[];
  await sandbox.clearRequests();
  return customers.map(({ UmpCustomerGuid }) => UmpCustomerGuid);
}

/** Opens the register and signs in there. */
export async function openImports(page: Page, token = 'sandbox-admin'): Promise<void> {
  await page.goto('imports');
  await signInHere(page, 'Live Platform', token);
}

/** Follows a task whose id is known. */
export async function follow(page: Page, task: string, name = ''): Promise<void> {
  await page.getByRole('button', { name: 'I have a task id' }).click();
  const dialog = page.getByRole('dialog', { name: 'Follow a task' });
  await dialog.getByLabel(/^Task id/).fill(task);
  await dialog.getByLabel(/^What it is called/).fill(name);
  await dialog.getByRole('button', { name: 'Follow this task' }).click();
  await expect(page).toHaveURL(new RegExp(`imports/tasks/${task.trim()}$`));
}

/** The questions for tasks that the service has had. */
export const polls = async (sandbox: Sandbox): Promise<Call[]> =>
  (await sandbox.requests('live-platform')).filter(({ path }) => path.startsWith('/api/v2/task/'));

/** Whether a page asks for a task by this request. */
export const isPoll = (request: Request): boolean => new URL(request.url()).pathname.startsWith(`${BASE}/v2/task/`);

/**
 * Holds a page's questions for one task back, but for the first `spared` ones. `come` waits until one is held: no other is on its
 * way then, because the next one is asked only once it is answered.
 */
export async function holdPolls(page: Page, spared = 0): Promise<{ come: Promise<void>; letGo: () => void }> {
  const [come, go] = [gate(), gate()];
  let asked = 0;
  await page.route(
    ({ pathname }) => pathname.startsWith(`${BASE}/v2/task/`),
    async (route) => {
      asked += 1;
      if (asked > spared) {
        come.open();
        await go.passed;
      }
      return route.fallback();
    },
  );
  return { come: come.passed, letGo: go.open };
}

/** How often its page says that a task was asked for. */
export const checksOf = async (page: Page): Promise<number> =>
  Number.parseInt(await page.getByText(/^\d+ checks?, last/).innerText(), 10);

/** A state, as the heading of a task or a row of the register shows it. */
export const stateOf = (page: Page, words: string) => page.locator('.badge', { hasText: new RegExp(`^${words}$`) });

/** The imports that the browser keeps. */
export const entriesOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('switchboard.import.')));
