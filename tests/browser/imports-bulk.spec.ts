// Many imports: read from a sheet, tried dry, run at most a few at a time, and every row accounted for.
import { readFile } from 'node:fs/promises';

import type { Page, Request } from '@playwright/test';

import { hold } from './actions.ts';
import { axe, expect, signIn, signInHere, test, type Sandbox } from './fixtures.ts';
import { IMPORT, posts, PRO } from './import-form.ts';
import { TASK, guids, holdPolls } from './imports.ts';

test.use({ sandboxOptions: ['--pace', 'none', '--task-seconds', '600', '--services', '520'] });

async function openBulk(page: Page, token = 'sandbox-admin'): Promise<void> {
  await page.goto('imports/bulk');
  await signInHere(page, 'Live Platform', token);
}

async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel('Or paste rows').fill(text);
  await page.getByRole('button', { name: 'Use the pasted rows' }).click();
  await expect(page.getByRole('region', { name: 'Dry run' })).toBeVisible();
  // With the list of the service customers the rows are tried again, and meanwhile none can be imported.
  await expect(page.getByText('The GUIDs were not held against')).toBeHidden();
}

/** A sheet of the first service customers. */
async function sheet(sandbox: Sandbox, count: number, more = (_: number): string => ''): Promise<string> {
  const rows = (await guids(sandbox)).slice(0, count).map((guid, place) => `${guid},TENANT_TYPE,${more(place)}`);
  return ['customerGuid,customerType,lcCustomerId', ...rows].join('\r\n');
}

async function start(page: Page, count: number, atOnce = '2', patience = '5'): Promise<void> {
  const words = `Import ${count} customer${count === 1 ? '' : 's'}`;
  await page.getByRole('button', { name: words }).click();
  const dialog = page.getByRole('dialog', { name: 'Import these customers?' });
  await expect(dialog).toContainText('Sandbox');
  await dialog.getByRole('combobox', { name: 'Unfinished at a time at most' }).selectOption(atOnce);
  await dialog.getByRole('combobox', { name: 'Stop after failures in a row' }).selectOption(patience);
  await dialog.getByRole('button', { name: words }).click();
  await expect(page.getByRole('region', { name: 'Run', exact: true })).toBeVisible();
}

/** That many have their tasks: none is on its way to the service any more. */
async function running(page: Page, count: number): Promise<void> {
  await expect(page.getByText(`${count} running`)).toBeVisible();
  await expect(page.getByRole('link', { name: /^Task of .*: tsk_/ })).toHaveCount(count);
}

/** Lets time pass until it shows: tasks are asked for every few seconds. */
async function until(page: Page, words: string): Promise<void> {
  const open = new Set<Request>();
  page.on('request', (request) => open.add(request));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  const step = async (): Promise<boolean> => {
    // By the page's clock an answer that is not waited for would come too late.
    if (open.size === 0) await page.clock.runFor(3_000);
    // Somebody is there, else the sign-in would end.
    await page.keyboard.press('Shift');
    return page.getByText(words, { exact: true }).first().isVisible();
  };
  await expect.poll(step, { timeout: 240_000, intervals: [40] }).toBe(true);
}

test('the dry run tells errors by row and column, and a row is put right in place', async ({ page, sandbox }) => {
  const [one, two] = await guids(sandbox);
  await openBulk(page);
  const rows = [
    '\ufeffNote;customer type;GUID;allow',
    `x;TENANT_TYPE;${one};yes`,
    `"a;b";tenant_type;${two};`,
    `;TENANT_TYPE;${one?.toUpperCase()};`,
    ';TENANT_TYPE;3aae7841-12d1-4341-a7f1-867f1dd0ba0c;perhaps',
  ];
  await paste(page, rows.join('\n'));
  const run = page.getByRole('region', { name: 'Dry run' });
  await expect(run).toContainText('1 ready');
  await expect(run).toContainText('3 wrong');
  await expect(run).toContainText('Customer type: Did you mean TENANT_TYPE?');
  await expect(run).toContainText('Row 2 has the same GUID');
  await expect(run).toContainText('has no service customer with this GUID');
  await expect(run).toContainText('“perhaps” is neither');
  await axe(page);
  await run.getByRole('checkbox', { name: 'Problems only' }).check();
  await expect(run.getByRole('row')).toHaveCount(4);
  await run.getByRole('button', { name: 'Edit row 3' }).click();
  const editor = page.getByRole('dialog', { name: 'Edit the row' });
  await expect(editor).toContainText('Did you mean TENANT_TYPE?');
  await editor.getByRole('combobox', { name: /^Customer type/ }).selectOption('TENANT_TYPE');
  await expect(editor).not.toContainText('Did you mean');
  await axe(page);
  await editor.getByRole('button', { name: 'Take it over' }).click();
  await expect(run).toContainText('2 ready');
  // What was chosen stays while the rows are tried again.
  await expect(run.getByRole('checkbox', { name: 'Problems only' })).toBeChecked();
  await expect(run.getByRole('row')).toHaveCount(3);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    run.getByRole('button', { name: 'Save as CSV' }).click(),
  ]);
  const saved = await readFile(await file.path(), 'utf8');
  expect(saved).toContain(`${two},TENANT_TYPE,,,,\r\n`);
  expect(saved).toContain(`${one},TENANT_TYPE,,,,true\r\n`);
  expect(await posts(sandbox)).toEqual([]);
});

test('columns of other names are mapped by hand', async ({ page, sandbox }) => {
  const [one] = await guids(sandbox);
  await openBulk(page);
  await page.getByLabel('Or paste rows').fill(`who\thow\n${one}\tTENANT_TYPE`);
  await page.getByRole('button', { name: 'Use the pasted rows' }).click();
  await expect(page.getByText('Say which columns hold the GUID and the customer type')).toBeVisible();
  await page.getByRole('combobox', { name: /^Service customer/ }).selectOption('who');
  await page.getByRole('combobox', { name: /^Customer type/ }).selectOption('how');
  await expect(page.getByRole('region', { name: 'Dry run' })).toContainText('1 ready');
});

test('a file is read, and one that is none is told', async ({ page, sandbox }) => {
  const text = await sheet(sandbox, 3);
  await openBulk(page);
  const input = page.getByLabel('CSV file');
  await input.setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('') });
  await expect(page.getByText('The file is empty.')).toBeVisible();
  await axe(page);
  await input.setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await expect(page.getByRole('region', { name: 'Dry run' })).toContainText('3 ready');
});

test('a file is dropped; a template names the columns', async ({ page, sandbox }) => {
  const text = await sheet(sandbox, 2);
  await openBulk(page);
  const [template] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download a template' }).click(),
  ]);
  expect(await readFile(await template.path(), 'utf8')).toBe(
    '\ufeffcustomerGuid,customerType,customerSource,customerMsTenantId,lcCustomerId,allowSbcIdUpdateForOvoc\r\n',
  );
  const dropped = await page.evaluateHandle((rows) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([rows], 'a.csv', { type: 'text/csv' }));
    return transfer;
  }, text);
  await page.getByText('Drop a CSV file here').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(page.getByRole('region', { name: 'Dry run' })).toContainText('2 ready');
});

test('ten thousand rows are tried, and more are told', async ({ page, sandbox }) => {
  const [one] = await guids(sandbox);
  const rows = Array.from({ length: 10_002 }, () => `${one},TENANT_TYPE`);
  await openBulk(page);
  const buffer = Buffer.from(`guid,type\n${rows.join('\n')}`);
  await page.getByLabel('CSV file').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer });
  await expect(page.getByText('2 rows beyond the first 10,000 were left out')).toBeVisible();
  const run = page.getByRole('region', { name: 'Dry run' });
  await expect(run).toContainText('9,999 wrong');
  expect(await run.getByRole('row').count()).toBeLessThan(70);
});

test('a question that is open while the rows are tried again is not taken for the answer to another one', async ({ page, sandbox }) => {
  await signIn(page, 'Live Platform');
  const letGo = await hold(page, '/v3/customer');
  await page.goto('imports/bulk');
  const unknown = '3aae7841-12d1-4341-a7f1-867f1dd0ba0c,TENANT_TYPE,';
  await page.getByLabel('Or paste rows').fill(`${await sheet(sandbox, 2)}\r\n${unknown}`);
  await page.getByRole('button', { name: 'Use the pasted rows' }).click();
  await page.getByRole('button', { name: 'Import 3 customers' }).click();
  const question = page.getByRole('dialog', { name: 'Import these customers?' });
  await expect(question).toBeVisible();
  letGo();
  await expect(question).toContainText('Meanwhile the rows were tried again, and 2 customers can be imported.');
  await axe(page);
  await question.getByRole('button', { name: 'Import 3 customers' }).press('Enter');
  await expect(question).toBeVisible();
  expect(await posts(sandbox)).toEqual([]);
  await page.keyboard.press('Escape');
  await start(page, 2);
  await running(page, 2);
  expect(await posts(sandbox)).toHaveLength(2);
});

test('at most two are unfinished at a time; stopping waits for them', async ({ page, sandbox }) => {
  const text = await sheet(sandbox, 6);
  await openBulk(page);
  await paste(page, text);
  await start(page, 6);
  await running(page, 2);
  await expect(page.getByText('4 waiting')).toBeVisible();
  await axe(page);
  expect((await posts(sandbox)).length).toBe(2);
  await page.getByRole('button', { name: 'Stop after the current ones' }).click();
  await expect(page.getByText('Stopping once the imports that run have ended.')).toBeVisible();
  await sandbox.taskSeconds(0);
  await expect(page.getByText('2 succeeded')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('4 left out')).toBeVisible();
  expect((await posts(sandbox)).length).toBe(2);
});

test('a check of a task that did not get through is told at its row', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/status of 500/);
  const text = await sheet(sandbox, 1);
  await sandbox.faults([{ service: 'live-platform', path: TASK, kind: 'status', status: 500 }]);
  await openBulk(page);
  await paste(page, text);
  await start(page, 1);
  const rows = page.getByRole('region', { name: 'Run', exact: true }).getByRole('row');
  const told = rows.filter({ hasText: 'The last check did not get through: Live Platform has a problem.' });
  await expect(told).toContainText('Running');
  await axe(page);
  const { come, letGo } = await holdPolls(page);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await come;
  await sandbox.faults([]);
  letGo();
  await expect(told).toHaveCount(0);
  await expect(page.getByText('1 running')).toBeVisible();
});

test('failures in a row stop it; only what failed is tried again', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/status of 400/);
  const text = await sheet(sandbox, 6);
  await sandbox.taskSeconds(0);
  await sandbox.faults([{ service: 'live-platform', method: 'POST', path: IMPORT, kind: 'body', status: 400, body: 'Not now', count: 3 }]);
  await openBulk(page);
  await paste(page, text);
  await start(page, 6, '1', '3');
  await expect(page.getByText('Stopped: too many imports in a row failed', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Run', exact: true })).toContainText('Not now');
  expect((await posts(sandbox)).length).toBe(3);
  await page.getByRole('button', { name: 'Stop after the current ones' }).click();
  await page.getByRole('button', { name: 'Retry 3 failed' }).click();
  await expect(page.getByText('3 succeeded')).toBeVisible({ timeout: 30_000 });
  expect((await posts(sandbox)).length).toBe(6);
});

test('a reload pauses; what runs is followed, and nothing is sent twice', async ({ page, sandbox }) => {
  const text = await sheet(sandbox, 4);
  await openBulk(page);
  await paste(page, text);
  await start(page, 4);
  await running(page, 2);
  await page.reload();
  await expect(page.getByText('The page was loaded anew, so the run is paused')).toBeVisible();
  await expect(page.getByText('2 running')).toBeVisible();
  await sandbox.taskSeconds(0);
  await expect(page.getByText('2 succeeded')).toBeVisible({ timeout: 20_000 });
  expect((await posts(sandbox)).length).toBe(2);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('4 succeeded')).toBeVisible({ timeout: 30_000 });
  expect((await posts(sandbox)).length).toBe(4);
});

test('the register keeps what a run reports on, and nothing is sent again', async ({ page, sandbox }) => {
  const text = await sheet(sandbox, 3);
  await openBulk(page);
  await paste(page, text);
  await start(page, 3);
  await running(page, 2);
  // From here on nothing of the run is loaded: what becomes of its tasks, only the register learns.
  await page.goto('imports');
  await sandbox.taskSeconds(0);
  await expect(page.getByText('Succeeded', { exact: true }).nth(1)).toBeVisible({ timeout: 30_000 });
  await page.getByText('Register', { exact: true }).click();
  await expect(page.getByRole('button', { name: 'Remove ended imports…' })).toBeDisabled();
  await page.goto('imports/bulk');
  await expect(page.getByText('2 succeeded')).toBeVisible();
  await expect(page.getByText('1 waiting')).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('3 succeeded')).toBeVisible({ timeout: 30_000 });
  expect((await posts(sandbox)).length).toBe(3);
  // Without the run they can go.
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.goto('imports');
  await page.getByText('Register', { exact: true }).click();
  await page.getByRole('button', { name: 'Remove ended imports…' }).click();
  await page.getByRole('dialog', { name: 'Remove ended imports?' }).getByRole('button', { name: 'Remove them' }).click();
  await expect(page.getByText('No import yet')).toBeVisible();
});

test('a customer that is imported otherwise meanwhile is not imported again', async ({ page, context, sandbox }) => {
  await openBulk(page);
  await paste(page, `guid,type\n\n${(await guids(sandbox)).find((guid) => guid !== PRO.guid)},TENANT_TYPE\n${PRO.guid},TENANT_TYPE`);
  await start(page, 2, '1');
  await expect(page.getByText('1 running')).toBeVisible();
  const second = await context.newPage();
  await second.goto(`imports/new?customer=${PRO.guid}`);
  await second.getByRole('combobox', { name: /^Customer type/ }).selectOption('TENANT_TYPE');
  await second.getByRole('button', { name: 'Review the import' }).click();
  await second.getByRole('dialog', { name: 'Review the import' }).getByRole('button', { name: 'Import customer' }).click();
  await expect(second).toHaveURL(/imports\/tasks\/tsk_/);
  await sandbox.taskSeconds(0);
  await expect(page.getByText('1 not sent', { exact: true })).toBeVisible({ timeout: 30_000 });
  const row = page.getByRole('region', { name: 'Run', exact: true }).getByRole('row', { name: /Not sent/ });
  await expect(row.getByRole('cell').first()).toHaveText('4');
  expect((await posts(sandbox)).length).toBe(2);
  // The user may want it all the same.
  await expect(second.getByText('Succeeded', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await page.bringToFront();
  const again = page.getByRole('button', { name: /^Send again/ });
  await expect(async () => {
    if (await again.isVisible()) await again.click({ timeout: 5_000 });
    await expect(page.getByText('1 not sent', { exact: true })).toBeHidden({ timeout: 5_000 });
  }).toPass({ timeout: 40_000 });
  await expect(page.getByText('2 succeeded')).toBeVisible({ timeout: 30_000 });
  expect((await posts(sandbox)).length).toBe(3);
});

test('what is no UTF-8, and cells under no column, are told', async ({ page, sandbox }) => {
  const [one, two] = await guids(sandbox);
  await openBulk(page);
  const buffer = Buffer.from(`guid;type;note\n${one};TENANT_TYPE;M\xfcller\n${two};TENANT_TYPE;;more`, 'latin1');
  await page.getByLabel('CSV file').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer });
  await expect(page.getByText('1 row could not be read whole')).toBeVisible();
  const run = page.getByRole('region', { name: 'Dry run' });
  await expect(run).toContainText('1 ready, with a warning');
  await expect(run).toContainText('more cells than there are columns');
});

test('a lost answer is unknown, is not sent again by itself, and goes on when asked', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/Failed to load resource/);
  const text = await sheet(sandbox, 2);
  await sandbox.taskSeconds(0);
  await sandbox.faults([{ service: 'live-platform', method: 'POST', path: IMPORT, kind: 'reset-after', count: 1 }]);
  await openBulk(page);
  await paste(page, text);
  await start(page, 2, '1');
  await expect(page.getByText('1 unknown or not ended')).toBeVisible();
  await expect(page.getByText('1 succeeded')).toBeVisible({ timeout: 20_000 });
  expect((await posts(sandbox)).length).toBe(2);
  await page.getByRole('button', { name: /^Send again/ }).click();
  await expect(page.getByText('2 succeeded')).toBeVisible({ timeout: 20_000 });
  expect((await posts(sandbox)).length).toBe(3);
});

test('a full storage pauses the run before anything is sent', async ({ page, sandbox }) => {
  await page.addInitScript(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key: string, value: string) {
      if (key.startsWith('switchboard.import')) throw new DOMException('full', 'QuotaExceededError');
      set.call(this, key, value);
    };
  });
  const text = await sheet(sandbox, 2);
  await openBulk(page);
  await paste(page, text);
  await start(page, 2);
  await expect(page.getByText('This run is not kept in this browser')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  expect(await posts(sandbox)).toEqual([]);
  await sandbox.taskSeconds(0);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('2 succeeded')).toBeVisible({ timeout: 20_000 });
  expect((await posts(sandbox)).length).toBe(2);
});

test('another tab follows the run that this one drives', async ({ page, context, sandbox }) => {
  const text = await sheet(sandbox, 3);
  await openBulk(page);
  await paste(page, text);
  await start(page, 3);
  await expect(page.getByText('2 running')).toBeVisible();
  const second = await context.newPage();
  await second.goto('imports/bulk');
  await expect(second.getByText('Another tab drives this run')).toBeVisible();
  await expect(second.getByText('2 running')).toBeVisible();
  await sandbox.taskSeconds(0);
  await expect(second.getByText('3 succeeded')).toBeVisible({ timeout: 30_000 });
  expect((await posts(sandbox)).length).toBe(3);
});

test('who may not import is told for each row', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/403/);
  const text = await sheet(sandbox, 1);
  await openBulk(page, 'sandbox-viewer');
  await paste(page, text);
  await start(page, 1);
  await expect(page.getByText('1 failed', { exact: true })).toBeVisible();
});

test('500 rows with faults end with every row accounted for, and not one import too many', async ({ page, sandbox, allowConsole }) => {
  test.setTimeout(300_000);
  allowConsole(/Failed to load resource/);
  await page.clock.install();
  const text = await sheet(sandbox, 500, (place) => (place % 50 === 7 ? '0' : ''));
  await sandbox.taskSeconds(0);
  await sandbox.faults([
    { service: 'live-platform', method: 'POST', path: IMPORT, kind: 'status', status: 500, skip: 40, count: 5 },
    { service: 'live-platform', method: 'POST', path: IMPORT, kind: 'reset-after', skip: 110, count: 5 },
    { service: 'live-platform', method: 'POST', path: IMPORT, kind: 'reset-before', skip: 220, count: 5 },
  ]);
  await openBulk(page);
  await paste(page, text);
  await start(page, 500, '4', '');
  await until(page, '475 succeeded');
  await expect(page.getByText('15 failed', { exact: true })).toBeVisible();
  await expect(page.getByText('10 unknown or not ended', { exact: true })).toBeVisible();
  await expect(page.getByText('waiting', { exact: false }).first()).toBeHidden();
  expect((await posts(sandbox)).length).toBe(500);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Report as CSV' }).click(),
  ]);
  const report = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  expect(report.length).toBe(501);
  // Failures first.
  expect(report.slice(1, 16).every((row) => row.includes(',Failed,'))).toBe(true);
});
