// What people do with the console from end to end, by keyboard alone: no call of a pointer stands in this file.
import { expect, type Page } from '@playwright/test';

import { comeBackFor } from './accessibility-states.ts';
import { ACME, rowOf } from './customers.ts';
import * as importForm from './import-form.ts';
import { guids, startElsewhere, stateOf } from './imports.ts';
import { Keyboard } from './keyboard.ts';
import { ATT, MICKEY, choiceOf, fieldOf, reviewOf, secretOf, summaryOf } from './operator-account-form.ts';
import {
  CANARY,
  createDialog,
  dialogOf,
  editDialog,
  editElsewhere,
  editOf,
  failing,
  failure,
  heading,
  outcomeOf,
  stored,
} from './operator-account-sending.ts';
import * as bulk from './operator-accounts-bulk.ts';
import { listOf, rowsOf } from './operator-accounts.ts';
import type { Sandbox } from './sandbox.ts';

interface Given {
  page: Page;
  sandbox: Sandbox;
  keyboard: Keyboard;
}

export interface Flow {
  name: string;
  run: (given: Given) => Promise<void>;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

/** Signs in where the page asks for it. */
async function signIn({ page, keyboard }: Given, service: string): Promise<void> {
  const panel = page.getByRole('region', { name: `Sign in to ${service}` });
  await keyboard.fill(panel.getByLabel(/^Token/), 'sandbox-admin');
  await keyboard.use(panel.getByRole('checkbox', { name: 'Keep for this tab' }), 'Space');
  await keyboard.use(panel.getByRole('button', { name: 'Sign in', exact: true }));
  await expect(panel).toBeHidden();
}

/** Chooses in a field that is searched by typing. */
async function pick({ page, keyboard }: Given, field: ReturnType<typeof choiceOf>, words: string): Promise<void> {
  await keyboard.to(field);
  await keyboard.type(words);
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText(words);
  await keyboard.press('Enter');
  await expect(field).toHaveAttribute('aria-expanded', 'false');
  await expect(field).toHaveValue(new RegExp(words));
}

export const FLOWS: Flow[] = [
  {
    name: 'Skip the navigation, sign in, sign out',
    run: async ({ page, keyboard }) => {
      await page.goto('settings');
      await expect(heading(page, 'Settings')).toBeVisible();
      await keyboard.use(page.getByRole('link', { name: 'Skip to content' }));
      await expect(heading(page, 'Settings')).toBeFocused();
      const region = page.getByRole('region', { name: 'OptConnect' });
      await keyboard.fill(region.getByLabel(/^Token/), 'sandbox-admin');
      await keyboard.use(region.getByRole('button', { name: 'Sign in', exact: true }));
      await expect(region).toContainText('Signed in');
      await keyboard.use(region.getByRole('button', { name: 'Sign out' }));
      await expect(region).toContainText('You are signed out.');
    },
  },
  {
    name: 'Look a customer and its profile up',
    run: async (given) => {
      const { page, keyboard } = given;
      await page.goto('customers');
      await signIn(given, 'OptConnect');
      await expect(rowOf(page, ACME)).toContainText('Acme ATM');
      await keyboard.press('/');
      await keyboard.type('acme atm');
      await expect(page.getByText('1 of 250 customers match')).toBeVisible();
      await keyboard.to(page.getByRole('region', { name: 'Customers' }));
      await keyboard.press('ArrowDown');
      await expect(rowOf(page, ACME)).toBeFocused();
      await keyboard.press('Enter');
      await expect(heading(page, 'Acme ATM')).toBeFocused();
      await expect(page.getByRole('region', { name: 'Profile' })).toContainText('doug.do');
      await keyboard.use(page.getByRole('main').getByRole('link', { name: 'Customers' }), 'Enter');
      await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
    },
  },
  {
    name: 'Create an operator account',
    run: async (given) => {
      const { page, sandbox, keyboard } = given;
      await page.goto('operator-accounts/new');
      await signIn(given, 'AirVantage');
      await pick(given, choiceOf(page, 'Connection'), 'AT&T');
      await keyboard.fill(fieldOf(page, 'Name'), 'By keyboard');
      await keyboard.fill(fieldOf(page, 'user'), 'mickey');
      await keyboard.use(reviewOf(page));
      // What is missing is listed, and each line leads to its field.
      await expect(summaryOf(page)).toBeFocused();
      await keyboard.use(summaryOf(page).getByRole('link', { name: /password/ }));
      await expect(secretOf(page, 'password').first()).toBeFocused();
      await keyboard.type(CANARY);
      await keyboard.to(fieldOf(page, 'PricePlan'));
      await keyboard.type('PP1');
      await keyboard.press('Enter');
      await keyboard.use(reviewOf(page));
      await keyboard.goRound(createDialog(page), reviewOf(page));
      await keyboard.press('Enter');
      await keyboard.use(createDialog(page).getByRole('button', { name: 'Create account' }));
      await expect(heading(page, 'By keyboard')).toBeFocused();
      expect(await stored(sandbox, { name: 'By keyboard' })).toHaveLength(1);
    },
  },
  {
    name: 'Edit an operator account after a review',
    run: async (given) => {
      const { page, sandbox, keyboard } = given;
      await page.goto(`operator-accounts/${MICKEY}`);
      await signIn(given, 'AirVantage');
      await keyboard.use(page.getByRole('link', { name: 'Edit', exact: true }));
      await keyboard.fill(fieldOf(page, 'Name'), 'Renamed by keyboard');
      await keyboard.use(reviewOf(page));
      await keyboard.goRound(editDialog(page), reviewOf(page));
      await keyboard.press('Enter');
      await keyboard.use(editDialog(page).getByRole('button', { name: 'Save changes' }));
      await expect(heading(page, 'Renamed by keyboard')).toBeFocused();
      expect((await stored(sandbox, { uid: MICKEY }))[0]?.name).toBe('Renamed by keyboard');
    },
  },
  {
    name: 'Settle an edit that somebody else has made, too',
    run: async (given) => {
      const { page, sandbox, keyboard } = given;
      await page.goto(editOf(MICKEY));
      await signIn(given, 'AirVantage');
      await keyboard.fill(fieldOf(page, 'Name'), 'Mine');
      await editElsewhere(sandbox, MICKEY, { name: 'Theirs' });
      await keyboard.use(reviewOf(page));
      await keyboard.use(editDialog(page).getByRole('button', { name: 'Save changes' }));
      const conflict = dialogOf(page, 'Changed by somebody else');
      await keyboard.to(conflict.getByRole('radio', { name: 'Yours' }));
      await keyboard.press('ArrowDown');
      await expect(conflict.getByRole('radio', { name: 'Theirs' })).toBeChecked();
      await keyboard.press('ArrowUp');
      await keyboard.use(conflict.getByRole('button', { name: 'Review again' }));
      await keyboard.use(editDialog(page).getByRole('button', { name: 'Save changes' }));
      await expect(heading(page, 'Mine')).toBeFocused();
      expect((await stored(sandbox, { uid: MICKEY }))[0]?.name).toBe('Mine');
    },
  },
  {
    name: 'Send again what is not known to have arrived',
    run: async (given) => {
      const { page, sandbox, keyboard } = given;
      await page.goto(editOf(MICKEY));
      await signIn(given, 'AirVantage');
      await keyboard.fill(fieldOf(page, 'Name'), 'Sent again');
      await failing(sandbox, 'PUT', failure('reset-before'));
      await keyboard.use(reviewOf(page));
      await keyboard.use(editDialog(page).getByRole('button', { name: 'Save changes' }));
      await expect(outcomeOf(page)).toBeFocused();
      await keyboard.use(outcomeOf(page).getByRole('button', { name: 'Send again' }));
      await keyboard.use(editDialog(page).getByRole('button', { name: 'Save changes' }));
      await expect(heading(page, 'Sent again')).toBeFocused();
    },
  },
  {
    name: 'Export the list of operator accounts',
    run: async (given) => {
      const { page, keyboard } = given;
      await page.goto('operator-accounts');
      await signIn(given, 'AirVantage');
      await expect(rowsOf(page).first()).toBeVisible();
      const saved = page.waitForEvent('download');
      await keyboard.use(page.locator('summary').filter({ hasText: 'Export' }));
      await keyboard.use(button(page, 'JSON'));
      expect((await saved).suggestedFilename()).toMatch(/\.json$/);
    },
  },
  {
    name: 'Change many operator accounts',
    run: async (given) => {
      const { page, sandbox, keyboard } = given;
      await page.goto(`operator-accounts?connection=${ATT}`);
      await signIn(given, 'AirVantage');
      await expect(rowsOf(page).first()).toBeVisible();
      await keyboard.to(listOf(page));
      for (const place of [0, 1]) {
        await keyboard.press('ArrowDown');
        await expect(rowsOf(page).nth(place)).toBeFocused();
        await keyboard.press('x');
      }
      await keyboard.to(button(page, 'Change selected…'), 'Shift+Tab');
      await keyboard.press('Enter');
      await expect(heading(page, 'Bulk change')).toBeFocused();
      await expect(page.getByText('2 accounts selected')).toBeVisible();
      await keyboard.choose(page.getByRole('combobox', { name: 'Change', exact: true }), 'Add values');
      await pick(given, page.getByRole('combobox', { name: 'Type', exact: true }), 'PricePlan');
      await keyboard.to(page.getByRole('textbox', { name: 'Values' }));
      await keyboard.type('PP77');
      await keyboard.use(button(page, 'Dry run'));
      const start = button(page, 'Change 2 accounts');
      await keyboard.use(start);
      const question = page.getByRole('dialog', { name: 'Change 2 accounts?' });
      await keyboard.goRound(question, start);
      await keyboard.press('Enter');
      await keyboard.use(question.getByRole('button', { name: 'Change 2 accounts' }));
      await expect(page.getByText('2 done', { exact: true })).toBeVisible();
      expect(await bulk.writes(sandbox)).toHaveLength(2);
    },
  },
  {
    name: 'Start an import, and follow it to its end',
    run: async (given) => {
      const { page, sandbox, keyboard } = given;
      await page.goto('imports');
      await signIn(given, 'Live Platform');
      await keyboard.use(page.getByRole('main').getByRole('link', { name: 'New import' }).first());
      await pick(given, importForm.customerOf(page), importForm.PRO.name);
      await keyboard.choose(importForm.choiceOf(page, 'Customer type'), 'IPGROUP');
      await keyboard.use(importForm.reviewButton(page));
      await keyboard.goRound(importForm.reviewOf(page), importForm.reviewButton(page));
      await keyboard.press('Enter');
      await keyboard.use(importForm.reviewOf(page).getByRole('button', { name: 'Import customer' }));
      await expect(heading(page, importForm.PRO.name)).toBeFocused();
      await expect(stateOf(page, 'Running')).toBeVisible();
      await sandbox.taskSeconds(0);
      await comeBackFor(page, stateOf(page, 'Succeeded'));
    },
  },
  {
    name: 'Follow a task whose id is known',
    run: async (given) => {
      const { page, sandbox, keyboard } = given;
      const task = await startElsewhere(sandbox);
      await page.goto('imports');
      await signIn(given, 'Live Platform');
      const open = button(page, 'I have a task id');
      await keyboard.use(open);
      const dialog = page.getByRole('dialog', { name: 'Follow a task' });
      await keyboard.goRound(dialog, open);
      await keyboard.press('Enter');
      await keyboard.fill(dialog.getByLabel(/^Task id/), task);
      await keyboard.use(dialog.getByRole('button', { name: 'Follow this task' }));
      await expect(stateOf(page, 'Running')).toBeVisible();
      await keyboard.use(button(page, 'Stop watching'));
      await expect(stateOf(page, 'Watching paused')).toBeVisible();
    },
  },
  {
    name: 'Import many from pasted rows',
    run: async (given) => {
      const { page, sandbox, keyboard } = given;
      const [one, two] = await guids(sandbox);
      await sandbox.taskSeconds(0);
      await page.goto('imports/bulk');
      await signIn(given, 'Live Platform');
      await keyboard.to(page.getByLabel('Or paste rows'));
      await keyboard.type(`guid,type\n${one},TENANT_TYPE\n${two},TENANT_TYPE`);
      await keyboard.use(button(page, 'Use the pasted rows'));
      const start = button(page, 'Import 2 customers');
      await keyboard.use(start);
      const question = page.getByRole('dialog', { name: 'Import these customers?' });
      await keyboard.goRound(question, start);
      await keyboard.press('Enter');
      await keyboard.use(question.getByRole('button', { name: 'Import 2 customers' }));
      await expect(page.getByText('2 succeeded')).toBeVisible({ timeout: 30_000 });
      expect(await importForm.posts(sandbox)).toHaveLength(2);
    },
  },
  {
    name: 'Settings: theme, activity, removing what is stored',
    run: async ({ page, keyboard }) => {
      await page.goto('settings');
      await expect(heading(page, 'Settings')).toBeVisible();
      await keyboard.choose(page.getByRole('combobox', { name: 'Theme' }), 'Dark');
      const remove = button(page, 'Remove everything from this browser');
      await keyboard.use(remove);
      const question = page.getByRole('dialog', { name: 'Remove everything from this browser?' });
      await keyboard.goRound(question, remove);
      await keyboard.press('Enter');
      // The page is loaded anew.
      await keyboard.to(question.getByRole('button', { name: 'Remove everything' }));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('region', { name: 'Notifications' })).toContainText('Everything is removed');
      await expect(page.getByRole('combobox', { name: 'Theme' })).toHaveValue('system');
      await keyboard.to(page.getByRole('link', { name: 'Activity' }), 'Shift+Tab');
      await keyboard.press('Enter');
      await expect(page.getByText('No calls yet')).toBeVisible();
    },
  },
];
