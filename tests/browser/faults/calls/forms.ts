// The calls of forms that are sent, for the matrix of faults.
import { expect, type Page } from '@playwright/test';

import { signIn } from '../../actions.ts';
import type { Look } from '../looks.ts';
import type { Write } from '../writes.ts';
import * as imports from '../../import-form.ts';
import { guids, startElsewhere } from '../../imports.ts';
import * as form from '../../operator-account-form.ts';
import * as sending from '../../operator-account-sending.ts';
import type { Sandbox } from '../../sandbox.ts';

type Form = Omit<Write, 'call' | 'where' | 'path' | 'method'>;

const nameOf = (place: number) => `Lyon ${place}`;
const isNew = (page: Page) => sending.outcomeOf(page).getByRole('listitem').filter({ hasText: 'New since it was sent' });
const NONE = 'There is no account of exactly this name and connection.';

/** A new account on a connection that asks for nothing but a name. */
const NEW_ACCOUNT: Form = {
  service: 'airvantage',
  open: (page) => signIn(page, 'AirVantage'),
  fillIn: async (page, place) => {
    await page.goto(sending.newOn(form.ORANGE));
    await form.describedAsBare(page);
    await form.fieldOf(page, 'Name').fill(nameOf(place));
  },
  send: async (page) => {
    // Where the user had to sign in again, the description comes anew.
    await form.describedAsBare(page);
    await sending.create(page);
  },
  told: (page) => sending.outcomeOf(page).or(page.getByRole('dialog')),
  done: (page, place) => sending.heading(page, nameOf(place)),
  typed: (page, place) => expect(form.fieldOf(page, 'Name')).toHaveValue(nameOf(place)),
  settle: async (trial, place) => {
    const { page } = trial;
    const outcome = sending.outcomeOf(page);
    await trial.until('it is looked for', async () => (await isNew(page).count()) > 0 || (await outcome.getByText(NONE).count()) > 0);
    await trial.lives();
    await expect(form.fieldOf(page, 'Name')).toHaveValue(nameOf(place));
    const isFound = (await isNew(page).count()) > 0;
    if (isFound) {
      await isNew(page).getByRole('link').click();
    } else {
      await outcome.getByRole('button', { name: 'Send again' }).click();
      await sending.createDialog(page).getByRole('button', { name: 'Create account' }).click();
    }
    await trial.shown(sending.heading(page, nameOf(place)));
    return isFound ? 'found' : 'not there';
  },
  effects: async (sandbox, place) => (await sending.stored(sandbox, { name: nameOf(place) })).length,
};

const renamed = (place: number) => `Renamed ${place}`;

/** Another name for an account. */
const CHANGED_ACCOUNT: Form = {
  service: 'airvantage',
  open: (page) => signIn(page, 'AirVantage'),
  fillIn: async (page, place) => {
    await page.goto(sending.editOf(form.MICKEY));
    await form.fieldOf(page, 'Name').fill(renamed(place));
  },
  send: sending.save,
  told: sending.outcomeOf,
  done: (page, place) => sending.heading(page, renamed(place)),
  typed: (page, place) => expect(form.fieldOf(page, 'Name')).toHaveValue(renamed(place)),
  settle: async (trial, place) => {
    const { page } = trial;
    await trial.lives();
    await expect(form.fieldOf(page, 'Name')).toHaveValue(renamed(place));
    await sending.outcomeOf(page).getByRole('button', { name: 'Send again' }).click();
    await sending.editDialog(page).getByRole('button', { name: 'Save changes' }).click();
    await trial.shown(sending.heading(page, renamed(place)));
    return 'not there';
  },
  effects: async (sandbox, place) => (await sending.stored(sandbox, { name: renamed(place) })).length,
};

/** Each kind has a service customer of its own: what is known of one stands on the form of that one alone. */
let customers: string[] = [];
const typed = (place: number) => `1317${place}`;

/** The number of the next task: it grows with each import that was started, whoever started it. */
async function startedSoFar(sandbox: Sandbox): Promise<number> {
  return Number(/\d+$/.exec(await startElsewhere(sandbox))![0]);
}

/** An import of a customer. */
const IMPORT: Form = {
  service: 'live-platform',
  open: async (page, sandbox) => {
    await signIn(page, 'Live Platform');
    customers = await guids(sandbox);
  },
  fillIn: async (page, place) => {
    await page.goto(`imports/new?customer=${customers[place]}`);
    await expect(imports.pickedOf(page)).toContainText(customers[place]!);
    await imports.choiceOf(page, 'Customer type').selectOption('IPGROUP_TYPE');
    await imports.lcCustomerOf(page).fill(typed(place));
    // From now on the look at the customer is too old to be the one before the import.
    await page.clock.fastForward(31_000);
  },
  send: async (page) => {
    await imports.reviewButton(page).click();
    await imports.reviewOf(page).getByRole('button', { name: /^Import (customer|again)$/ }).click();
  },
  told: imports.outcomeOf,
  done: (page) => page.getByRole('region', { name: 'What was sent' }),
  typed: (page, place) => expect(imports.lcCustomerOf(page)).toHaveValue(typed(place)),
  settle: async (trial, place) => {
    const { page, kind } = trial;
    await trial.shown(imports.outcomeOf(page).getByText('That proves nothing'));
    await trial.lives();
    await expect(imports.lcCustomerOf(page)).toHaveValue(typed(place));
    if (kind.takesEffect) {
      // Nothing tells that it was started. Here it was, so that sending it again would be a second one.
      await imports.outcomeOf(page).getByRole('button', { name: 'Leave it at that' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Leave it', exact: true }).click();
      await expect(imports.outcomeOf(page).getByRole('button')).toHaveCount(0);
    } else {
      await imports.outcomeOf(page).getByRole('button', { name: 'Send again' }).click();
      await imports.reviewOf(page).getByRole('button', { name: 'Import again' }).click();
      await trial.shown(page.getByRole('region', { name: 'What was sent' }));
    }
    return 'the user is asked';
  },
  // The question itself starts one more.
  effects: async (sandbox) => (await startedSoFar(sandbox)) - (asked += 1),
};
let asked = 0;

export const WRITES: readonly Write[] = [
  { ...IMPORT, call: 'Import customer', where: 'form of an import', method: 'POST', path: imports.IMPORT },
  { ...IMPORT, call: 'Service customer', where: 'looked at before an import', path: imports.DETAIL },
  { ...NEW_ACCOUNT, call: 'Operator accounts of this name', where: 'looked for before a new account', path: sending.ACCOUNTS },
  { ...NEW_ACCOUNT, call: 'Create operator account', where: 'form of a new account', method: 'POST', path: sending.ACCOUNTS },
  { ...CHANGED_ACCOUNT, call: 'Operator account', where: 'read again before it is changed', path: form.ACCOUNT },
  { ...CHANGED_ACCOUNT, call: 'Edit operator account', where: 'form of an account', method: 'PUT', path: form.ACCOUNT },
];

export const LOOKS: readonly Look[] = [
  {
    ...NEW_ACCOUNT,
    call: 'Operator accounts of this name',
    where: 'looked for after a lost answer',
    path: sending.ACCOUNTS,
    lost: { method: 'POST', path: sending.ACCOUNTS },
    // Before it is sent it is looked for, too.
    skip: 1,
    found: isNew,
    face: 'unknown: found',
    goOn: (page) => isNew(page).getByRole('link').click(),
  },
  {
    ...CHANGED_ACCOUNT,
    call: 'Operator account',
    where: 'looked at after a lost answer',
    path: form.ACCOUNT,
    lost: { method: 'PUT', path: form.ACCOUNT },
    // Before it is sent it is read, too.
    skip: 1,
    found: (page, place) => sending.heading(page, renamed(place)),
    face: 'done: looked for, found',
    signedIn: async (page) => {
      // The form is loaded anew, with what was typed: that is what is stored by now.
      await form.reviewOf(page).click();
      await expect(page.getByRole('region', { name: 'Notifications' })).toContainText('Nothing has changed, so there is nothing to send.');
    },
  },
];
