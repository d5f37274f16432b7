// The runs of many writes, for the matrix of faults.
import { expect, type Page } from '@playwright/test';

import { signIn } from '../../actions.ts';
import { IMPORT } from '../../import-form.ts';
import { TASK, guids, startElsewhere } from '../../imports.ts';
import { ATT, ONE_ACCOUNT, accountsOf, chooseHere, dryRunOfType, run } from '../../operator-accounts-bulk.ts';
import type { Poll } from '../polls.ts';
import type { Run } from '../runs.ts';

/** What every account is given. */
const NEW = 'PP77';

let asked = 0;

const BULK_CHANGE: Omit<Run, 'call' | 'where'> = {
  service: 'airvantage',
  writes: 'PUT',
  path: ONE_ACCOUNT,
  open: async (page, sandbox, count) => {
    await signIn(page, 'AirVantage');
    return (await accountsOf(sandbox)).slice(0, count).map(({ uid }) => uid);
  },
  pathOf: (uid) => ONE_ACCOUNT.replace('*', uid),
  prepare: async (page, uids, from) => {
    await page.goto(`operator-accounts?connection=${ATT}`);
    if (from === 0) {
      await chooseHere(page, uids.length);
    } else {
      await page.getByRole('checkbox', { name: /^Select (?!all)/ }).nth(from).click();
      await page.getByRole('button', { name: 'Change selected…' }).click();
    }
    const dryRun = await dryRunOfType(page, 'Add values to a type', 'PricePlan', NEW);
    // What it reads must not meet the faults.
    await expect(dryRun).toContainText(`${uids.length} will change`);
  },
  start: async (page) => {
    await run(page);
  },
  region: (page) => page.getByRole('region', { name: 'Bulk change' }),
  rowOf: (page, uid) => page.getByRole('row').filter({ has: page.locator(`a[href*="${uid}"]`) }),
  done: 'Done',
  effects: async (sandbox) => {
    const values = (await accountsOf(sandbox)).flatMap(({ types }) => types.PricePlan ?? []);
    return values.filter((value) => value === NEW).length;
  },
};

const IMPORTS: Omit<Run, 'call' | 'where'> = {
  service: 'live-platform',
  writes: 'POST',
  path: IMPORT,
  open: async (page, sandbox, count) => {
    await sandbox.taskSeconds(0);
    await signIn(page, 'Live Platform');
    return (await guids(sandbox)).slice(0, count);
  },
  pathOf: (guid) => IMPORT.replace('*', guid),
  prepare: async (page, all) => {
    await page.goto('imports/bulk');
    const another = page.getByRole('button', { name: 'New run' });
    const sheet = page.getByLabel('Or paste rows');
    await expect(sheet.or(another).first()).toBeVisible();
    if (await another.isVisible()) await another.click();
    await sheet.fill(['customerGuid,customerType', ...all.map((guid) => `${guid},TENANT_TYPE`)].join('\n'));
    await page.getByRole('button', { name: 'Use the pasted rows' }).click();
    await expect(page.getByRole('region', { name: 'Dry run' })).toContainText(`${all.length} ready`);
  },
  start: async (page, count) => {
    const words = `Import ${count} customer${count === 1 ? '' : 's'}`;
    await page.getByRole('button', { name: words }).click();
    const dialog = page.getByRole('dialog', { name: 'Import these customers?' });
    await dialog.getByRole('combobox', { name: 'Unfinished at a time at most' }).selectOption('4');
    await dialog.getByRole('combobox', { name: 'Stop after failures in a row' }).selectOption('');
    await dialog.getByRole('button', { name: words }).click();
  },
  region: (page) => page.getByRole('region', { name: 'Run', exact: true }),
  // The first line of a sheet is its header.
  rowOf: (page, _, place) => page.getByRole('row').filter({ has: page.getByRole('cell', { name: String(place + 2), exact: true }) }),
  done: 'Succeeded',
  isBlind: true,
  // The number of the next task grows with each import that was started; the question itself starts one more.
  effects: async (sandbox) => Number(/\d+$/.exec(await startElsewhere(sandbox))![0]) - (asked += 1),
};

/** The only row of a run of one import. */
const oneImport = (page: Page) => IMPORTS.rowOf(page, '', 0);

/** Watches the task of the only row again, on its page. */
async function watchAgain(page: Page, before?: () => Promise<void>): Promise<void> {
  await oneImport(page).getByRole('link', { name: /^Task of / }).click();
  await before?.();
  await page.getByRole('button', { name: 'Watch again' }).click();
  await page.goBack();
  await expect(oneImport(page)).toBeVisible();
}

export const RUNS: readonly Run[] = [
  { ...BULK_CHANGE, call: 'Operator account', where: 'read before each write of a bulk change' },
  { ...BULK_CHANGE, call: 'Edit operator account', where: 'bulk change', method: 'PUT' },
  { ...IMPORTS, call: 'Import customer', where: 'imports of a sheet', method: 'POST' },
];

export const POLLS: readonly Poll[] = [
  {
    service: 'live-platform',
    call: 'Task',
    where: 'run of many imports',
    path: TASK,
    open: async (page, sandbox) => {
      const [guid] = await IMPORTS.open(page, sandbox, 1);
      await sandbox.taskSeconds(600);
      await IMPORTS.prepare(page, [guid!], 0);
      await IMPORTS.start(page, 1);
      await expect(oneImport(page)).toContainText('Running');
      await expect(oneImport(page).getByRole('link', { name: /^Task of / })).toBeVisible();
    },
    row: oneImport,
    watchAgain: (page) => watchAgain(page),
    watchAnew: (page) => watchAgain(page, () => page.getByRole('button', { name: 'Stop watching' }).click()),
    finish: (sandbox) => sandbox.taskSeconds(0),
  },
];
