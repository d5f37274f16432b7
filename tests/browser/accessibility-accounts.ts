// The pages of operator accounts in their main states.
import { expect } from '@playwright/test';

import { button, count, escape, type PageOfConsole } from './accessibility-states.ts';
import { ACCOUNT, MICKEY, TELSTRA, fieldOf, openForm, reviewOf, summaryOf } from './operator-account-form.ts';
import * as sending from './operator-account-sending.ts';
import { ACCOUNTS as LIST, ATT, ONE_ACCOUNT, accountsOf, chooseHere, dryRunOfType, editElsewhere, writes } from './operator-accounts-bulk.ts';
import { openAccounts, rowsOf } from './operator-accounts.ts';

/** The list, one account, its two forms, and the bulk change. */
export const ACCOUNTS: PageOfConsole[] = [
  {
    name: 'Operator accounts',
    states: [
      {
        name: 'content',
        tree: true,
        open: async ({ page }) => {
          await openAccounts(page);
          await expect(rowsOf(page).first()).toBeVisible();
        },
      },
      {
        name: 'menu of the columns',
        open: async ({ page }) => {
          await page.getByText('Columns', { exact: true }).first().click();
          await expect(page.getByRole('group', { name: 'Columns' })).toBeVisible();
        },
      },
      {
        name: 'menu of the company',
        open: async ({ page }) => {
          await page.keyboard.press('Escape');
          await page.getByRole('banner').getByText('Own company').click();
          await expect(button(page, 'Act in this company')).toBeVisible();
        },
      },
      {
        name: 'not refreshed',
        open: async ({ page, sandbox }) => {
          await page.keyboard.press('Escape');
          await sandbox.faults([{ service: 'airvantage', path: LIST, status: 500 }]);
          await button(page, 'Refresh the operator accounts').click();
          await expect(page.getByText('Not refreshed: AirVantage has a problem')).toBeVisible();
        },
      },
      {
        name: 'waiting',
        open: async ({ page, sandbox }) => {
          await sandbox.faults([{ service: 'airvantage', path: LIST, kind: 'delay', delay_ms: 300_000 }]);
          await page.goto('operator-accounts');
          await expect(page.getByText('Loading operator accounts')).toBeAttached();
        },
      },
      {
        name: 'empty',
        open: async ({ page }) => {
          await page.goto('operator-accounts?name=nobody-of-this-name');
          await expect(page.getByText(/No operator account/).first()).toBeVisible();
        },
      },
      {
        name: 'fault',
        open: async ({ page, sandbox }) => {
          await sandbox.faults([{ service: 'airvantage', path: LIST, status: 403 }]);
          await page.goto('operator-accounts');
          await expect(page.getByText('AirVantage does not allow this')).toBeVisible();
        },
      },
    ],
  },
  {
    name: 'Operator account',
    states: [
      {
        name: 'content',
        tree: true,
        open: async ({ page }) => {
          await openForm(page, `operator-accounts/${MICKEY}`);
          await expect(page.getByRole('region', { name: 'Parameters' })).toContainText('mickey');
        },
      },
      {
        name: 'dialog',
        tree: true,
        open: async ({ page }) => {
          await button(page, 'Compare with…').click();
          await expect(page.getByRole('dialog', { name: 'Compare with another account' })).toBeVisible();
        },
      },
      {
        name: 'compared',
        tree: true,
        open: async ({ page }) => {
          await page.goto(`operator-accounts/${MICKEY}?compare=${TELSTRA}`);
          await expect(page.getByRole('region', { name: 'Comparison' })).toContainText(/fields differ/);
        },
      },
      {
        name: 'fault',
        open: async ({ page, sandbox }) => {
          await sandbox.faults([{ service: 'airvantage', method: 'GET', path: ACCOUNT, status: 500 }]);
          await page.goto(`operator-accounts/${MICKEY}`);
          await expect(page.getByText('AirVantage has a problem')).toBeVisible();
        },
      },
    ],
  },
  {
    name: 'New operator account',
    states: [
      {
        name: 'content',
        tree: true,
        open: async ({ page }) => {
          await openForm(page, sending.newOn(ATT));
          await sending.fillIn(page, 'For everybody');
        },
      },
      {
        name: 'dialog',
        tree: true,
        open: async ({ page }) => {
          await reviewOf(page).click();
          await expect(sending.createDialog(page)).toBeVisible();
        },
      },
      {
        name: 'mistakes',
        tree: true,
        open: async ({ page }) => {
          await escape(page);
          await fieldOf(page, 'Name').fill('');
          await reviewOf(page).click();
          await expect(summaryOf(page)).toBeVisible();
        },
      },
      {
        name: 'outcome unknown',
        tree: true,
        open: async ({ page, sandbox }) => {
          await fieldOf(page, 'Name').fill('For nobody');
          await sending.failing(sandbox, 'POST', sending.failure('reset-before'));
          await sending.create(page);
          await expect(sending.outcomeOf(page)).toContainText('There is no account of exactly this name');
        },
      },
      {
        name: 'found after a lost answer',
        open: async ({ page, sandbox }) => {
          await sending.failing(sandbox, 'POST', sending.failure('reset-after'));
          await sending.create(page);
          await expect(sending.outcomeOf(page).getByRole('link', { name: 'Open For nobody' })).toBeVisible();
        },
      },
      {
        name: 'leaving',
        open: async ({ page }) => {
          await fieldOf(page, 'Name').fill('For later');
          await page.getByRole('link', { name: 'Cancel' }).click();
          await expect(page.getByRole('dialog', { name: 'Leave this form?' })).toBeVisible();
        },
      },
      {
        name: 'draft kept',
        open: async ({ page }) => {
          await button(page, 'Leave and keep the draft').click();
          await page.goto(sending.newOn(ATT));
          await expect(button(page, 'Discard draft')).toBeVisible();
        },
      },
      {
        name: 'fault',
        open: async ({ page, sandbox }) => {
          await sandbox.faults([{ service: 'airvantage', path: '/api/v1/operators/connections/**', status: 500 }]);
          await page.goto(sending.newOn(ATT));
          await expect(page.getByText('AirVantage has a problem').first()).toBeVisible();
        },
      },
    ],
  },
  {
    name: 'Edit operator account',
    states: [
      {
        name: 'content',
        tree: true,
        open: async ({ page }) => {
          await openForm(page, sending.editOf(TELSTRA));
          await expect(fieldOf(page, 'Name')).toHaveValue('Telstra Account');
        },
      },
      {
        name: 'dialog',
        tree: true,
        open: async ({ page }) => {
          await fieldOf(page, 'Name').fill('Renamed');
          await reviewOf(page).click();
          await expect(sending.editDialog(page)).toBeVisible();
        },
      },
      {
        name: 'conflict',
        tree: true,
        open: async ({ page, sandbox }) => {
          await escape(page);
          await sending.editElsewhere(sandbox, TELSTRA, { name: 'Renamed by somebody else' });
          await sending.save(page);
          await expect(sending.dialogOf(page, 'Changed by somebody else')).toBeVisible();
        },
      },
      {
        name: 'outcome unknown',
        tree: true,
        open: async ({ page, sandbox }) => {
          await page.goto(sending.editOf(MICKEY));
          await fieldOf(page, 'Name').fill('Renamed');
          await sending.failing(sandbox, 'PUT', sending.failure('reset-before'));
          await sending.save(page);
          await expect(sending.outcomeOf(page)).toContainText('It is not known whether the changes were saved');
        },
      },
      {
        name: 'fault',
        open: async ({ page, sandbox }) => {
          await sandbox.faults([{ service: 'airvantage', method: 'GET', path: ACCOUNT, status: 500 }]);
          await page.goto(sending.editOf(TELSTRA));
          await expect(page.getByText('AirVantage has a problem').first()).toBeVisible();
        },
      },
    ],
  },
  {
    name: 'Bulk change',
    states: [
      {
        name: 'empty',
        open: async ({ page }) => {
          await openForm(page, 'operator-accounts/bulk');
          await expect(page.getByText('No accounts are selected')).toBeVisible();
        },
      },
      {
        name: 'content',
        tree: true,
        open: async ({ page }) => {
          await page.goto(`operator-accounts?connection=${ATT}`);
          await chooseHere(page, 3);
          await dryRunOfType(page, 'Add values to a type', 'PricePlan', 'PP77');
          await expect(page.getByRole('region', { name: 'Dry run' })).toContainText('3 will change');
        },
      },
      {
        name: 'dialog',
        tree: true,
        open: async ({ page }) => {
          await button(page, 'Change 3 accounts').click();
          await expect(page.getByRole('dialog')).toBeVisible();
        },
      },
      {
        name: 'running',
        tree: true,
        open: async ({ page, sandbox }) => {
          await sandbox.clearRequests();
          await sandbox.faults([{ service: 'airvantage', method: 'PUT', path: ONE_ACCOUNT, kind: 'delay', delay_ms: 300_000 }]);
          await page.getByRole('dialog').getByRole('button', { name: 'Change 3 accounts' }).click();
          await expect.poll(async () => (await writes(sandbox)).length).toBe(2);
          await count(page, '1 waiting');
        },
      },
      {
        name: 'paused with outcomes unknown',
        tree: true,
        open: async ({ page }) => {
          await page.reload();
          await count(page, '2 unknown');
        },
      },
      {
        name: 'ended with a conflict',
        tree: true,
        open: async ({ page, sandbox }) => {
          const waiting = (await accountsOf(sandbox))[2]!;
          await editElsewhere(sandbox, { ...waiting, types: { ...waiting.types, PricePlan: ['ELSE'] } });
          await button(page, 'Resume').click();
          await expect(page.getByRole('row', { name: /Conflict/ })).toContainText('PricePlan is ELSE now');
          await expect(button(page, 'Discard')).toBeVisible();
        },
      },
    ],
  },
];
