// Watching tasks: one tab asks for all, another one takes its place, and faults are told and got over.
import type { BrowserContext, Page } from '@playwright/test';

import { axe, expect, signInHere, test } from './fixtures.ts';
import { TASK, checksOf, follow, holdPolls, isPoll, openImports, polls, startElsewhere, stateOf } from './imports.ts';

test.use({ sandboxOptions: ['--pace', 'none', '--task-seconds', '600'] });

/** One more tab, signed in by the first one. */
async function openSecond(context: BrowserContext): Promise<Page> {
  const second = await context.newPage();
  await second.goto('imports');
  await expect(second.getByText('Another tab checks the tasks.')).toBeVisible();
  return second;
}

test('a reload in mid-run goes on', async ({ page, sandbox }) => {
  const task = await startElsewhere(sandbox);
  await openImports(page);
  await follow(page, task, 'Acme');
  await expect(page.getByText('InProgress')).toBeVisible();
  const first = await holdPolls(page);
  await page.reload();
  // What is shown first is what was kept; the task itself is asked for at once, and again seconds later.
  await expect(stateOf(page, 'Running')).toBeVisible();
  await expect(page.getByText('InProgress')).toBeVisible();
  await sandbox.clearRequests();
  first.letGo();
  await expect.poll(async () => (await polls(sandbox)).map(({ status }) => status)).toContain(200);
  const next = await holdPolls(page);
  await next.come;
  await sandbox.clearRequests();
  await sandbox.taskSeconds(0);
  next.letGo();
  await expect(stateOf(page, 'Succeeded')).toBeVisible();
  expect(await polls(sandbox)).toHaveLength(1);
});

test('one tab asks, and the other one shows the same', async ({ page, context, sandbox }) => {
  const task = await startElsewhere(sandbox);
  await openImports(page);
  await follow(page, task, 'Acme');
  await expect(page.getByText('InProgress')).toBeVisible();
  const others: string[] = [];
  context.on('request', (request) => {
    if (isPoll(request) && request.frame().page() !== page) others.push(request.url());
  });
  const second = await openSecond(context);
  await expect(stateOf(second, 'Running')).toBeVisible();
  // Two rounds: a second tab that asked too would have done so by then.
  const told = await checksOf(page);
  await expect.poll(() => checksOf(page), { timeout: 30_000 }).toBeGreaterThan(told + 1);
  expect(others).toEqual([]);
  const { come, letGo } = await holdPolls(page);
  await come;
  await sandbox.clearRequests();
  await sandbox.taskSeconds(0);
  letGo();
  await expect(stateOf(second, 'Succeeded')).toBeVisible();
  await expect(stateOf(page, 'Succeeded')).toBeVisible();
  expect(await polls(sandbox)).toHaveLength(1);
  await expect(second).toHaveTitle(/^(?!\()/);
});

test('what another tab begins is asked for by the one that asks', async ({ page, context, sandbox }) => {
  const task = await startElsewhere(sandbox);
  await openImports(page);
  await expect(page.getByText('This tab checks the tasks for all tabs.')).toBeVisible();
  const second = await openSecond(context);
  await follow(second, task, 'Acme');
  await expect(second.getByText('InProgress')).toBeVisible();
  await second.getByRole('button', { name: 'Stop watching' }).click();
  await expect(stateOf(page, 'Watching paused')).toBeVisible();
  await sandbox.taskSeconds(0);
  await second.getByRole('button', { name: 'Watch again' }).click();
  await expect(stateOf(second, 'Succeeded')).toBeVisible();
  await expect(stateOf(page, 'Succeeded')).toBeVisible();
});

test('when the tab that asks is closed, another one goes on', async ({ page, context, sandbox }) => {
  const task = await startElsewhere(sandbox);
  await openImports(page);
  await follow(page, task);
  const second = await openSecond(context);
  const asked = second.waitForRequest(isPoll);
  await page.close();
  await expect(second.getByText('This tab checks the tasks for all tabs.')).toBeVisible({ timeout: 5_000 });
  await asked;
  await sandbox.taskSeconds(0);
  await expect(stateOf(second, 'Succeeded')).toBeVisible({ timeout: 20_000 });
});

test('a tab that signs out leaves asking to others, and the register stays', async ({ page, sandbox }) => {
  const task = await startElsewhere(sandbox);
  await openImports(page);
  await follow(page, task, 'Acme');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('region', { name: 'Live Platform' }).getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Imports', exact: true }).click();
  await expect(page.getByText('Signed out: this tab checks no task.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Acme/ })).toBeVisible();
  await sandbox.clearRequests();
  await signInHere(page, 'Live Platform');
  await expect.poll(async () => (await polls(sandbox)).length).toBeGreaterThan(0);
});

test.describe('what goes wrong while asking', () => {
  for (const [what, fault] of [
    ['a failing service', { kind: 'status', status: 500 }],
    ['nonsense', { kind: 'html' }],
    ['a lost connection', { kind: 'reset-before' }],
  ] as const) {
    test(`${what} is told, and asking goes on`, async ({ page, sandbox, allowConsole }) => {
      allowConsole(/Failed to load resource/);
      const task = await startElsewhere(sandbox);
      await openImports(page);
      await sandbox.faults([{ service: 'live-platform', path: TASK, ...fault }]);
      await follow(page, task);
      await expect(page.getByText('The last check did not get through')).toBeVisible({ timeout: 20_000 });
      await sandbox.faults([]);
      await sandbox.taskSeconds(0);
      await expect(stateOf(page, 'Succeeded')).toBeVisible({ timeout: 20_000 });
    });
  }

  test('a task that may not be read is watched no longer, until asked', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/403/);
    const task = await startElsewhere(sandbox);
    await openImports(page);
    await sandbox.faults([{ service: 'live-platform', path: TASK, kind: 'status', status: 403, count: 1 }]);
    await follow(page, task);
    await expect(stateOf(page, 'Watching paused')).toBeVisible();
    await expect(page.getByText('You are not allowed to read this task')).toBeVisible();
    await axe(page);
    await sandbox.taskSeconds(0);
    await page.getByRole('button', { name: 'Watch again' }).click();
    await expect(stateOf(page, 'Succeeded')).toBeVisible();
  });

  test('a task that is not known three times is watched no longer, until asked', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/404/);
    const task = await startElsewhere(sandbox);
    await openImports(page);
    await sandbox.faults([{ service: 'live-platform', path: TASK, kind: 'status', status: 404, count: 3 }]);
    // After the third time it says something else.
    const { letGo } = await holdPolls(page, 1);
    await follow(page, task);
    await expect(page.getByText('The last check did not get through')).toBeVisible();
    letGo();
    await expect(stateOf(page, 'Watching paused')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('Live Platform does not know this task (any more).')).toBeVisible();
    expect(await polls(sandbox)).toHaveLength(3);
    await sandbox.taskSeconds(0);
    await page.getByRole('button', { name: 'Watch again' }).click();
    await expect(stateOf(page, 'Succeeded')).toBeVisible();
  });

  test('a service that asks to wait is not asked before, whoever comes back', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/429/);
    await page.clock.install();
    const task = await startElsewhere(sandbox);
    await openImports(page);
    // Long enough that what the test itself takes does not count.
    await sandbox.faults([{ service: 'live-platform', path: TASK, kind: 'status', status: 429, retry_after: 600, count: 1 }]);
    await follow(page, task);
    await expect(page.getByText('The last check did not get through')).toBeVisible();
    expect(await polls(sandbox)).toHaveLength(1);
    await sandbox.taskSeconds(0);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await page.clock.fastForward(500_000);
    await expect(stateOf(page, 'Running')).toBeVisible();
    expect(await polls(sandbox)).toHaveLength(1);
    await page.clock.fastForward(105_000);
    await expect(stateOf(page, 'Succeeded')).toBeVisible();
    expect(await polls(sandbox)).toHaveLength(2);
  });

  test('watching that was stopped stays so, whatever still comes back', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/500/);
    const task = await startElsewhere(sandbox);
    await openImports(page);
    await sandbox.faults([{ service: 'live-platform', path: TASK, kind: 'status', status: 500, count: 1 }]);
    const { come, letGo } = await holdPolls(page);
    await follow(page, task);
    await come;
    await page.getByRole('button', { name: 'Stop watching' }).click();
    await expect(stateOf(page, 'Watching paused')).toBeVisible();
    letGo();
    await expect.poll(async () => (await polls(sandbox)).map(({ status }) => status)).toEqual([500]);
    await expect(page.getByText(/^1 check/)).toBeVisible();
    await expect(stateOf(page, 'Watching paused')).toBeVisible();
    await expect(page.getByText('You stopped watching it.')).toBeVisible();
  });

  test('watching pauses after 15 minutes, but not because the clock jumps', async ({ page, sandbox }) => {
    await page.clock.install();
    const task = await startElsewhere(sandbox);
    await openImports(page);
    await follow(page, task);
    await expect(page.getByText('InProgress')).toBeVisible();
    await page.clock.setSystemTime(Date.now() + 3_600_000);
    await page.clock.runFor(2_000);
    // After an hour nobody has done anything: the sign-in has ended, as it should.
    await signInHere(page, 'Live Platform');
    await page.clock.runFor(16_000);
    await expect(page.getByText(/[2-9] checks/)).toBeVisible();
    await expect(stateOf(page, 'Running')).toBeVisible();
    const paused = stateOf(page, 'Watching paused');
    while (!(await paused.isVisible())) {
      const told = await checksOf(page);
      await page.clock.fastForward(60_000);
      // By the page's clock an answer that is not waited for would come too late.
      await expect.poll(async () => (await paused.isVisible()) || (await checksOf(page)) > told).toBe(true);
    }
    await expect(page.getByText('It was watched for 15 minutes')).toBeVisible();
    await page.getByRole('button', { name: 'Watch again' }).click();
    await expect(stateOf(page, 'Running')).toBeVisible();
  });
});
