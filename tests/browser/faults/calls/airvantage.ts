// AirVantage's reads for the matrix of faults.
import { expect, type Page } from '@playwright/test';

import { signIn } from '../../actions.ts';
import type { Read } from '../reads.ts';
import { ACCOUNT, MICKEY, TELSTRA, drafted, fieldOf, openForm } from '../../operator-account-form.ts';
import { ACCOUNTS, editOf } from '../../operator-account-sending.ts';
import { CONNECTIONS, OPERATORS, openAccounts, rowsOf } from '../../operator-accounts.ts';

const service = 'airvantage';
const RIGHTS = '/api/v1/users/rights';
const SMS_ACCOUNTS = '/api/v1/smsaccounts';

const panelOf = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const openMickey = (page: Page) => openForm(page, `operator-accounts/${MICKEY}`);

const TYPED = 'Lyon';
const stillTyped = (page: Page) => expect(fieldOf(page, 'Name'), 'what was typed').toHaveValue(TYPED);

/** A form with a name typed in it, that the browser keeps. */
async function openTyped(page: Page, address: string): Promise<void> {
  await openForm(page, address);
  await fieldOf(page, 'Name').fill(TYPED);
  await drafted(page, TYPED);
}

/** Where the account of a form is gone, what was typed is kept for the case that it comes back. */
const NO_SUCH_TO_FILL_IN: Read['special'] = {
  '404': {
    face: 'no such account',
    told: (page) => page.getByText('There is no such operator account'),
    way: (page) => page.getByRole('link', { name: 'To all operator accounts' }),
    well: (page) => rowsOf(page).first(),
    kept: (page) => drafted(page, TYPED),
  },
};

export const AIRVANTAGE: readonly Read[] = [
  {
    service,
    call: 'Operator accounts',
    where: 'overview',
    path: ACCOUNTS,
    open: async (page) => {
      await signIn(page, 'AirVantage');
      await page.goto('');
    },
    place: (page) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'AirVantage' }) }),
    well: (page) => page.getByText(/\d+ operator accounts/),
  },
  {
    service,
    call: 'Operator accounts',
    where: 'list',
    path: ACCOUNTS,
    open: (page) => openAccounts(page),
    place: (page) => page.getByRole('main'),
    well: (page) => rowsOf(page).first(),
  },
  {
    service,
    call: 'Operators',
    where: 'filter of the list',
    path: OPERATORS,
    open: (page) => openAccounts(page),
    place: (page) => page.getByRole('search'),
    well: (page) => rowsOf(page).first(),
    unharmed: ['wrong type', 'missing'],
  },
  {
    service,
    call: 'Operator connections',
    where: 'filter of the list',
    path: CONNECTIONS,
    open: (page) => openAccounts(page),
    place: (page) => page.getByRole('search'),
    well: (page) => rowsOf(page).first(),
    unharmed: ['404'],
  },
  {
    service,
    call: 'Rights',
    where: 'list',
    path: RIGHTS,
    open: (page) => openAccounts(page),
    place: (page) => page.getByRole('main'),
    well: (page) => rowsOf(page).first(),
    unharmed: 'all',
  },
  {
    service,
    call: 'Operator account',
    where: 'page of an account',
    path: ACCOUNT,
    open: openMickey,
    place: (page) => page.getByRole('main'),
    well: (page) => heading(page, 'My Operator Account'),
    special: {
      '404': {
        face: 'no such account',
        told: (page) => heading(page, 'No such operator account'),
        way: (page) => page.getByRole('link', { name: 'To all operator accounts' }),
        well: (page) => rowsOf(page).first(),
      },
    },
  },
  {
    service,
    call: 'Operator connection',
    where: 'page of an account',
    path: CONNECTIONS,
    open: openMickey,
    place: (page) => page.getByRole('main'),
    well: (page) => panelOf(page, 'Connection').getByText('3 parameters, 2 of them required'),
  },
  {
    service,
    call: 'Operator connections',
    where: 'form of a new account',
    path: CONNECTIONS,
    open: (page) => openTyped(page, 'operator-accounts/new'),
    place: (page) => page.getByRole('main'),
    well: (page) => fieldOf(page, 'Name'),
    kept: stillTyped,
    unharmed: ['404'],
  },
  {
    service,
    call: 'SMS accounts',
    where: 'form of a new account',
    path: SMS_ACCOUNTS,
    open: (page) => openTyped(page, 'operator-accounts/new'),
    place: (page) => page.getByRole('main'),
    well: (page) => fieldOf(page, 'Name'),
    kept: stillTyped,
    unharmed: [],
  },
  {
    service,
    call: 'Operator account',
    where: 'form of an account',
    path: ACCOUNT,
    open: (page) => openTyped(page, editOf(MICKEY)),
    place: (page) => page.getByRole('main'),
    well: (page) => fieldOf(page, 'Name'),
    special: NO_SUCH_TO_FILL_IN,
    kept: stillTyped,
  },
  {
    service,
    call: 'Operator account',
    where: 'form of a copy',
    path: ACCOUNT,
    open: (page) => openTyped(page, `operator-accounts/new?from=${MICKEY}`),
    place: (page) => page.getByRole('main'),
    well: (page) => fieldOf(page, 'Name'),
    special: NO_SUCH_TO_FILL_IN,
    kept: stillTyped,
  },
  {
    service,
    call: 'Operator connection',
    where: 'form of an account',
    path: CONNECTIONS,
    open: (page) => openTyped(page, editOf(MICKEY)),
    place: (page) => page.getByRole('main'),
    well: (page) => fieldOf(page, 'user'),
    kept: stillTyped,
  },
  {
    service,
    call: 'Operator connection',
    where: 'other path, page of an account',
    path: '/api/v1/operatorconnections',
    beside: [{ service, path: CONNECTIONS, status: 404 }],
    open: openMickey,
    place: (page) => page.getByRole('main'),
    well: (page) => panelOf(page, 'Connection').getByText('3 parameters, 2 of them required'),
  },
  {
    service,
    call: 'Current user',
    where: 'page of an account without its secrets',
    path: '/api/v1/users/current',
    token: 'sandbox-limited',
    open: (page) => openForm(page, `operator-accounts/${MICKEY}`, 'sandbox-limited'),
    place: (page) => page.getByRole('main'),
    well: (page) => panelOf(page, 'Parameters').getByText('mickey'),
    unharmed: 'all',
  },
  {
    service,
    call: 'Operator accounts',
    where: 'choice of one to compare with',
    path: ACCOUNTS,
    open: openMickey,
    prepare: async (page) => {
      await page.reload();
      await expect(heading(page, 'My Operator Account')).toBeVisible();
    },
    ask: (page) => page.getByRole('button', { name: 'Compare with…' }).click(),
    place: (page) => page.getByRole('main').or(page.getByRole('dialog')),
    again: (page) => page.getByRole('button', { name: 'Look for accounts again' }),
    well: (page) => page.getByRole('dialog').getByRole('list', { name: 'Accounts' }),
  },
  {
    service,
    call: 'Operator account',
    where: 'one to compare with',
    path: `${ACCOUNTS}/${TELSTRA}`,
    open: (page) => openForm(page, `operator-accounts/${MICKEY}?compare=${TELSTRA}`),
    place: (page) => panelOf(page, 'Comparison'),
    well: (page) => panelOf(page, 'Comparison').getByRole('table'),
    special: {
      '404': {
        face: 'no such account',
        told: (page) => panelOf(page, 'Comparison').getByText('No such operator account'),
        way: (page) => panelOf(page, 'Comparison').getByRole('link', { name: 'End comparing' }),
        well: (page) => panelOf(page, 'Parameters').getByText('mickey'),
      },
    },
  },
  {
    service,
    call: 'Operator accounts',
    where: 'export',
    path: ACCOUNTS,
    open: (page) => openAccounts(page),
    prepare: async (page) => {
      await page.reload();
      await expect(rowsOf(page).first()).toBeVisible();
    },
    ask: async (page) => {
      await expect(rowsOf(page).first()).toBeVisible();
      await page.getByText('Export', { exact: true }).click();
      await page.getByRole('button', { name: 'JSON' }).click();
    },
    place: (page) => page.getByRole('main'),
    again: (page) => page.getByRole('button', { name: 'Try the export again' }),
    well: (page) => page.getByText(/^Saved \d+ operator accounts as/),
  },
  {
    service,
    call: 'Operator accounts',
    where: 'all that match, bulk change',
    path: ACCOUNTS,
    open: (page) => openAccounts(page),
    prepare: async (page) => {
      await page.goto('operator-accounts');
      await page.getByRole('checkbox', { name: 'Select all rows of this page' }).check();
      await page.getByRole('button', { name: /^Select all \d+ that match$/ }).click();
    },
    ask: (page) => page.getByRole('button', { name: 'Change selected…' }).click(),
    goesOn: true,
    place: (page) => page.getByRole('main'),
    well: (page) => page.getByText(/^\d+ accounts selected$/),
  },
  {
    service,
    call: 'Operator connections',
    where: 'bulk change',
    path: CONNECTIONS,
    open: (page) => openAccounts(page),
    prepare: async (page) => {
      await page.goto('operator-accounts');
      await page.getByRole('checkbox', { name: /^Select (?!all)/ }).first().click();
    },
    ask: (page) => page.getByRole('button', { name: 'Change selected…' }).click(),
    goesOn: true,
    place: (page) => page.getByRole('main'),
    well: (page) => page.getByRole('combobox', { name: 'Change' }),
  },
];
