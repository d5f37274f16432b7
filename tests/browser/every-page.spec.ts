// Every page in windows of every size, light and dark; and the way from the sign-in to a customer by keyboard alone.
import type { Page } from '@playwright/test';

import { headingOf } from './actions.ts';
import { ACME, loadedInView, openCustomers, rowOf } from './customers.ts';
import { axe, expect, test } from './fixtures.ts';

/** How far the page reaches beyond its window. */
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('from the sign-in to a customer and back by keyboard alone', async ({ page, allowConsole }) => {
  allowConsole(/status of 501/);
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      const words = await focused.evaluate((element) => {
        const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((label) => label.textContent) : [];
        return [element.getAttribute('aria-label'), ...labels, element.textContent].filter(Boolean).join(' ');
      });
      if (name.test(words)) return;
    }
    throw new Error(`Tab does not lead to ${name}`);
  };
  await page.goto('customers');
  await expect(page.getByRole('region', { name: 'Sign in to OptConnect' })).toBeVisible();
  await tabTo(/^Token/);
  await page.keyboard.type('sandbox-admin');
  await tabTo(/^Keep for this tab/);
  await page.keyboard.press('Space');
  await expect(page.getByRole('checkbox', { name: 'Keep for this tab' })).toBeChecked();
  await tabTo(/^Sign in$/);
  await page.keyboard.press('Enter');
  await expect(rowOf(page, ACME)).toContainText('Acme ATM');
  await page.keyboard.press('/');
  await page.keyboard.type('acme atm');
  await expect(page.getByText('1 of 250 customers match')).toBeVisible();
  await expect(page).toHaveURL(/q=acme\+?(%20)?atm$/);
  await tabTo(/^Customers/);
  await page.keyboard.press('ArrowDown');
  await expect(rowOf(page, ACME)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(headingOf(page, 'Acme ATM')).toBeFocused();
  await page.goBack();
  await expect(rowOf(page, ACME)).toBeFocused();
});

test.describe('every page', () => {
  for (const [name, address, ready] of [
    ['the overview', '', 'Overview'],
    ['the list of customers', 'customers', 'Customers'],
    ['a customer', 'customers/1649', 'Acme ATM'],
    ['a customer that is not permitted', 'customers/999999999', 'Customer 999999999'],
    ['no customer', 'customers/acme', 'No such customer'],
    ['the imports', 'imports', 'Imports'],
    ['the operator accounts', 'operator-accounts', 'Operator accounts'],
    ['the settings', 'settings', 'Settings'],
    ['the activity', 'settings?tab=activity', 'Settings'],
    ['no page', 'nowhere', 'Page not found'],
  ] as const) {
    test(`${name} is for everybody, wide and narrow, light and dark`, async ({ page, allowConsole }) => {
      allowConsole(/status of (401|501)/);
      await openCustomers(page);
      await expect(rowOf(page, ACME)).toContainText('Acme ATM');
      await page.goto(address);
      await expect(headingOf(page, ready)).toBeVisible();
      if (address === 'customers') await expect(rowOf(page, ACME)).toContainText('Acme ATM');
      if (address === 'customers/1649') await expect(page.getByRole('region', { name: 'Profile' })).toContainText('doug.do');
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await overflow(page), `${width} wide`).toBe(0);
        await axe(page);
      }
    });
  }

  test('fits the smallest window', async ({ page, allowConsole }) => {
    allowConsole(/status of (401|501)/);
    await page.setViewportSize({ width: 320, height: 640 });
    await openCustomers(page);
    await loadedInView(page);
    for (const address of ['', 'customers', 'customers/1649', 'customers/999999999', 'imports', 'operator-accounts', 'nowhere']) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await overflow(page), address).toBe(0);
    }
  });

  test('the sign-in in place is for everybody, wide and narrow, light and dark', async ({ page }) => {
    await page.goto('customers');
    await expect(page.getByRole('region', { name: 'Sign in to OptConnect' })).toBeVisible();
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await overflow(page), `${width} wide`).toBe(0);
      await axe(page);
    }
  });
});
