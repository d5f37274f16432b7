// Asking for the task of a run of many imports in the matrix: whatever comes in place of an answer, the run stands, the task is
// asked for again, and nothing is sent again.
import { expect, type Locator, type Page } from '@playwright/test';

import { KINDS, type Kind } from './kinds.ts';
import { NOT_APPLICABLE, expectRow } from './table.ts';
import { Trial, type Call } from './trial.ts';
import { EVIDENCE } from '../evidence.ts';
import { test } from '../fixtures.ts';
import type { Sandbox } from '../sandbox.ts';

export interface Poll extends Call {
  /** Signs in and starts a run of one import whose task does not end. */
  open: (page: Page, sandbox: Sandbox) => Promise<void>;
  /** What is told of the one import. */
  row: (page: Page) => Locator;
  /** Watches its task again where that was paused; ends where the run is shown. */
  watchAgain: (page: Page) => Promise<void>;
  /** Stops watching it, and watches it again: a task is watched for a quarter of an hour at a time. */
  watchAnew: (page: Page) => Promise<void>;
  /** Lets the task end. */
  finish: (sandbox: Sandbox) => Promise<void>;
}

/** As often the task is asked for while the fault is in force: one that is not known so often is watched no longer. */
const ASKED = 3;
/** The longest pause between two questions for a task, in milliseconds. */
const PAUSE = 15_000;
const PAUSING: Record<string, string> = { '403': 'not ended: not allowed', '404': 'not ended: not known' };

/** Lets the page's time pass until this is so. */
async function passes(trial: Trial, what: string, so: () => Promise<boolean>): Promise<void> {
  const step = async () => {
    if (await so()) return true;
    if (trial.isIdle) await trial.page.clock.fastForward(PAUSE);
    return false;
  };
  await expect.poll(step, { message: `${trial.kind.name}: ${what}`, intervals: [40], timeout: 30_000 }).toBe(true);
}

async function cell(trial: Trial, poll: Poll, kind: Kind): Promise<string> {
  const { page, sandbox } = trial;
  const [row, signIn] = [poll.row(page), page.getByRole('region', { name: /^Sign in to / })];
  await trial.strike(kind);
  let face = kind.passes ? 'shown' : 'asked again';
  if (kind.name === '401') {
    face = 'sign in';
    await passes(trial, 'the sign-in is asked for', () => signIn.isVisible());
    await trial.lives();
    await trial.end();
    await trial.signIn();
  } else if (PAUSING[kind.name]) {
    face = PAUSING[kind.name]!;
    await passes(trial, 'watching is paused', async () => (await row.innerText()).includes('Not ended'));
    await trial.lives();
    await trial.end();
    await poll.watchAgain(page);
  } else {
    await passes(trial, 'it is asked for again', async () => trial.tries >= ASKED);
    await trial.lives();
    await trial.end();
  }
  await sandbox.clearRequests();
  const answered = async () => (await sandbox.requests(poll.service)).some(({ method, status }) => method === 'GET' && status === 200);
  await passes(trial, 'it is answered', answered);
  await expect(row, `${kind.name}: the run stands`).toContainText('Running');
  expect(trial.writes, `${kind.name}: sent again`).toBe(0);
  return face;
}

/** A test for each task of a run. */
export function testPolls(polls: readonly Poll[]): void {
  for (const poll of polls) {
    test(`${poll.call}, ${poll.where}`, EVIDENCE, async ({ page, sandbox, allowConsole }) => {
      test.setTimeout(300_000);
      page.setDefaultTimeout(15_000);
      allowConsole(/Failed to load resource/);
      await page.clock.install();
      await poll.open(page, sandbox);
      const trial = new Trial(page, sandbox, poll);
      const cells: string[] = [];
      for (const [place, kind] of KINDS.entries()) {
        // Every few kinds, because each of them takes a minute or two by the page's clock.
        if (place > 0 && place % 7 === 0) await poll.watchAnew(page);
        cells.push(kind.writesOnly ? NOT_APPLICABLE : await cell(trial, poll, kind));
      }
      await poll.finish(sandbox);
      await passes(trial, 'it ends', async () => (await poll.row(page).innerText()).includes('Succeeded'));
      expectRow(poll, cells);
    });
  }
}
