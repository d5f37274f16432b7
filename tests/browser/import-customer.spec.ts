// The service customer of an import: found, told about, or entered where the list does not help.
import type { Request } from '@playwright/test';

import { axe, expect, test } from './fixtures.ts';
import {
  CANARY,
  DETAIL,
  LIST,
  PLUS,
  PRO,
  UNKNOWN,
  WALTER,
  choiceOf,
  customerOf,
  fieldOf,
  onTask,
  openImport,
  outcomeOf,
  pick,
  pickedOf,
  reviewButton,
  send,
  summaryOf,
  tenantOf,
} from './import-form.ts';
import { drafted, keptBy } from './operator-account-form.ts';

test.use({ sandboxOptions: ['--pace', 'none', '--task-seconds', '600'] });

test.describe('the service customer', () => {
  test('is told about, but never its secret', async ({ page }) => {
    await openImport(page);
    const detail = page.waitForResponse((response) => response.url().includes(`${LIST}/${PRO.guid}`));
    await pick(page, 'SYS_pro', PRO.name);
    expect(await (await detail).text()).toContain(CANARY);
    const picked = pickedOf(page);
    for (const words of ['Hosted Pro', PRO.guid, PRO.tenant, 'auto_sys_pro_r (SipTrunk, Deployed, SBC 1)', 'sip_2 (Byoc, Deployed, SBC 1)']) {
      await expect(picked).toContainText(words);
    }
    await choiceOf(page, 'Customer type').selectOption('TENANT_TYPE');
    await drafted(page, PRO.guid);
    await send(page);
    await onTask(page, 'tsk_185510');
    expect(await page.content()).not.toContain(CANARY);
    expect(await keptBy(page)).toContain('tsk_185510');
    expect(await keptBy(page)).not.toContain(CANARY);
  });

  test('is found by each of its names', async ({ page }) => {
    await openImport(page);
    for (const typed of ['24124 walter', WALTER.guid.toUpperCase(), '24124']) await pick(page, typed, WALTER.name);
    await page.getByRole('button', { name: 'Clear Service customer' }).click();
    await expect(pickedOf(page)).toBeHidden();
  });

  test('may be one that is not in the list', async ({ page, allowConsole }) => {
    allowConsole(/status of 404/);
    await openImport(page);
    await customerOf(page).fill(` ${UNKNOWN} `);
    await expect(page.getByRole('listbox', { name: 'Service customer' }).getByRole('option')).toHaveText([/Not in the list/]);
    await customerOf(page).blur();
    await expect(customerOf(page)).toHaveValue(UNKNOWN);
    await expect(pickedOf(page)).toContainText('does not know a service customer with this GUID');
    await choiceOf(page, 'Customer type').selectOption('TENANT_TYPE');
    await send(page);
    await expect(outcomeOf(page)).toBeFocused();
    await expect(outcomeOf(page)).toContainText('Nothing was imported: Live Platform does not know this service customer');
    await expect(outcomeOf(page)).toContainText(`Customer with ${UNKNOWN} not found`);
    await axe(page);
  });

  test('can be entered where the list cannot be loaded', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 500/);
    // The check of the token asks for the list, too.
    await sandbox.faults([{ service: 'live-platform', path: LIST, kind: 'status', status: 500, skip: 1 }]);
    await openImport(page);
    const field = fieldOf(page, 'Service customer');
    await expect(field).toBeVisible();
    await field.fill('27aa');
    await reviewButton(page).click();
    await expect(summaryOf(page).getByRole('link')).toHaveText([/^Enter a GUID/, 'Choose a customer type']);
    await field.fill(PRO.guid);
    await expect(pickedOf(page)).toContainText('Hosted Pro');
    await expect(tenantOf(page)).toHaveValue(PRO.tenant);
    await axe(page);
    await sandbox.faults([]);
    await page.getByRole('button', { name: 'Load the service customers again' }).click();
    await expect(customerOf(page)).toHaveValue(PRO.name);
  });

  test('comes from the older list where the newer one is not known', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 404/);
    await sandbox.faults([{ service: 'live-platform', path: LIST, kind: 'status', status: 404, skip: 1 }]);
    await openImport(page);
    await expect(page.getByText('This instance knows the older list alone')).toBeVisible();
    await pick(page, PRO.name, PRO.name);
    await expect(tenantOf(page)).toHaveValue(PRO.tenant);
    const paths = (await sandbox.requests('live-platform')).map(({ path }) => path);
    expect(paths.filter((path) => path === '/api/v2/customer')).toHaveLength(1);
  });

  test('a fault of its details is told, and asked for again', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 500/);
    await sandbox.faults([{ service: 'live-platform', path: DETAIL, kind: 'status', status: 500, count: 1 }]);
    await openImport(page, `?customer=${PRO.guid}`);
    await expect(pickedOf(page)).toContainText('Live Platform has a problem');
    await pickedOf(page).getByRole('button', { name: 'Try again' }).click();
    await expect(pickedOf(page)).toContainText('Hosted Pro');
  });

  test('a late answer about an earlier pick never shows', async ({ page, sandbox }) => {
    await sandbox.faults([
      { service: 'live-platform', path: `${LIST}/${PRO.guid}`, kind: 'delay', delay_ms: 1500, count: 1 },
    ]);
    const late = new Promise<void>((resolve) => {
      const note = (request: Request) => request.url().includes(`/${PRO.guid}`) && resolve();
      page.on('requestfinished', note);
      page.on('requestfailed', note);
    });
    await openImport(page);
    await pick(page, PRO.name, PRO.name);
    await pick(page, PLUS.name, PLUS.name);
    await expect(pickedOf(page)).toContainText(PLUS.guid);
    await late;
    await expect(pickedOf(page)).not.toContainText(PRO.guid);
    await expect(pickedOf(page)).toContainText('Hosted Essentials Plus');
    await expect(tenantOf(page)).toHaveValue(PLUS.tenant);
  });

  test('a link picks it, in any letter case', async ({ page }) => {
    await openImport(page, `?customer=${PRO.guid.toUpperCase()}`);
    await expect(customerOf(page)).toHaveValue(PRO.name);
    await expect(pickedOf(page)).toContainText('Hosted Pro');
  });

  test('a name proposes, and chooses nothing', async ({ page }) => {
    await openImport(page, `?name=${encodeURIComponent('Auto Sys Pro R')}`);
    await expect(page.getByText('Which service customer is “Auto Sys Pro R”?')).toBeVisible();
    await expect(customerOf(page)).toHaveValue('');
    await axe(page);
    await page.getByRole('button', { name: `Use ${PRO.name}` }).click();
    await expect(customerOf(page)).toHaveValue(PRO.name);
    await expect(page.getByText('Which service customer is')).toBeHidden();
    await page.goto('imports/new?name=Zzyzx%20Qwrtp');
    await expect(page.getByText('None is called like it.')).toBeVisible();
  });
});
