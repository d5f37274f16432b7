// What the browser does to the register of imports: it stores nothing, asks before it notifies, and loses tabs.
import type { Page } from '@playwright/test';

import { axe, expect, signInHere, test } from './fixtures.ts';
import { follow, openImports, polls, startElsewhere, stateOf } from './imports.ts';

test.use({ sandboxOptions: ['--pace', 'none', '--task-seconds', '600'] });

/** Stands in for the browser's notifications: `answer` is what the user says when asked. */
async function withNotifications(page: Page, answer: 'granted' | 'denied'): Promise<void> {
  await page.addInitScript((said) => {
    const shown: string[] = [];
    // Permission outlives a reload, as the browser's own does.
    class Notification {
      static get permission(): string {
        return sessionStorage.getItem('permission') ?? 'default';
      }
      static async requestPermission(): Promise<string> {
        sessionStorage.setItem('permission', said);
        return said;
      }
      constructor(title: string, options: { body: string }) {
        shown.push(`${title}: ${options.body}`);
      }
    }
    Object.defineProperty(window, 'Notification', { value: Notification });
    let hidden = false;
    Object.defineProperty(Document.prototype, 'hidden', { get: () => hidden });
    Object.assign(window, { shown, hide: () => (hidden = true) });
  }, answer);
}

const shown = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { shown: string[] }).shown);

const choice = (page: Page): Promise<string | null> =>
  page.evaluate(() => localStorage.getItem('switchboard.notify'));

const openMenu = (page: Page): Promise<void> => page.getByText('Register', { exact: true }).click();

test('an import that ends while nobody looks is notified of, where that was chosen', async ({ page, sandbox }) => {
  await withNotifications(page, 'granted');
  const task = await startElsewhere(sandbox);
  await page.goto('imports');
  await openMenu(page);
  await page.getByRole('button', { name: 'Notify me when an import ends…' }).click();
  await expect(page.getByText('You are notified when an import ends while this page is hidden.').first()).toBeVisible();
  expect(await choice(page)).toBe('on');
  await page.reload();
  await signInHere(page, 'Live Platform');
  await follow(page, task, 'Acme');
  await expect(page.getByText('InProgress')).toBeVisible();
  expect(await shown(page)).toEqual([]);
  await page.evaluate(() => (window as unknown as { hide: () => void }).hide());
  await sandbox.taskSeconds(0);
  await expect(async () => {
    // A hidden page asks once a minute, and at once when the network is back.
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect(stateOf(page, 'Succeeded')).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  expect(await shown(page)).toEqual(['Switchboard: The import of Acme has succeeded.']);
  // And no longer, once that is turned off.
  await page.goto('imports');
  await openMenu(page);
  await page.getByRole('button', { name: 'Turn desktop notifications off' }).click();
  expect(await choice(page)).toBeNull();
});

test('a browser that lets nobody notify is told of, and nothing is kept', async ({ page }) => {
  await withNotifications(page, 'denied');
  await page.goto('imports');
  await openMenu(page);
  await page.getByRole('button', { name: 'Notify me when an import ends…' }).click();
  await expect(page.getByText('The browser does not let this site notify you').first()).toBeVisible();
  expect(await choice(page)).toBeNull();
});

test('a browser that stores nothing is told, and the task is followed all the same', async ({ page, sandbox }) => {
  await page.addInitScript(() => {
    const get = (): never => {
      throw new DOMException('blocked', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { get });
    Object.defineProperty(window, 'sessionStorage', { get });
  });
  const task = await startElsewhere(sandbox);
  await openImports(page);
  await follow(page, task, 'Acme');
  await expect(page.getByText('This import is known to this page alone')).toBeVisible();
  await expect(page.getByText('InProgress')).toBeVisible();
  await page.getByRole('link', { name: 'Imports', exact: true }).first().click();
  await expect(page.getByText('This browser stores nothing for this site')).toBeVisible();
  await axe(page);
  await sandbox.taskSeconds(0);
  await expect(stateOf(page, 'Succeeded')).toBeVisible({ timeout: 20_000 });
});

test('when the tab that asks crashes, another one goes on', async ({ page, context, sandbox, allowConsole }) => {
  allowConsole(/crashed$/);
  const task = await startElsewhere(sandbox);
  await openImports(page);
  await follow(page, task);
  const second = await context.newPage();
  await second.goto('imports');
  await expect(second.getByText('Another tab checks the tasks.')).toBeVisible();
  const crashed = page.waitForEvent('crash');
  const devtools = await context.newCDPSession(page);
  // Never answered: who should answer is gone.
  void devtools.send('Page.crash').catch(() => {});
  await crashed;
  await expect(second.getByText('This tab checks the tasks for all tabs.')).toBeVisible({ timeout: 5_000 });
  await sandbox.clearRequests();
  await sandbox.taskSeconds(0);
  await expect(stateOf(second, 'Succeeded')).toBeVisible({ timeout: 20_000 });
  expect((await polls(sandbox)).length).toBeGreaterThan(0);
  await page.close();
});

test('an id that the service does not know is watched no longer, and says why', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/404/);
  await openImports(page);
  await sandbox.clearRequests();
  await follow(page, 'tsk_0', 'Mistyped');
  await expect(stateOf(page, 'Watching paused')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Live Platform does not know this task')).toBeVisible();
  expect((await polls(sandbox)).length).toBe(3);
  await expect(page.getByRole('button', { name: 'Watch again' })).toBeVisible();
  await axe(page);
});
