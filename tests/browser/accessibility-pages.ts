// Every page of the console in its main states, in the order in which the statement tells them.
import { expect, type Page, type Route } from '@playwright/test';

import { ACCOUNTS } from './accessibility-accounts.ts';
import { IMPORTS } from './accessibility-imports.ts';
import { button, comeBackFor, escape, heading, type PageOfConsole } from './accessibility-states.ts';
import { signIn, signInHere } from './actions.ts';
import { IDS, openCustomers, loadedInView } from './customers.ts';
import { openAccounts } from './operator-accounts.ts';

/** Opens a page whose code is answered so: left without an answer, or refused. */
async function openPart(page: Page, answer: (route: Route) => unknown): Promise<void> {
  await page.unrouteAll();
  await page.goto('');
  await heading(page, 'Overview');
  await page.route('**/*.bin', answer);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Customers' }).click();
}

export const PAGES: PageOfConsole[] = [
  {
    name: 'Overview',
    states: [
      {
        name: 'signed out',
        tree: true,
        open: async ({ page }) => {
          await page.goto('');
          await expect(page.getByRole('link', { name: 'Sign in to AirVantage' })).toBeVisible();
        },
      },
      {
        name: 'signed in, with a fault',
        open: async ({ page, sandbox }) => {
          await sandbox.faults([{ service: 'optconnect', path: IDS, status: 500 }]);
          await openCustomers(page);
          await openAccounts(page);
          await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' }).click();
          await expect(page.getByText('OptConnect has a problem')).toBeVisible();
          await expect(page.getByRole('row', { name: /operator accounts/ })).toBeVisible();
        },
      },
    ],
  },
  {
    name: 'Customers',
    states: [
      {
        name: 'sign-in in place',
        tree: true,
        open: async ({ page }) => {
          await page.goto('customers');
          await expect(page.getByRole('region', { name: 'Sign in to OptConnect' })).toBeVisible();
        },
      },
      {
        name: 'content',
        tree: true,
        open: async ({ page }) => {
          await signInHere(page, 'OptConnect');
          await loadedInView(page);
        },
      },
      {
        name: 'not refreshed',
        open: async ({ page, sandbox }) => {
          await sandbox.faults([{ service: 'optconnect', path: IDS, status: 500 }]);
          await page.getByRole('button', { name: 'Refresh the list of customers' }).click();
          await expect(page.getByText('Not refreshed: OptConnect has a problem')).toBeVisible();
        },
      },
      {
        name: 'waiting',
        open: async ({ page, sandbox }) => {
          await sandbox.faults([{ service: 'optconnect', path: IDS, kind: 'delay', delay_ms: 300_000 }]);
          await page.goto('customers');
          await expect(page.getByText('Loading customers')).toBeAttached();
        },
      },
      {
        name: 'asked to wait',
        open: async ({ page, sandbox }) => {
          await sandbox.faults([{ service: 'optconnect', path: IDS, status: 429, retry_after: 600 }]);
          await page.goto('customers');
          await expect(page.getByRole('main').getByRole('timer')).toBeVisible();
        },
      },
      {
        name: 'empty',
        open: async ({ page }) => {
          await page.goto('customers?q=nobody-of-this-name');
          await expect(page.getByText('0 of 250 customers match')).toBeVisible();
        },
      },
      {
        name: 'fault',
        open: async ({ page, sandbox }) => {
          await sandbox.faults([{ service: 'optconnect', path: IDS, status: 500 }]);
          await page.goto('customers');
          await expect(page.getByText('OptConnect has a problem')).toBeVisible();
        },
      },
    ],
  },
  {
    name: 'Customer',
    states: [
      {
        name: 'content',
        tree: true,
        open: async ({ page }) => {
          await openCustomers(page, 'customers/1649');
          await expect(page.getByRole('region', { name: 'Profile' })).toContainText('doug.do');
        },
      },
      {
        name: 'not refreshed',
        open: async ({ page, sandbox }) => {
          await sandbox.faults([{ service: 'optconnect', status: 500 }]);
          await page.getByRole('button', { name: 'Refresh this customer' }).click();
          await expect(page.getByText('Not refreshed: OptConnect has a problem').first()).toBeVisible();
        },
      },
      {
        name: 'waiting',
        open: async ({ page, sandbox }) => {
          await sandbox.faults([{ service: 'optconnect', kind: 'delay', delay_ms: 300_000 }]);
          await page.goto('customers/1649');
          await expect(page.getByText('Loading the record')).toBeAttached();
        },
      },
      {
        name: 'fault',
        open: async ({ page }) => {
          await page.goto('customers/999999999');
          await expect(page.getByText('Your app may not see customer 999999999')).toBeVisible();
        },
      },
    ],
  },
  ...IMPORTS,
  ...ACCOUNTS,
  {
    name: 'Settings',
    states: [
      {
        name: 'services',
        tree: true,
        open: async ({ page }) => {
          await signIn(page, 'OptConnect');
          await expect(page.getByRole('region', { name: 'OptConnect' })).toContainText('App 88');
        },
      },
      {
        name: 'menu of the sign-ins',
        open: async ({ page }) => {
          await page.getByRole('banner').getByText('Signed in to 1 of 3').click();
          await expect(page.getByRole('link', { name: 'Sign in and out' })).toBeVisible();
        },
      },
      {
        name: 'dialog',
        tree: true,
        open: async ({ page }) => {
          await page.keyboard.press('Escape');
          await expect(page.getByRole('link', { name: 'Sign in and out' })).toBeHidden();
          await button(page, 'Remove everything from this browser').click();
          await expect(page.getByRole('dialog')).toBeVisible();
        },
      },
      {
        name: 'activity',
        tree: true,
        open: async ({ page }) => {
          await escape(page);
          await page.getByRole('link', { name: 'Activity' }).click();
          await expect(page.getByRole('region', { name: 'Calls' }).getByRole('row').nth(1)).toBeVisible();
        },
      },
      {
        name: 'self-check',
        open: async ({ page }) => {
          await page.getByRole('link', { name: 'Self-check' }).click();
          await expect(page.getByRole('region', { name: 'Self-check' }).getByRole('row').nth(3)).toBeVisible();
        },
      },
      {
        name: 'notice of a new version',
        open: async ({ page }) => {
          await page.route('**/version.json', (route) => route.fulfill({ json: { version: 'another' } }));
          const notice = page.getByRole('region', { name: 'Notifications' });
          // The server may have been asked a moment before.
          await comeBackFor(page, notice.getByRole('button', { name: 'Reload now' }));
        },
      },
    ],
  },
  {
    name: 'Accessibility statement',
    states: [
      {
        name: 'content',
        tree: true,
        open: async ({ page }) => {
          await page.goto('accessibility.html');
          await heading(page, 'Accessibility statement');
          await expect(page.getByRole('region', { name: 'Pages' })).toHaveCSS('overflow-x', 'auto');
          await expect(page.locator('script')).toHaveCount(0);
        },
      },
    ],
  },
  {
    name: 'Page not found',
    states: [
      {
        name: 'content',
        tree: true,
        open: async ({ page }) => {
          await page.goto('nowhere');
          await heading(page, 'Page not found');
        },
      },
    ],
  },
  {
    name: 'Fault of the configuration',
    states: [
      {
        name: 'content',
        tree: true,
        open: async ({ page }) => {
          await page.route('**/config.json', (route) => route.fulfill({ json: { environments: [{ colour: 'red' }] } }));
          await page.goto('');
          await expect(page.getByText('There is a mistake in config.json')).toBeVisible();
        },
      },
    ],
  },
  {
    name: 'Recovery',
    states: [
      {
        name: 'content',
        tree: true,
        open: async ({ page }) => {
          await page.route('**/*.wasm', (route) => route.abort());
          await page.goto('');
          await expect(page.getByRole('heading', { name: 'Switchboard could not start' })).toBeVisible();
        },
      },
      {
        name: 'a part on its way',
        tree: true,
        open: async ({ page }) => {
          await openPart(page, () => {});
          await expect(page.getByRole('heading', { level: 1, name: 'Loading this part of the console' })).toBeFocused();
        },
      },
      {
        name: 'a part that did not come',
        tree: true,
        open: async ({ page }) => {
          await openPart(page, (route) => route.abort());
          await heading(page, 'Not loaded');
        },
      },
    ],
  },
];
