// Signing in and out in the matrix: a token is wrong only where the service says so, and out is out whatever it says.
import { expect, type Locator } from '@playwright/test';

import { KINDS, type Kind } from './kinds.ts';
import { expectRow, NOT_APPLICABLE } from './table.ts';
import { NAMES, Trial, type Call } from './trial.ts';
import { EVIDENCE } from '../evidence.ts';
import { test } from '../fixtures.ts';

const TOKEN = 'sandbox-admin';

async function submit(region: Locator): Promise<void> {
  await region.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function signIn(trial: Trial, kind: Kind): Promise<string> {
  const { page } = trial;
  const region = page.getByRole('region', { name: NAMES[trial.call.service] });
  const accepted = region.getByText('accepts it');
  const unchecked = region.getByRole('button', { name: 'Check now' });
  await page.goto('settings');
  await region.getByLabel(/^Token/).fill(TOKEN);
  await trial.strike(kind);
  await submit(region);
  const wrong = region.getByText('does not accept this token');
  await trial.until('it is told what came of it', async () => (await accepted.or(unchecked).or(wrong).count()) > 0);
  await trial.lives();
  const [isWrong, isUnchecked] = [await wrong.isVisible(), await unchecked.isVisible()];
  expect(isWrong, `${kind.name}: wrong only where the service says so`).toBe(kind.name === '401');
  await trial.end();
  if (isWrong) {
    await expect(region.getByLabel(/^Token/), 'what was pasted').toHaveValue(TOKEN);
    await submit(region);
  } else if (isUnchecked) {
    await unchecked.click();
  }
  await trial.shown(accepted);
  if (isWrong) return 'token wrong';
  return isUnchecked ? 'used unchecked' : 'signed in';
}

async function signOut(trial: Trial, kind: Kind): Promise<string> {
  const { page, sandbox } = trial;
  const region = page.getByRole('region', { name: NAMES[trial.call.service] });
  await page.goto('settings');
  await region.getByLabel(/^Token/).fill(await sandbox.token(3_600));
  await submit(region);
  const out = region.getByRole('button', { name: 'Sign out' });
  await expect(out).toBeVisible();
  await trial.strike(kind);
  await out.click();
  await expect(region).toContainText('You are signed out.');
  await trial.until('the service is told', async () => trial.tries > 0);
  await trial.lives();
  await trial.end();
  await expect(region.getByLabel(/^Token/), 'a way to sign in again').toBeVisible();
  return 'signed out';
}

function testEach(call: Call, cell: (trial: Trial, kind: Kind) => Promise<string>): void {
  test(`${call.call}, ${call.where}`, EVIDENCE, async ({ page, sandbox, allowConsole }) => {
    test.setTimeout(300_000);
    page.setDefaultTimeout(15_000);
    allowConsole(/Failed to load resource/);
    await page.clock.install();
    const trial = new Trial(page, sandbox, call);
    const cells: string[] = [];
    for (const kind of KINDS) cells.push(kind.writesOnly ? NOT_APPLICABLE : await cell(trial, kind));
    expectRow(call, cells);
  });
}

/** A test for each way in. */
export const testSignIns = (calls: readonly Call[]): void => calls.forEach((call) => testEach(call, signIn));

/** A test for each way out. */
export const testSignOuts = (calls: readonly Call[]): void => calls.forEach((call) => testEach(call, signOut));
