// The export of operator accounts: all that the list finds, no secret, nothing half-written.
import { readFile } from 'node:fs/promises';

import type { Download, Page } from '@playwright/test';

import { expect, test } from './fixtures.ts';
import { ACCOUNTS, ATT, CONNECTIONS, accountsOf, findsOf, openAccounts, rowsOf } from './operator-accounts.ts';

test.use({ sandboxOptions: ['--pace', 'none'] });

const toastsOf = (page: Page) => page.getByRole('region', { name: 'Notifications' });

async function begin(page: Page, form: string): Promise<void> {
  await expect(rowsOf(page).first()).toBeVisible();
  await page.getByText('Export', { exact: true }).click();
  await page.getByRole('button', { name: form }).click();
}

interface Exported {
  file: Download;
  text: string;
}

/** `told` is what the page says of it, and only for a few seconds: it is looked for before the file is read. */
async function exported(page: Page, form: string, told: RegExp | string = /Saved \d/): Promise<Exported> {
  const [file] = await Promise.all([page.waitForEvent('download'), begin(page, form)]);
  await expect(toastsOf(page)).toContainText(told);
  return { file, text: await readFile(await file.path(), 'utf8') };
}

test('JSON holds every account of all pages, and no secret', async ({ page, sandbox }) => {
  const accounts = await accountsOf(sandbox);
  await openAccounts(page);
  await expect(rowsOf(page).first()).toBeVisible();
  await sandbox.clearRequests();
  const { file, text } = await exported(page, 'JSON', `Saved ${accounts.length} operator accounts as`);
  expect(file.suggestedFilename()).toMatch(/^operator-accounts-[a-z0-9-]+-\d{4}-\d\d-\d\d\.json$/);
  const saved = JSON.parse(text) as { uid: string; parameters: Record<string, string>; types: unknown }[];
  expect(saved.map(({ uid }) => uid)).toEqual(accounts.map(({ uid }) => uid));
  expect(saved.map(({ types }) => types)).toEqual(accounts.map(({ types }) => types));
  const mine = saved.find(({ parameters }) => parameters.user === 'mickey')!;
  expect(mine.parameters).toEqual({ user: 'mickey' });
  for (const secret of ['pwd', 'secret-telstra-key']) expect(text).not.toContain(`"${secret}"`);
  expect(text).not.toMatch(/password|apiKey/i);
  const finds = findsOf(await sandbox.requests());
  expect(finds.map((find) => find.get('offset') ?? '0')).toEqual(['0', '200', '400'].slice(0, Math.ceil(accounts.length / 200)));
  expect(finds.every((find) => find.get('size') === '200')).toBe(true);
});

test('CSV holds exactly what is filtered, and no formula', async ({ page, sandbox }) => {
  const found = await accountsOf(sandbox, { connection: ATT });
  await openAccounts(page, `operator-accounts?connection=${ATT}`);
  const { text } = await exported(page, 'CSV');
  const names = (of: 'types' | 'parameters') => [...new Set(found.flatMap((account) => Object.keys(account[of])))].sort();
  const open = names('parameters').filter((name) => name !== 'password');
  expect(names('parameters')).toContain('password');
  const first = ['uid', 'name', 'connection.uid', 'connection.name', 'smsAccount.uid', 'smsAccount.name'];
  const header = [...first, ...names('types').map((name) => `types.${name}`), ...open.map((name) => `parameters.${name}`)];
  const [written, ...rows] = text.trimEnd().split('\r\n');
  // Spreadsheets tell by the first character that it is UTF-8.
  expect(written).toBe(`\uFEFF${header.join(',')}`);
  expect(rows).toHaveLength(found.length);
  expect(rows.every((row) => !/(^|,)"?[=+@-]/.test(row))).toBe(true);
});

test('what is not described is left out, and that is told', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/status of 403/);
  await openAccounts(page, `operator-accounts?connection=${ATT}`);
  await expect(rowsOf(page).first()).toBeVisible();
  await sandbox.faults([{ service: 'airvantage', path: CONNECTIONS, status: 403 }]);
  const told = /Parameters are left out for AT&T, whose description could not be read/;
  const { text } = await exported(page, 'JSON', told);
  expect(text).not.toContain('mickey');
});

test('a fault keeps nothing, and trying again goes through', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/status of 400/);
  await openAccounts(page);
  await expect(rowsOf(page).first()).toBeVisible();
  await sandbox.faults([{ service: 'airvantage', path: ACCOUNTS, status: 400, skip: 1 }]);
  await begin(page, 'CSV');
  await expect(page.getByText(/The export has failed and nothing was saved/)).toBeVisible();
  await sandbox.faults([]);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Try the export again' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
});

test('cancel ends it', async ({ page, sandbox }) => {
  await openAccounts(page);
  await expect(rowsOf(page).first()).toBeVisible();
  await sandbox.clearRequests();
  await sandbox.faults([{ service: 'airvantage', path: ACCOUNTS, kind: 'delay', delay_ms: 15_000, skip: 1 }]);
  await begin(page, 'CSV');
  await expect(page.getByRole('progressbar', { name: 'Exporting' })).toHaveAttribute('value', '200');
  // The second page has been asked for.
  await expect.poll(async () => findsOf(await sandbox.requests()).length).toBe(2);
  await page.getByRole('button', { name: 'Cancel the export' }).click();
  await expect(toastsOf(page)).toContainText('The export was cancelled. Nothing was saved.');
  await expect(page.getByRole('progressbar', { name: 'Exporting' })).toBeHidden();
  expect(findsOf(await sandbox.requests())).toHaveLength(2);
});
