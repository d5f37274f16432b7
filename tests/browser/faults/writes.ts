// A write in the matrix: sent once whatever happens, its outcome told, what was typed kept, and a way on that leads to success
// without a second one of it.
import { expect, type Locator, type Page } from '@playwright/test';

import { KINDS, type Kind } from './kinds.ts';
import { expectRow } from './table.ts';
import { FACES, Trial, type Call } from './trial.ts';
import { EVIDENCE } from '../evidence.ts';
import { test } from '../fixtures.ts';
import type { Sandbox } from '../sandbox.ts';

/** How the page tells how it ended. */
export type Outcome = 'done' | 'sign in' | 'nothing done' | 'asked first' | 'unknown';

export interface Write extends Call {
  /** Opens its page, signed in: once for all kinds. */
  open: (page: Page, sandbox: Sandbox) => Promise<void>;
  /** Fills in what is sent; `place` of the kind tells one kind's from another's. */
  fillIn: (page: Page, place: number) => Promise<void>;
  /** Sends it: the first time, and where the user sends it again. */
  send: (page: Page) => Promise<void>;
  /** Where it is told how it ended, if not well. */
  told: (page: Page) => Locator;
  /** What is there once it is done. */
  done: (page: Page, place: number) => Locator;
  /** Expects what was typed to be there still. */
  typed: (page: Page, place: number) => Promise<void>;
  /** Goes on from an unknown outcome until it is done or left at that; tells what the page had found out. */
  settle: (trial: Trial, place: number) => Promise<string>;
  /** How often it has taken effect at the service. */
  effects: (sandbox: Sandbox, place: number) => Promise<number>;
}

async function outcomeOf(trial: Trial, write: Write, place: number): Promise<{ outcome: Outcome; words: string }> {
  let found: { outcome: Outcome; words: string } | undefined;
  await trial.until('it is told how it ended', async () => {
    if (await write.done(trial.page, place).isVisible()) {
      found = { outcome: 'done', words: '' };
      return true;
    }
    if (await trial.page.getByRole('region', { name: /^Sign in to / }).isVisible()) {
      found = { outcome: 'sign in', words: '' };
      return true;
    }
    const text = (await write.told(trial.page).allInnerTexts()).join('\n');
    if (text.includes('It is not known whether')) found = { outcome: 'unknown', words: '' };
    if (text.includes('could not be found out')) found = { outcome: 'asked first', words: '' };
    const nothing = /Nothing was \w+: (.*)/.exec(text)?.[1];
    if (nothing !== undefined) {
      found = { outcome: 'nothing done', words: FACES.find(([words]) => words.test(nothing))?.[1] ?? nothing };
    }
    return found !== undefined;
  });
  return found!;
}

async function cell(trial: Trial, write: Write, kind: Kind, place: number): Promise<string> {
  const { page, sandbox } = trial;
  const about = (what: string) => `${kind.name}: ${what}`;
  await write.fillIn(page, place);
  const before = await write.effects(sandbox, place);
  await trial.strike(kind);
  await write.send(page);
  const { outcome, words } = await outcomeOf(trial, write, place);
  if (write.method) expect(trial.tries, about('sent by itself')).toBe(kind.waits === 'when told' ? 2 : 1);
  else expect(trial.tries, about('asked')).toBeGreaterThan(0);
  await trial.end();
  let face: string;
  if (outcome === 'unknown') {
    face = `unknown: ${await write.settle(trial, place)}`;
  } else if (outcome === 'done') {
    const wasLost = write.method !== undefined && kind.takesEffect && !kind.passes;
    if (kind.passes && kind.waits) face = 'done after the wait';
    else if (wasLost) face = 'done: looked for, found';
    else face = kind.passes ? 'done' : 'done all the same';
  } else if (outcome === 'asked first') {
    face = outcome;
    await trial.lives();
    await page.getByRole('dialog').getByRole('button', { name: 'Look again' }).click();
    await trial.shown(write.done(page, place));
  } else {
    face = outcome === 'sign in' ? 'sign in' : `nothing done: ${words}`;
    await trial.lives();
    if (outcome === 'sign in') await trial.signIn();
    await write.typed(page, place);
    await write.send(page);
    await trial.shown(write.done(page, place));
  }
  await trial.lives();
  expect((await write.effects(sandbox, place)) - before, about('took effect')).toBe(1);
  return face;
}

/** A test for each write. */
export function testWrites(writes: readonly Write[]): void {
  for (const write of writes) {
    test(`${write.call}, ${write.where}`, EVIDENCE, async ({ page, sandbox, allowConsole }) => {
      test.setTimeout(300_000);
      page.setDefaultTimeout(15_000);
      allowConsole(/Failed to load resource/);
      await page.clock.install();
      await write.open(page, sandbox);
      const trial = new Trial(page, sandbox, write);
      const cells: string[] = [];
      for (const [place, kind] of KINDS.entries()) cells.push(await cell(trial, write, kind, place));
      expectRow(write, cells);
    });
  }
}
