// Starting an import: the form, its draft, and what is sent once it was reviewed.
import { hold } from './actions.ts';
import { axe, expect, test } from './fixtures.ts';
import {
  PLUS,
  PRO,
  TENANT,
  WALTER,
  choiceOf,
  customerOf,
  fillIn,
  lcCustomerOf,
  onTask,
  openImport,
  pick,
  pickedOf,
  posts,
  reviewButton,
  reviewOf,
  send,
  summaryOf,
  tenantOf,
} from './import-form.ts';
import { drafted } from './operator-account-form.ts';
import { rowsOf } from './operator-account-sending.ts';

test.use({ sandboxOptions: ['--pace', 'none', '--task-seconds', '600'] });

test.describe('what is sent', () => {
  test('the documented import', async ({ page, sandbox }) => {
    await openImport(page);
    await pick(page, PRO.tenant, PRO.name);
    await expect(tenantOf(page)).toHaveValue(PRO.tenant);
    await choiceOf(page, 'Customer type').selectOption('IPGROUP_TYPE');
    await expect(page.getByText('linked by an IP group that is made for the customer')).toBeVisible();
    await choiceOf(page, 'Customer source').selectOption('LTC');
    await tenantOf(page).fill(TENANT);
    await lcCustomerOf(page).fill(' 1317092 ');
    await axe(page);
    await reviewButton(page).click();
    await expect(reviewOf(page)).toContainText(`Imports the customer ${PRO.name} at Live Platform, in the environment “Sandbox”.`);
    expect(await rowsOf(reviewOf(page))).toEqual([
      `Service customer customerGuid | ${PRO.name}, ${PRO.guid}`,
      'Customer type customerType | IPGROUP_TYPE',
      'Customer source customerSource | LTC',
      `Microsoft tenant customerMsTenantId | ${TENANT}`,
      'Operation Center customer id lcCustomerId | 1317092',
      'Allow SBC id update allowSbcIdUpdateForOvoc | Not sent',
    ]);
    await reviewOf(page).getByText('The body as JSON').click();
    await expect(reviewOf(page)).toContainText('"lcCustomerId": "1317092"');
    await axe(page);
    expect(await posts(sandbox)).toEqual([]);
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await reviewOf(page).getByRole('button', { name: 'Import customer' }).click();
    expect((await sent).postDataJSON()).toEqual({
      customerType: 'IPGROUP_TYPE',
      customerSource: 'LTC',
      customerMsTenantId: TENANT,
      lcCustomerId: '1317092',
    });
    await onTask(page, 'tsk_185510');
    expect((await posts(sandbox)).map(({ status }) => status)).toEqual([200]);
  });

  test('nothing that is not set', async ({ page, sandbox }) => {
    await openImport(page);
    await fillIn(page, { ...WALTER, tenant: '' }, 'TENANT_TYPE');
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await send(page);
    expect((await sent).postData()).toBe('{"customerType":"TENANT_TYPE"}');
    await onTask(page, 'tsk_185510');
    expect(await posts(sandbox)).toHaveLength(1);
  });

  test('a flag that is set to no is sent', async ({ page }) => {
    await openImport(page, `?customer=${WALTER.guid}`);
    await choiceOf(page, 'Customer type').selectOption('TENANT_TYPE_GW');
    await expect(page.getByText('what it does is not documented')).toBeVisible();
    await choiceOf(page, 'Allow SBC id update').selectOption({ label: 'No' });
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await send(page);
    expect((await sent).postDataJSON()).toEqual({ customerType: 'TENANT_TYPE_GW', allowSbcIdUpdateForOvoc: false });
  });

  test('a double press sends once', async ({ page, sandbox }) => {
    await openImport(page);
    await fillIn(page);
    // Until the second press has been made, there is no answer.
    const letGo = await hold(page, '/action/ovocimport');
    await reviewButton(page).click();
    await reviewOf(page).getByRole('button', { name: 'Import customer' }).dblclick();
    letGo();
    await onTask(page, 'tsk_185510');
    expect(await posts(sandbox)).toHaveLength(1);
  });

  test('the keyboard alone does it', async ({ page, sandbox }) => {
    await openImport(page);
    await customerOf(page).focus();
    await page.keyboard.type(PRO.name);
    await expect(page.getByRole('option', { name: PRO.name }).first()).toBeVisible();
    await page.keyboard.press('Enter');
    await choiceOf(page, 'Customer type').focus();
    await page.keyboard.type('TENANT_TYPE');
    await page.keyboard.press('Control+Enter');
    await expect(reviewOf(page).getByRole('button', { name: 'Back to the form' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(reviewOf(page)).toBeHidden();
    await page.keyboard.press('Control+Enter');
    await expect(reviewOf(page)).toBeVisible();
    await reviewOf(page).getByRole('button', { name: 'Import customer' }).press('Enter');
    await onTask(page, 'tsk_185510');
    expect(await posts(sandbox)).toHaveLength(1);
  });
});

test.describe('the tenant', () => {
  test('follows the pick until another one is typed', async ({ page }) => {
    await openImport(page);
    await pick(page, PRO.name, PRO.name);
    await expect(tenantOf(page)).toHaveValue(PRO.tenant);
    await pick(page, WALTER.name, WALTER.name);
    await expect(tenantOf(page)).toHaveValue('');
    await pick(page, PLUS.name, PLUS.name);
    await expect(tenantOf(page)).toHaveValue(PLUS.tenant);
    await tenantOf(page).fill(TENANT);
    await pick(page, PRO.name, PRO.name);
    await expect(pickedOf(page)).toContainText(PRO.guid);
    await expect(tenantOf(page)).toHaveValue(TENANT);
    await page.getByRole('button', { name: 'Use the tenant that Live Platform reports' }).click();
    await expect(tenantOf(page)).toHaveValue(PRO.tenant);
  });

  test('in another form than a GUID is warned of, not refused', async ({ page }) => {
    await openImport(page);
    await fillIn(page, { ...WALTER, tenant: '' });
    await tenantOf(page).fill('contoso.example');
    const warning = page.getByText('This is not in the form of a GUID.');
    await expect(warning).toBeHidden();
    await tenantOf(page).blur();
    await expect(warning).toBeVisible();
    await expect(tenantOf(page)).not.toHaveAttribute('aria-invalid');
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await send(page);
    expect((await sent).postDataJSON()).toEqual({ customerType: 'IPGROUP_TYPE', customerMsTenantId: 'contoso.example' });
  });
});

test.describe('what the form stops', () => {
  test('is told at its field and in the summary', async ({ page, sandbox }) => {
    await openImport(page);
    await lcCustomerOf(page).fill('13x');
    await expect(lcCustomerOf(page)).not.toHaveAttribute('aria-invalid');
    await lcCustomerOf(page).blur();
    await expect(lcCustomerOf(page)).toHaveAccessibleDescription(/Use digits only/);
    await reviewButton(page).click();
    await expect(summaryOf(page)).toBeFocused();
    await expect(summaryOf(page).getByRole('link')).toHaveText([
      'Pick a service customer, or enter its GUID',
      'Choose a customer type',
      'Use digits only, such as 1317092',
    ]);
    await axe(page);
    await summaryOf(page).getByRole('link', { name: 'Use digits only' }).click();
    await expect(lcCustomerOf(page)).toBeFocused();
    await lcCustomerOf(page).fill('13');
    await pick(page, PRO.name, PRO.name);
    await choiceOf(page, 'Customer type').selectOption('TENANT_TYPE');
    await expect(summaryOf(page)).toBeHidden();
    await lcCustomerOf(page).fill('1'.repeat(21));
    await page.keyboard.press('Control+Enter');
    await expect(summaryOf(page).getByRole('link')).toHaveText(['Use at most 20 digits']);
    expect(await posts(sandbox)).toEqual([]);
  });

  test('how the id of the Operation Center is found can be read', async ({ page }) => {
    await openImport(page);
    const guide = page.getByRole('group').filter({ hasText: 'How to find it' });
    await expect(guide.getByText("Open the browser's developer tools")).toBeHidden();
    // The message that comes when the field is left must not move the guide away from under the press.
    await lcCustomerOf(page).fill('x');
    await guide.getByText('How to find it').click();
    await expect(guide.getByText("Open the browser's developer tools")).toBeVisible();
    await expect(guide.getByText('id: 1317092')).toBeVisible();
    await axe(page);
  });
});

test.describe('the draft', () => {
  test('outlives a reload, and can be discarded', async ({ page }) => {
    await openImport(page);
    await fillIn(page);
    await lcCustomerOf(page).fill('1317092');
    await choiceOf(page, 'Allow SBC id update').selectOption('true');
    await drafted(page, '1317092');
    await page.reload();
    await expect(page.getByText(/^Your draft of .* is shown$/)).toBeVisible();
    await expect(customerOf(page)).toHaveValue(PRO.name);
    await expect(lcCustomerOf(page)).toHaveValue('1317092');
    await expect(choiceOf(page, 'Allow SBC id update')).toHaveValue('true');
    // The tenant was proposed, so it still goes with its customer.
    await pick(page, WALTER.name, WALTER.name);
    await expect(tenantOf(page)).toHaveValue('');
    await page.getByRole('button', { name: 'Discard draft' }).click();
    await expect(customerOf(page)).toHaveValue('');
    await expect(lcCustomerOf(page)).toHaveValue('');
    await page.reload();
    await expect(customerOf(page)).toBeVisible();
    await expect(page.getByText(/^Your draft of/)).toBeHidden();
  });

  test('of one customer does not open for another', async ({ page }) => {
    await openImport(page);
    await fillIn(page);
    await drafted(page, PRO.guid);
    await page.goto(`imports/new?customer=${PLUS.guid}`);
    await expect(customerOf(page)).toHaveValue(PLUS.name);
    await expect(choiceOf(page, 'Customer type')).toHaveValue('');
  });

  test('is gone once it is sent', async ({ page }) => {
    await openImport(page);
    await fillIn(page);
    await drafted(page, 'IPGROUP_TYPE');
    await send(page);
    await onTask(page, 'tsk_185510');
    await page.goto('imports/new');
    await expect(customerOf(page)).toHaveValue('');
  });
});
