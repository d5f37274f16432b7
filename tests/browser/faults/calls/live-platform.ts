// Live Platform's reads for the matrix of faults.
import { expect, type Page } from '@playwright/test';

import { signIn, signInHere } from '../../actions.ts';
import type { Read } from '../reads.ts';
import { DETAIL, LIST, PRO, customerOf, failing, fillIn, lcCustomerOf, openImport, outcomeOf, pickedOf, send } from '../../import-form.ts';
import { TASK, follow, openImports, startElsewhere } from '../../imports.ts';

const service = 'live-platform';

const typed = '1317092';
const stillTyped = (page: Page) => expect(lcCustomerOf(page), 'what was typed').toHaveValue(typed);

/** The form with something typed in it, that the browser keeps. */
async function openTyped(page: Page, query = ''): Promise<void> {
  await openImport(page, query);
  await lcCustomerOf(page).fill(typed);
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }))).toContain(typed);
}

/** A service customer, and one that does not exist. */
const SHEET = ['customerGuid,customerType', `${PRO.guid},TENANT_TYPE`, '3aae7841-12d1-4341-a7f1-867f1dd0ba0c,TENANT_TYPE'].join('\n');
const dryRunOf = (page: Page) => page.getByRole('region', { name: 'Dry run' });

/** Pastes the rows, unless the sign-in has ended meanwhile. */
async function paste(page: Page): Promise<void> {
  const signIn = page.getByRole('region', { name: 'Sign in to Live Platform' });
  await expect(async () => {
    if ((await signIn.isVisible()) || (await dryRunOf(page).isVisible())) return;
    await page.getByLabel('Or paste rows').fill(SHEET, { timeout: 5_000 });
    await page.getByRole('button', { name: 'Use the pasted rows' }).click({ timeout: 5_000 });
  }).toPass({ intervals: [40] });
}

export const LIVE_PLATFORM: readonly Read[] = [
  {
    service,
    call: 'Service customers',
    where: 'overview',
    path: LIST,
    open: async (page) => {
      await signIn(page, 'Live Platform');
      await page.goto('');
    },
    place: (page) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Live Platform' }) }),
    well: (page) => page.getByText('120 services'),
  },
  {
    service,
    call: 'Service customers',
    where: 'form of an import',
    path: LIST,
    open: (page) => openTyped(page, `?customer=${PRO.guid}`),
    place: (page) => page.getByRole('main'),
    again: (page) => page.getByRole('button', { name: 'Load the service customers again' }),
    well: (page) => customerOf(page),
    // An instance that does not know the newer list is asked for the older one.
    unharmed: ['404', '501'],
    kept: async (page) => {
      await stillTyped(page);
      await expect(customerOf(page)).toHaveValue(PRO.name);
    },
  },
  {
    service,
    call: 'Service customer',
    where: 'form of an import',
    path: DETAIL,
    open: (page) => openTyped(page, `?customer=${PRO.guid}`),
    place: (page) => pickedOf(page),
    well: (page) => pickedOf(page).getByText('Hosted Pro'),
    kept: stillTyped,
  },
  {
    service,
    call: 'Task',
    where: 'page of a task that is not followed',
    path: TASK,
    open: async (page, sandbox) => {
      const task = await startElsewhere(sandbox);
      await page.goto(`imports/tasks/${task}`);
      await signInHere(page, 'Live Platform');
    },
    place: (page) => page.getByRole('main'),
    well: (page) => page.getByRole('button', { name: 'Follow it in this browser' }),
    special: {
      '404': {
        face: 'no such task',
        told: (page) => page.getByText('Neither this browser nor Live Platform knows this task'),
        way: (page) => page.getByRole('link', { name: 'To all imports' }),
        well: (page) => page.getByText('No import yet'),
      },
    },
  },
  {
    service,
    call: 'Service customers',
    where: 'older list, form of an import',
    path: '/api/v2/customer',
    beside: [{ service, path: LIST, status: 404 }],
    open: async (page) => {
      // The newer list is not there to check a token by.
      await page.goto('imports/new');
      await signInHere(page, 'Live Platform');
    },
    place: (page) => page.getByRole('main'),
    again: (page) => page.getByRole('button', { name: 'Load the service customers again' }),
    well: (page) => page.getByText('This instance knows the older list alone'),
  },
  {
    service,
    call: 'Service customer',
    where: 'after an import of which nobody knows',
    path: DETAIL,
    open: async (page, sandbox) => {
      await openImport(page);
      await fillIn(page);
      await failing(sandbox, 'reset-before');
      await send(page);
      await expect(outcomeOf(page)).toContainText('It is not known whether');
      await sandbox.faults([]);
    },
    place: (page) => outcomeOf(page),
    well: (page) => outcomeOf(page).getByText('That proves nothing'),
  },
  {
    service,
    call: 'Task',
    where: 'page of a task that is followed',
    path: TASK,
    open: async (page, sandbox) => {
      const task = await startElsewhere(sandbox);
      await openImports(page);
      await follow(page, task, 'Acme');
    },
    place: (page) => page.getByRole('main'),
    well: (page) => page.getByRole('main').filter({ hasText: 'InProgress', hasNotText: 'The last check did not get through' }),
    asksByItself: true,
    // A task that does not say its id is the one that was asked for.
    unharmed: ['missing'],
    special: {
      // A status that nobody knows is shown as it came, and the task followed on.
      'wrong type': {
        face: 'shown all the same',
        told: (page) => page.getByRole('region', { name: 'Task', exact: true }).getByText('true').first(),
        well: (page) => page.getByRole('main').filter({ hasText: 'InProgress' }),
      },
      '403': {
        face: 'paused: not allowed',
        told: (page) => page.getByText('You are not allowed to read this task'),
        way: (page) => page.getByRole('button', { name: 'Watch again' }),
        well: (page) => page.getByRole('main').filter({ hasText: 'InProgress' }),
      },
    },
  },
  {
    service,
    call: 'Service customers',
    where: 'dry run of many imports',
    path: LIST,
    open: async (page) => {
      await signIn(page, 'Live Platform');
      await page.goto('imports/bulk');
    },
    // After signing in the rows are pasted again.
    prepare: async () => {},
    ask: async (page) => {
      await page.goto('imports/bulk', { waitUntil: 'commit' });
      await paste(page);
    },
    place: (page) => page.getByRole('main'),
    again: (page) => page.getByRole('button', { name: 'Load the service customers again' }),
    // Without the list nothing tells that a customer does not exist.
    well: (page) => dryRunOf(page).getByText('Live Platform has no service customer with this GUID'),
    kept: (page) => expect(dryRunOf(page).getByRole('row'), 'what was pasted, below its header').toHaveCount(3),
  },
];
