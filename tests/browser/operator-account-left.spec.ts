// A form that is gone by the time the answer to its write comes: how it ended is told all the same, wherever the user is by then.
import type { Page } from '@playwright/test';

import { gate, signIn } from './actions.ts';
import { expect, signInHere, test } from './fixtures.ts';
import { ACCOUNT, MICKEY, choose, describedAsBare, fieldOf, openForm } from './operator-account-form.ts';
import {
  ACCOUNTS,
  create,
  dialogOf,
  editOf,
  failing,
  failure,
  heading,
  outcomeOf,
  save,
  sentBy,
  stored,
} from './operator-account-sending.ts';
import type { Sandbox } from './sandbox.ts';

test.use({ sandboxOptions: ['--pace', 'none'] });
test.beforeEach(({ allowConsole }) => allowConsole(/status of [45]|ERR_|Failed to load resource/));

const notifications = (page: Page) => page.getByRole('region', { name: 'Notifications' });

interface Form {
  method: 'POST' | 'PUT';
  /** The path of its write, and of what is asked right before. */
  path: string;
  /** Opens it from another page, which Back leads to; fills it in. */
  open: (page: Page) => Promise<void>;
  /** Confirms. */
  send: (page: Page) => Promise<void>;
  /** How often what was sent stands at the service. */
  effects: (sandbox: Sandbox) => Promise<number>;
  done: string;
  refused: string;
  lost: string;
  notSent: string;
}

const NEW: Form = {
  method: 'POST',
  path: ACCOUNTS,
  open: async (page) => {
    await signIn(page, 'AirVantage');
    await page.goto('operator-accounts');
    await page.getByRole('link', { name: 'New operator account' }).first().click();
    await choose(page, 'Connection', 'Orange Business');
    await describedAsBare(page);
    await fieldOf(page, 'Name').fill('Lyon');
  },
  send: create,
  effects: async (sandbox) => (await stored(sandbox, { name: 'Lyon' })).length,
  done: 'The operator account “Lyon” is created.',
  refused: 'The operator account “Lyon” was not created: AirVantage has a problem.',
  lost: 'It is not known whether the operator account “Lyon” was created: AirVantage could not be reached.',
  notSent: 'The operator account “Lyon” was not sent: the form was left before.',
};

const EDIT: Form = {
  method: 'PUT',
  path: ACCOUNT,
  open: async (page) => {
    await signIn(page, 'AirVantage');
    await page.goto(`operator-accounts/${MICKEY}`);
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await fieldOf(page, 'Name').fill('Renamed');
  },
  send: save,
  effects: async (sandbox) => (await stored(sandbox, { name: 'Renamed' })).length,
  done: 'The changes of “My Operator Account” are saved.',
  refused: 'The changes of “My Operator Account” were not saved: AirVantage has a problem.',
  lost: 'It is not known whether the changes of “My Operator Account” were saved: AirVantage could not be reached.',
  notSent: 'The changes of “My Operator Account” were not sent: the form was left before.',
};

/** Sends, and leaves while this call of the form is on its way; lets it go on then. */
async function leaveDuring(page: Page, form: Form, method: string): Promise<void> {
  const { passed, open } = gate();
  let held = 0;
  await page.route(
    ({ pathname }) => pathname.startsWith(`/airvantage${ACCOUNTS}`),
    async (route) => {
      if (route.request().method() === method) {
        held += 1;
        await passed;
      }
      await route.fallback();
    },
  );
  await form.send(page);
  await expect.poll(() => held).toBeGreaterThan(0);
  await page.goBack();
  await dialogOf(page, 'Leave this form?').getByRole('button', { name: 'Leave and keep the draft' }).click();
  await expect(page).toHaveURL(/\/operator-accounts(\/[0-9a-f]+)?$/);
  open();
}

for (const [name, form] of [['a new account', NEW], ['an edit', EDIT]] as const) {
  test(`${name}: done`, async ({ page, sandbox }) => {
    await form.open(page);
    await leaveDuring(page, form, form.method);
    await expect(notifications(page)).toContainText(form.done);
    expect(await form.effects(sandbox)).toBe(1);
  });

  test(`${name}: refused`, async ({ page, sandbox }) => {
    await form.open(page);
    await failing(sandbox, form.method, failure('status', { status: 500 }));
    await leaveDuring(page, form, form.method);
    await expect(notifications(page)).toContainText(form.refused);
    expect(await form.effects(sandbox)).toBe(0);
    expect(await sentBy(sandbox, form.method)).toHaveLength(1);
  });

  test(`${name}: its answer is lost`, async ({ page, sandbox }) => {
    await form.open(page);
    await failing(sandbox, form.method, failure('reset-after'));
    await leaveDuring(page, form, form.method);
    await expect(notifications(page)).toContainText(form.lost);
    expect(await form.effects(sandbox)).toBe(1);
    expect(await sentBy(sandbox, form.method)).toHaveLength(1);
  });

  test(`${name}: left before it was sent`, async ({ page, sandbox }) => {
    await form.open(page);
    await leaveDuring(page, form, 'GET');
    await expect(notifications(page)).toContainText(form.notSent);
    expect(await sentBy(sandbox, form.method)).toEqual([]);
  });
}

/** From the moment that the edit is sent its answer is lost, and the account cannot be read. */
async function loseEdit(page: Page, sandbox: Sandbox, kind: 'reset-before' | 'reset-after', status: number): Promise<void> {
  await page.route(`**/airvantage${ACCOUNT}`, async (route) => {
    if (route.request().method() === 'PUT') {
      await sandbox.faults([
        { service: 'airvantage', method: 'PUT', kind, count: 1 },
        { service: 'airvantage', method: 'GET', path: ACCOUNT, kind: 'status', status },
      ]);
    }
    await route.fallback();
  });
}

test('the sign-in ends while a lost edit is looked for: that it is not known is told', async ({ page, sandbox }) => {
  await openForm(page, editOf(MICKEY));
  await fieldOf(page, 'Name').fill('Renamed');
  await loseEdit(page, sandbox, 'reset-after', 401);
  await save(page);
  await expect(notifications(page)).toContainText(EDIT.lost);
  await sandbox.faults([]);
  await signInHere(page, 'AirVantage');
  await expect(fieldOf(page, 'Name')).toHaveValue('Renamed');
  await expect(heading(page, 'Edit Renamed')).toBeVisible();
  expect(await sentBy(sandbox, 'PUT')).toHaveLength(1);
});

test('a lost edit that cannot be looked for: why is told', async ({ page, sandbox }) => {
  await openForm(page, editOf(MICKEY));
  await fieldOf(page, 'Name').fill('Renamed');
  await loseEdit(page, sandbox, 'reset-before', 403);
  await save(page);
  await expect(outcomeOf(page)).toContainText('The account could not be read again: AirVantage does not allow this.');
  await sandbox.faults([]);
  await outcomeOf(page).getByRole('button', { name: 'Look again' }).click();
  await expect(outcomeOf(page)).toContainText('The account was read again and does not show all of your changes.');
});
