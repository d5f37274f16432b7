// The pages of imports in their main states.
import { expect, type Page } from '@playwright/test';

import { signInHere } from './actions.ts';
import { button, comeBackFor, count, escape, type PageOfConsole } from './accessibility-states.ts';
import * as importForm from './import-form.ts';
import { PRO } from './import-form.ts';
import { TASK, follow, guids, openImports, startElsewhere, stateOf } from './imports.ts';
import type { Sandbox } from './sandbox.ts';

/** Sends an import of which nobody knows whether it was started. */
async function loseOne(page: Page, sandbox: Sandbox): Promise<void> {
  await page.goto('imports/new');
  await importForm.fillIn(page);
  await importForm.failing(sandbox, 'reset-before');
  await importForm.send(page);
  await expect(importForm.outcomeOf(page)).toContainText('It is not known whether this import was started');
}

/** The register, one import, many of them, and a task. */
export const IMPORTS: PageOfConsole[] = [
  {
    name: 'Imports',
    states: [
      {
        name: 'empty',
        open: async ({ page }) => {
          await openImports(page);
          await expect(page.getByText('No import yet')).toBeVisible();
        },
      },
      {
        name: 'dialog',
        tree: true,
        open: async ({ page }) => {
          await button(page, 'I have a task id').click();
          await expect(page.getByRole('dialog', { name: 'Follow a task' })).toBeVisible();
        },
      },
      {
        name: 'content',
        tree: true,
        open: async ({ page, sandbox }) => {
          await escape(page);
          await follow(page, await startElsewhere(sandbox), 'Acme');
          await page.getByRole('link', { name: 'Imports', exact: true }).first().click();
          await expect(page.getByRole('row', { name: /Acme/ })).toBeVisible();
        },
      },
      {
        name: 'outcome unknown',
        tree: true,
        open: async ({ page, sandbox }) => {
          await loseOne(page, sandbox);
          await page.goto('imports');
          await expect(page.getByRole('row', { name: new RegExp(PRO.name) })).toContainText('Outcome unknown');
        },
      },
    ],
  },
  {
    name: 'New import',
    states: [
      {
        name: 'content',
        tree: true,
        open: async ({ page }) => {
          await importForm.openImport(page);
          await importForm.fillIn(page);
          await expect(importForm.pickedOf(page)).toBeVisible();
        },
      },
      {
        name: 'dialog',
        tree: true,
        open: async ({ page }) => {
          await importForm.reviewButton(page).click();
          await expect(importForm.reviewOf(page)).toBeVisible();
        },
      },
      {
        name: 'mistakes',
        tree: true,
        open: async ({ page }) => {
          await escape(page);
          await page.goto('imports/new');
          await button(page, 'Discard draft').click();
          await importForm.reviewButton(page).click();
          await expect(importForm.summaryOf(page)).toBeVisible();
        },
      },
      {
        name: 'fault',
        open: async ({ page, sandbox }) => {
          await sandbox.faults([{ service: 'live-platform', path: importForm.LIST, status: 500 }]);
          await page.goto('imports/new');
          await expect(page.getByText('Live Platform has a problem').first()).toBeVisible();
        },
      },
      {
        name: 'outcome unknown',
        tree: true,
        open: async ({ page, sandbox }) => {
          await loseOne(page, sandbox);
        },
      },
      {
        name: 'dialog to send again',
        open: async ({ page }) => {
          await importForm.outcomeOf(page).getByRole('button', { name: 'Send again' }).click();
          await expect(importForm.reviewOf(page)).toContainText('It is not known whether this customer was imported already');
        },
      },
    ],
  },
  {
    name: 'Import many',
    states: [
      {
        name: 'empty',
        open: async ({ page }) => {
          await page.goto('imports/bulk');
          await signInHere(page, 'Live Platform');
          await expect(page.getByLabel('Or paste rows')).toBeVisible();
        },
      },
      {
        name: 'fault',
        open: async ({ page, sandbox }) => {
          await sandbox.faults([{ service: 'live-platform', path: importForm.LIST, status: 500 }]);
          await page.goto('imports/bulk');
          await page.getByLabel('Or paste rows').fill(`guid,type\n${PRO.guid},TENANT_TYPE`);
          await button(page, 'Use the pasted rows').click();
          await expect(page.getByText('Live Platform has a problem').first()).toBeVisible();
        },
      },
      {
        name: 'content',
        tree: true,
        open: async ({ page, sandbox }) => {
          await page.goto('imports/bulk');
          const [one, two, three] = await guids(sandbox);
          // The sandbox knows no customer 0 of the Operation Center.
          const right = [`${one},TENANT_TYPE,1`, `${two},TENANT_TYPE,2`, `${three},TENANT_TYPE,0`];
          const rows = ['guid,type,lcCustomerId', ...right, `${two},tenant_type,2`, `${PRO.guid}0,TENANT_TYPE,3`];
          await page.getByLabel('Or paste rows').fill(rows.join('\n'));
          await button(page, 'Use the pasted rows').click();
          await expect(page.getByRole('region', { name: 'Dry run' })).toContainText('3 ready');
        },
      },
      {
        name: 'dialog',
        tree: true,
        open: async ({ page }) => {
          await button(page, 'Import 3 customers').click();
          await expect(page.getByRole('dialog', { name: 'Import these customers?' })).toBeVisible();
        },
      },
      {
        name: 'running with an outcome unknown',
        tree: true,
        open: async ({ page, sandbox }) => {
          await importForm.failing(sandbox, 'reset-before', { skip: 1 });
          await page.getByRole('dialog').getByRole('button', { name: 'Import 3 customers' }).click();
          await count(page, '1 unknown or not ended');
          await count(page, '2 running');
        },
      },
      {
        name: 'ended with a failure',
        tree: true,
        open: async ({ page, sandbox }) => {
          await sandbox.taskSeconds(0);
          await comeBackFor(page, page.getByText('1 succeeded', { exact: true }).first());
          await count(page, '1 failed');
        },
      },
    ],
  },
  {
    name: 'Import task',
    states: [
      {
        name: 'content',
        tree: true,
        open: async ({ page }) => {
          await importForm.openImport(page);
          await importForm.fillIn(page);
          await importForm.send(page);
          await expect(stateOf(page, 'Running')).toBeVisible();
          await expect(page.getByText('InProgress')).toBeVisible();
        },
      },
      {
        name: 'watched no longer',
        open: async ({ page }) => {
          await button(page, 'Stop watching').click();
          await expect(stateOf(page, 'Watching paused')).toBeVisible();
        },
      },
      {
        name: 'ended badly',
        open: async ({ page, sandbox }) => {
          const task = await startElsewhere(sandbox, { lcCustomerId: '0' });
          await sandbox.taskSeconds(0);
          await page.goto('imports');
          await follow(page, task, 'Acme');
          await expect(stateOf(page, 'Failed')).toBeVisible();
          await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Import failed');
        },
      },
      {
        name: 'fault',
        open: async ({ page, sandbox }) => {
          await sandbox.faults([{ service: 'live-platform', path: TASK, status: 500 }]);
          await page.goto('imports/tasks/tsk_999999');
          await expect(page.getByText('Live Platform has a problem').first()).toBeVisible();
        },
      },
    ],
  },
];
