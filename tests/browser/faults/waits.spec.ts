// A service that asks to wait: for longer than a call waits by itself, and counted down where it does.
import type { Page } from '@playwright/test';

import { ACME, IDS, openCustomers, profileOf, recordOf, rowOf } from '../customers.ts';
import { expect, test } from '../fixtures.ts';

test.use({ sandboxOptions: ['--pace', 'none'] });

// The browser's own lines about what failed.
test.beforeEach(({ allowConsole }) => allowConsole(/Failed to load resource/));

const panelOf = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('a wait that is longer than a call waits by itself is told, and can be ended by hand', async ({ page, sandbox }) => {
  await page.clock.install();
  await openCustomers(page);
  await expect(rowOf(page, ACME)).toBeVisible();
  for (const [address, path, place, content] of [
    ['customers', IDS, page.getByRole('main'), 'Acme ATM'],
    ['customers/1649', profileOf(ACME), panelOf(page, 'Profile'), 'doug.do@acmeatm.zzz'],
  ] as const) {
    await sandbox.faults([{ service: 'optconnect', path, status: 429, retry_after: 600, count: 1 }]);
    await page.goto(address);
    await expect(place).toContainText('OptConnect asks to wait');
    await expect(place).toContainText(/The service takes requests again in (600|59\d) s/);
    await page.clock.fastForward(600_000);
    await place.getByRole('button', { name: 'Try again' }).click();
    await expect(place.getByText(content)).toBeVisible();
  }
});

test('a wait that the service asks for is counted down on either page, and ends by itself', async ({ page, sandbox }) => {
  await page.clock.install();
  await openCustomers(page);
  await expect(rowOf(page, ACME)).toContainText('Premium');
  for (const [address, path] of [['customers', profileOf(ACME)], ['customers/1649', recordOf(ACME)]] as const) {
    await sandbox.faults([{ service: 'optconnect', path, status: 429, retry_after: 30, count: 1 }]);
    await page.goto(address, { waitUntil: 'commit' });
    await expect(page.getByText(/OptConnect asks to wait\. Going on in (30|[12]?\d) s/)).toBeVisible();
    await page.clock.fastForward(30_000);
    await expect(page.getByRole('main').getByText('33333333')).toBeVisible();
    await expect(page.getByText('OptConnect asks to wait')).toBeHidden();
  }
});
