// What came of an import: earlier ones, refusals, outcomes that nobody knows, and sign-ins that end meanwhile.
import { axe, expect, signInHere, test } from './fixtures.ts';
import {
  DETAIL,
  PLUS,
  PRO,
  choiceOf,
  customerOf,
  failing,
  fillIn,
  lcCustomerOf,
  onTask,
  openImport,
  outcomeOf,
  pickedOf,
  posts,
  reviewButton,
  reviewOf,
  send,
} from './import-form.ts';

test.use({ sandboxOptions: ['--pace', 'none', '--task-seconds', '600'] });

test.describe('an earlier import of the same customer', () => {
  test('that is under way, and one that ended well, are told of', async ({ page, sandbox }) => {
    await openImport(page);
    await fillIn(page);
    await send(page);
    await onTask(page, 'tsk_185510');
    await page.goto(`imports/new?customer=${PRO.guid.toUpperCase()}`);
    await choiceOf(page, 'Customer type').selectOption('TENANT_TYPE');
    await reviewButton(page).click();
    await expect(reviewOf(page)).toContainText('An import of this customer is under way');
    await expect(reviewOf(page).getByRole('link')).toHaveAttribute('href', /imports\/tasks\/tsk_185510$/);
    await axe(page);
    await sandbox.taskSeconds(0);
    await expect(reviewOf(page)).toContainText('This customer was imported already', { timeout: 30_000 });
    await reviewOf(page).getByRole('button', { name: 'Import again' }).click();
    await onTask(page, 'tsk_185511');
    expect(await posts(sandbox)).toHaveLength(2);
  });

  test('of another customer is not', async ({ page }) => {
    await openImport(page);
    await fillIn(page);
    await send(page);
    await onTask(page, 'tsk_185510');
    await page.goto(`imports/new?customer=${PLUS.guid}`);
    await choiceOf(page, 'Customer type').selectOption('TENANT_TYPE');
    await reviewButton(page).click();
    await expect(reviewOf(page).getByRole('button', { name: 'Import customer' })).toBeVisible();
    await expect(reviewOf(page).getByRole('link')).toHaveCount(0);
  });
});

test.describe('what the service refuses', () => {
  test.beforeEach(({ allowConsole }) => allowConsole(/status of 4|Failed to load resource/));

  test('a message in a success', async ({ page, sandbox }) => {
    await openImport(page);
    await fillIn(page);
    await lcCustomerOf(page).fill('17');
    for (const body of ['The customer is locked', { Message: { level: 'Error', message: 'The customer is locked' } }]) {
      await failing(sandbox, 'body', { status: 200, body });
      await send(page);
      await expect(outcomeOf(page)).toBeFocused();
      await expect(outcomeOf(page)).toContainText('Live Platform did not start the import');
      await expect(outcomeOf(page)).toContainText('The customer is locked');
      await expect(lcCustomerOf(page)).toHaveValue('17');
    }
    await axe(page);
    await outcomeOf(page).getByRole('button', { name: 'Send again' }).click();
    await reviewOf(page).getByRole('button', { name: 'Import customer' }).click();
    await onTask(page, 'tsk_185510');
    expect(await posts(sandbox)).toHaveLength(3);
  });

  test('a refusal', async ({ page, sandbox }) => {
    await openImport(page);
    await fillIn(page);
    await failing(sandbox, 'body', { status: 400, body: 'Invalid change for License Type!' });
    await send(page);
    await expect(outcomeOf(page)).toContainText('Nothing was imported: Live Platform refused the request');
    await expect(outcomeOf(page)).toContainText('Invalid change for License Type!');
    await expect(customerOf(page)).toHaveValue(PRO.name);
  });

  test('who may only read imports nothing', async ({ page, sandbox }) => {
    await openImport(page, '', 'sandbox-viewer');
    await fillIn(page);
    await send(page);
    await expect(outcomeOf(page)).toContainText('Nothing was imported: your token may not import');
    await expect(outcomeOf(page).getByRole('link', { name: 'Settings' })).toBeVisible();
    await axe(page);
    expect((await posts(sandbox)).map(({ status }) => status)).toEqual([403]);
  });
});

test.describe('an outcome that nobody knows', () => {
  test.beforeEach(({ allowConsole }) => allowConsole(/status of [45]|ERR_|Failed to load resource/));

  for (const [what, kind, more] of [
    ['the answer is lost after it was started', 'reset-after', {}],
    ['the connection breaks before', 'reset-before', {}],
    ['the answer is empty', 'empty', {}],
    ['a web page comes instead', 'html', {}],
    ['the gateway gives up', 'status', { status: 504 }],
  ] as const) {
    test(`${what}: it is said, and sent again only when asked`, async ({ page, sandbox }) => {
      await openImport(page);
      await fillIn(page);
      await failing(sandbox, kind, more);
      await send(page);
      await expect(outcomeOf(page)).toBeFocused();
      await expect(outcomeOf(page)).toContainText(`It is not known whether this import was started: ${PRO.name}`);
      await expect(outcomeOf(page)).toContainText('That proves nothing');
      expect(await posts(sandbox)).toHaveLength(1);
      await page.reload();
      await expect(outcomeOf(page)).toContainText('It is not known whether this import was started');
      expect(await posts(sandbox)).toHaveLength(1);

      await outcomeOf(page).getByRole('button', { name: 'Send again' }).click();
      await expect(reviewOf(page)).toContainText('It is not known whether this customer was imported already');
      await axe(page);
      await reviewOf(page).getByRole('button', { name: 'Import again' }).click();
      await onTask(page, kind === 'reset-after' || kind === 'empty' ? 'tsk_185511' : 'tsk_185510');
      expect(await posts(sandbox)).toHaveLength(2);
      await page.goto(`imports/new?customer=${PRO.guid}`);
      await expect(pickedOf(page)).toContainText('Hosted Pro');
      await expect(outcomeOf(page).getByRole('button')).toHaveCount(0);
    });
  }

  test('what differs since is shown, and it can be left at that', async ({ page, sandbox }) => {
    await openImport(page);
    await fillIn(page);
    await expect(pickedOf(page)).toContainText('Hosted Pro');
    const body = { UmpCustomerGuid: PRO.guid, CustomerShortName: PRO.name, LicenseType: 5, ActiveUserCount: 3 };
    await sandbox.faults([
      { service: 'live-platform', method: 'POST', kind: 'status', status: 504, count: 1 },
      { service: 'live-platform', path: DETAIL, kind: 'body', status: 200, body },
    ]);
    await send(page);
    const differences = outcomeOf(page).getByRole('table');
    await expect(differences.getByRole('row').filter({ hasText: 'License' }).first()).toHaveText(/Hosted Pro.*OC Pro/);
    await axe(page);
    await outcomeOf(page).getByRole('button', { name: 'Leave it at that' }).click();
    const question = page.getByRole('dialog', { name: 'Leave it at that?' });
    await question.getByRole('button', { name: 'Leave it', exact: true }).click();
    await expect(outcomeOf(page).getByRole('button')).toHaveCount(0);
    expect(await posts(sandbox)).toHaveLength(1);
  });
});

test.describe('without a record', () => {
  test('it is sent only when asked', async ({ page, sandbox }) => {
    await page.addInitScript(() => {
      const keep = Storage.prototype.setItem;
      Storage.prototype.setItem = function (key: string, value: string) {
        if (key.startsWith('switchboard.import.')) throw new DOMException('full', 'QuotaExceededError');
        keep.call(this, key, value);
      };
    });
    await openImport(page);
    await fillIn(page);
    await send(page);
    const question = page.getByRole('dialog', { name: 'Before it is sent' });
    await expect(question).toContainText('storage for this site is full');
    await axe(page);
    expect(await posts(sandbox)).toEqual([]);
    await question.getByRole('button', { name: 'Back to the form' }).click();
    await expect(question).toBeHidden();
    await send(page);
    await question.getByRole('button', { name: 'Send without a record' }).click();
    await onTask(page, 'tsk_185510');
    expect(await posts(sandbox)).toHaveLength(1);
  });
});

test('signing in happens in place, and ends with the form', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/status of 401/);
  const token = await sandbox.token(600);
  await openImport(page, '', token);
  await fillIn(page);
  await lcCustomerOf(page).fill('1317092');
  // Else the question for its details would end the sign-in.
  await expect(pickedOf(page)).toContainText('Hosted Pro');
  await sandbox.revoke(token);
  await send(page);
  await signInHere(page, 'Live Platform');
  await expect(lcCustomerOf(page)).toHaveValue('1317092');
  await expect(customerOf(page)).toHaveValue(PRO.name);
  expect(await posts(sandbox)).toHaveLength(1);
});
