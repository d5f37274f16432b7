// A console that is used all day: what a page leaves behind is given back to the browser.
import type { CDPSession, Locator, Page } from '@playwright/test';

import { expect, signIn, test } from './fixtures.ts';
import { ATT, MICKEY } from './operator-account-form.ts';

test.use({ sandboxOptions: ['--pace', 'none', '--customers', '40', '--services', '20', '--accounts', '40'] });

const PAGES = [
  'customers',
  'customers/1649',
  'imports',
  'imports/new',
  'imports/bulk',
  'operator-accounts',
  `operator-accounts/${MICKEY}`,
  `operator-accounts/new?connection=${ATT}`,
  'operator-accounts/bulk',
  'settings',
  'settings?tab=activity',
  'settings?tab=self-check',
];
const ROUNDS = 4;

const softly = expect.configure({ soft: true });

/** Follows a link of the page, without a new document. */
async function follow(page: Page, address: string): Promise<Locator> {
  await page.evaluate((address) => {
    const link = document.createElement('a');
    link.href = address;
    document.body.append(link);
    link.click();
    link.remove();
  }, address);
  return page.getByRole('main').getByRole('heading', { level: 1 });
}

/** The elements and listeners that are left when everything that may go is gone. */
async function held(session: CDPSession): Promise<{ nodes: number; listeners: number }> {
  // Weak references are cleared by one collection and finalised by the next.
  for (let time = 0; time < 3; time += 1) await session.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { nodes, listeners: jsEventListeners };
}

test('pages that were left keep no elements', async ({ page, context, sandbox, allowConsole }) => {
  // Two hundred changes of the page.
  test.setTimeout(300_000);
  allowConsole(/status of 501/);
  await signIn(page, 'OptConnect');
  await signIn(page, 'Live Platform');
  await signIn(page, 'AirVantage');
  const session = await context.newCDPSession(page);
  for (const address of PAGES) {
    const there = new URL(address, sandbox.address).href;
    const cycle = async (): Promise<void> => {
      await expect(await follow(page, there)).not.toHaveText('Overview');
      await expect(await follow(page, sandbox.address)).toHaveText('Overview');
    };
    for (let round = 0; round < ROUNDS; round += 1) await cycle();
    const before = await held(session);
    for (let round = 0; round < ROUNDS; round += 1) await cycle();
    // The least of these pages has a hundred nodes, and more than ten listeners. What a frame to come or a call that is
    // given up still holds goes a moment later.
    const more = async (what: 'nodes' | 'listeners') => (await held(session))[what] - before[what];
    await softly.poll(() => more('nodes'), `nodes of ${address}`).toBeLessThan(40);
    await softly.poll(() => more('listeners'), `listeners of ${address}`).toBeLessThan(8);
  }
});
