// The register of imports and their tasks: what is shown of them, kept, saved and read again.
import { readFile } from 'node:fs/promises';

import { axe, expect, signInHere, test } from './fixtures.ts';
import { CANARY, PRO, fillIn, openImport, send } from './import-form.ts';
import { TASK, entriesOf, follow, holdPolls, openImports, startElsewhere, stateOf } from './imports.ts';

test.use({ sandboxOptions: ['--pace', 'none', '--task-seconds', '600'] });

test('an empty register says what it is for', async ({ page }) => {
  await page.goto('imports');
  await expect(page.getByText('No import yet')).toBeVisible();
  await expect(page.getByText('Begin with “New import”')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Sign in to Live Platform' })).toBeVisible();
  await signInHere(page, 'Live Platform');
  await expect(page.getByText('This tab checks the tasks for all tabs.')).toBeVisible();
  await axe(page);
});

test('a task is followed to its documented end', async ({ page, sandbox }) => {
  await openImport(page);
  await fillIn(page);
  await send(page);
  await expect(page.getByRole('heading', { level: 1, name: PRO.name })).toBeVisible();
  await expect(stateOf(page, 'Running')).toBeVisible();
  await expect(page).toHaveTitle(/^\(1\) /);
  // What was sent, as a list and as it went.
  const sent = page.getByRole('region', { name: 'What was sent' });
  await expect(sent).toContainText(/Customer type customerType\s*IPGROUP_TYPE/);
  await expect(sent).toContainText(/Operation Center customer id lcCustomerId\s*Not sent/);
  await sent.getByText('The body as JSON').click();
  await expect(sent.getByText('"customerType": "IPGROUP_TYPE"')).toBeVisible();
  await expect(page.getByText('InProgress')).toBeVisible();
  await axe(page);
  await sandbox.taskSeconds(0);
  await expect(stateOf(page, 'Succeeded')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('CompletedSuccess')).toBeVisible();
  await expect(page).toHaveTitle(/^(?!\()/);
  // The zero date is not reported.
  await expect(page.getByRole('main')).not.toContainText('0001');
  await axe(page);
});

test('a failing task shows what the service says of it', async ({ page, sandbox }) => {
  const task = await startElsewhere(sandbox, { lcCustomerId: '0' });
  await sandbox.taskSeconds(0);
  await openImports(page);
  await follow(page, task, 'Acme');
  await expect(stateOf(page, 'Failed')).toBeVisible();
  // This browser does not know when it was sent.
  await expect(page.getByRole('region', { name: 'Task', exact: true })).toContainText('Followed since');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Import failed');
  await page.getByRole('link', { name: 'Imports', exact: true }).first().click();
  await expect(page.getByText('1 import to look at')).toBeVisible();
  await page.getByRole('button', { name: 'Show them' }).click();
  await expect(page).toHaveURL(/state=attention/);
  await expect(page.getByRole('row', { name: /Acme/ })).toBeVisible();
  await axe(page);
});

test('a check that did not get through is told in the list, too', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/status of 500/);
  const task = await startElsewhere(sandbox);
  await openImports(page);
  await sandbox.faults([{ service: 'live-platform', path: TASK, kind: 'status', status: 500 }]);
  await follow(page, task, 'Acme');
  await expect(page.getByText('The last check did not get through')).toBeVisible();
  await page.getByRole('link', { name: 'Imports', exact: true }).first().click();
  const row = page.getByRole('row', { name: /Acme/ });
  await expect(row).toContainText('Running');
  await expect(row.getByTitle('Live Platform has a problem')).toHaveText('Check failed');
  await axe(page);
  const { come, letGo } = await holdPolls(page);
  // Who comes back is told at once.
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await come;
  await sandbox.faults([]);
  letGo();
  await expect(row).not.toContainText('Check failed');
  await expect(row).toContainText('Running');
});

test('filter and search stand in the address', async ({ page, sandbox }) => {
  const [one, two] = [await startElsewhere(sandbox), await startElsewhere(sandbox)];
  await openImports(page);
  await follow(page, one, 'Acme');
  await page.goto('imports');
  await follow(page, two, 'Globex');
  await page.goto('imports?q=glob&state=running');
  await expect(page.getByText('1 of 2 imports')).toBeVisible();
  await expect(page.getByRole('row', { name: /Globex/ })).toBeVisible();
  await page.getByRole('combobox', { name: 'State' }).selectOption('succeeded');
  await expect(page).toHaveURL(/q=glob&state=succeeded/);
  await page.reload();
  await expect(page.getByRole('searchbox', { name: 'Search imports' })).toHaveValue('glob');
  await expect(page.getByRole('combobox', { name: 'State' })).toHaveValue('succeeded');
  await expect(page.getByText('No import matches')).toBeVisible();
  await page.getByRole('button', { name: 'Take the filter away' }).click();
  await expect(page).toHaveURL(/imports$/);
  await expect(page.getByText('2 imports')).toBeVisible();
  await expect(page).toHaveTitle(/^\(2\) /);
  await axe(page);
});

test('a task id by hand is checked, and an unusual one is warned of', async ({ page, allowConsole }) => {
  allowConsole(/404/);
  await openImports(page);
  await page.getByRole('button', { name: 'I have a task id' }).click();
  const dialog = page.getByRole('dialog', { name: 'Follow a task' });
  await dialog.getByRole('button', { name: 'Follow this task' }).click();
  await expect(dialog).toContainText('Enter the task id');
  await dialog.getByLabel(/^Task id/).fill('two words');
  await expect(dialog).toContainText('Ids of imports are said to begin with tsk_');
  await dialog.getByRole('button', { name: 'Follow this task' }).click();
  await expect(dialog).toContainText('one word');
  await axe(page);
  // What the service does not know either is told as such on the page of the task.
  await dialog.getByLabel(/^Task id/).fill('wst_7');
  await expect(dialog).toContainText('It is followed all the same.');
  // After the third time it says something else.
  await holdPolls(page, 1);
  await dialog.getByRole('button', { name: 'Follow this task' }).click();
  await expect(page.getByText('Task id entered by hand, or from a link')).toBeVisible();
  await expect(page.getByText('The last check did not get through')).toBeVisible();
});

test('a task that is followed already is not written down twice', async ({ page, sandbox }) => {
  const task = await startElsewhere(sandbox);
  await openImports(page);
  await follow(page, task, 'Acme');
  await page.getByRole('link', { name: 'Imports', exact: true }).first().click();
  await follow(page, ` ${task} `, 'Globex');
  await expect(page.getByRole('heading', { level: 1, name: 'Acme' })).toBeVisible();
  expect(await entriesOf(page)).toHaveLength(1);
});

test('a task of somebody else is shown, and followed when asked', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/404/);
  const task = await startElsewhere(sandbox);
  await page.goto(`imports/tasks/${task}`);
  await signInHere(page, 'Live Platform');
  await expect(page.getByText('does not know this task, but Live Platform does')).toBeVisible();
  expect(await entriesOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Follow it in this browser' }).click();
  await expect(stateOf(page, 'Running')).toBeVisible();
  await page.goto('imports/tasks/tsk_1');
  await expect(page.getByText('Neither this browser nor Live Platform knows this task')).toBeVisible();
});

test('what a task of somebody else says is shown before it is followed', async ({ page, sandbox }) => {
  const task = await startElsewhere(sandbox, { lcCustomerId: '0' });
  await sandbox.taskSeconds(0);
  await page.goto(`imports/tasks/${task}`);
  await signInHere(page, 'Live Platform');
  await expect(page.getByRole('button', { name: 'Follow it in this browser' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Import failed');
  await axe(page);
});

test('the register is saved, removed and read again', async ({ browser, page, sandbox, watch }) => {
  const task = await startElsewhere(sandbox);
  await sandbox.taskSeconds(0);
  await openImports(page);
  await follow(page, task, 'Acme');
  await expect(stateOf(page, 'Succeeded')).toBeVisible();
  await page.goto('imports');
  const menu = page.getByText('Register', { exact: true });
  await menu.click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export as JSON' }).click(),
  ]);
  const saved = await readFile(await file.path(), 'utf8');
  expect(JSON.parse(saved)).toMatchObject({ kind: 'switchboard-imports', entries: [{ uid: task }] });
  expect(saved).not.toContain('sandbox-admin');
  await page.getByRole('button', { name: 'Remove ended imports…' }).click();
  const question = page.getByRole('dialog', { name: 'Remove ended imports?' });
  await expect(question).toContainText('1 ended import');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('row', { name: /Acme/ })).toBeVisible();
  await menu.click();
  await page.getByRole('button', { name: 'Remove ended imports…' }).click();
  await question.getByRole('button', { name: 'Remove them' }).click();
  await expect(page.getByText('No import yet')).toBeVisible();
  const input = page.getByLabel('Register to read');
  await input.setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{"schema":1}') });
  await expect(page.getByText('This is no register of imports').first()).toBeVisible();
  await input.setInputFiles({ name: 'b.json', mimeType: 'application/json', buffer: Buffer.from(saved) });
  await expect(page.getByText('1 import added.').first()).toBeVisible();
  await expect(page.getByRole('row', { name: /Acme/ })).toBeVisible();
  // Another browser reads it too, without a sign-in, and only once.
  const context = await browser.newContext({ baseURL: sandbox.address });
  await watch(context);
  const other = await context.newPage();
  await other.goto('imports');
  await expect(other.getByText('No import yet')).toBeVisible();
  for (const told of ['1 import added.', '0 imports added, 1 known already.']) {
    await other
      .getByLabel('Register to read')
      .setInputFiles({ name: 'c.json', mimeType: 'application/json', buffer: Buffer.from(saved) });
    await expect(other.getByText(told).first()).toBeVisible();
  }
  await other.getByRole('link', { name: 'Acme' }).click();
  await expect(stateOf(other, 'Succeeded')).toBeVisible();
  await expect(other.getByText('CompletedSuccess')).toBeVisible();
  await context.close();
});

test('a browser whose storage is full is told, and the task is followed all the same', async ({ page, sandbox }) => {
  await page.addInitScript(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key: string, value: string) {
      if (key.startsWith('switchboard.import.')) throw new DOMException('full', 'QuotaExceededError');
      set.call(this, key, value);
    };
  });
  const task = await startElsewhere(sandbox);
  await openImports(page);
  await follow(page, task, 'Acme');
  await expect(page.getByText('This import is known to this page alone')).toBeVisible();
  await expect(page.getByText('InProgress')).toBeVisible();
  await page.getByRole('link', { name: 'Imports', exact: true }).first().click();
  await expect(page.getByText('The last change could not be kept in this browser')).toBeVisible();
  await sandbox.taskSeconds(0);
  await expect(stateOf(page, 'Succeeded')).toBeVisible({ timeout: 20_000 });
});

test('what another version has written stays, and is told', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('switchboard.import.sandbox.x', '{"schema":99}'));
  await openImports(page);
  await expect(page.getByText('1 import kept by another version of this console cannot be read here')).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem('switchboard.import.sandbox.x'))).toBe('{"schema":99}');
});

test('no token and no secret is in what is kept, shown or saved', async ({ page }) => {
  await page.goto('imports/new');
  await signInHere(page, 'Live Platform', 'sandbox-admin', { keep: false });
  await fillIn(page);
  await send(page);
  await expect(stateOf(page, 'Running')).toBeVisible();
  const here = () =>
    page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML]));
  const task = await here();
  await page.getByRole('link', { name: 'Imports', exact: true }).first().click();
  await expect(page.getByRole('row', { name: PRO.name })).toBeVisible();
  const list = await here();
  await page.getByText('Register', { exact: true }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export as JSON' }).click(),
  ]);
  for (const kept of [task, list, await readFile(await file.path(), 'utf8')]) {
    expect(kept).toContain(PRO.guid);
    expect(kept).not.toContain(CANARY);
    expect(kept).not.toContain('sandbox-admin');
  }
});
