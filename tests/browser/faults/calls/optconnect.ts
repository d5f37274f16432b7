// OptConnect's calls for the matrix of faults.
import type { Page } from '@playwright/test';

import { signIn } from '../../actions.ts';
import { ACME, IDS, LEVELS, levelOf, openCustomers, profileOf, recordOf, rowOf } from '../../customers.ts';
import type { Read } from '../reads.ts';

const service = 'optconnect';
const panelOf = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const openAcme = (page: Page) => openCustomers(page, `customers/${ACME}`);

/** A page of its own; the customer's button asks anew. */
const NOT_PERMITTED = (well: Read['well']): Read['special'] => ({
  '401': {
    face: 'not permitted',
    told: (page) => page.getByText('OptConnect permits customers to each app'),
    way: (page) => page.getByRole('button', { name: 'Refresh this customer' }),
    well,
  },
});
const email = (page: Page) => panelOf(page, 'Profile').getByText('doug.do@acmeatm.zzz');
const billing = (page: Page) => panelOf(page, 'Record').getByText('33333333');

export const OPTCONNECT: readonly Read[] = [
  {
    service,
    call: 'Permitted customers',
    where: 'overview',
    path: IDS,
    open: async (page) => {
      await signIn(page, 'OptConnect');
      await page.goto('');
    },
    place: (page) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'OptConnect' }) }),
    well: (page) => page.getByText('250 customers permitted'),
  },
  {
    service,
    call: 'Permitted customers',
    where: 'list',
    path: IDS,
    open: (page) => openCustomers(page),
    place: (page) => page.getByRole('main'),
    well: (page) => rowOf(page, ACME),
  },
  {
    service,
    call: 'Customer profile',
    where: 'row of the list',
    path: profileOf(ACME),
    open: (page) => openCustomers(page),
    place: (page) => rowOf(page, ACME),
    well: (page) => rowOf(page, ACME).getByText('Premium'),
    special: {
      // The token is good, as the list of ids tells. The customer's page asks anew.
      '401': {
        face: 'not permitted',
        told: (page) => rowOf(page, ACME).getByText('Not permitted'),
        way: (page) => rowOf(page, ACME).getByRole('link').first(),
        well: email,
      },
    },
  },
  {
    service,
    call: 'Customer profile',
    where: 'page of a customer',
    path: profileOf(ACME),
    open: openAcme,
    place: (page) => panelOf(page, 'Profile'),
    well: email,
    special: NOT_PERMITTED(email),
  },
  {
    service,
    call: 'Customer',
    where: 'page of a customer',
    path: recordOf(ACME),
    open: openAcme,
    place: (page) => panelOf(page, 'Record'),
    well: billing,
    special: NOT_PERMITTED(billing),
  },
  {
    service,
    call: 'Enrollment level',
    where: 'page of a customer',
    path: levelOf(ACME),
    open: openAcme,
    place: (page) => panelOf(page, 'Enrollment level'),
    well: (page) => panelOf(page, 'Enrollment level').getByText('The service does not offer this yet'),
    // The documented answer is a 501, of whose body a sentence is shown, where there is one.
    unharmed: ['501', 'malformed', 'wrong type', 'missing'],
  },
  {
    service,
    call: 'Enrollment levels',
    where: 'page of a customer',
    path: LEVELS,
    open: openAcme,
    place: (page) => page.getByRole('main'),
    well: (page) => panelOf(page, 'Enrollment level').getByText('Premium'),
    unharmed: 'all',
  },
];
