// A read in the matrix: what is told in place of its answer, and the button that brings the answer once the fault is over.
import { expect, type Locator, type Page } from '@playwright/test';

import { KINDS, type Kind } from './kinds.ts';
import { EVIDENCE } from '../evidence.ts';
import { test } from '../fixtures.ts';
import { expectRow, NOT_APPLICABLE } from './table.ts';
import { Trial, type Call } from './trial.ts';
import type { Sandbox } from '../sandbox.ts';

export interface Read extends Call {
  /** Opens its page, signed in: once for all kinds. */
  open: (page: Page, sandbox: Sandbox) => Promise<void>;
  /** What comes before the fault, for a call that is made by hand. */
  prepare?: (page: Page) => Promise<void>;
  /** Makes the call; absent where loading the page does. */
  ask?: (page: Page) => Promise<void>;
  /** Where it is told what went wrong. */
  place: (page: Page) => Locator;
  /** What is there once the answer is. */
  well: (page: Page) => Locator;
  /** The button that asks again, where it is not the only one that says so. */
  again?: (page: Page) => Locator;
  /**
   * What `well` names is there before the answer, so that it proves nothing: only these kinds keep nothing from being shown.
   * `all`: the page does without the answer, whatever comes but a token that is not accepted.
   */
  unharmed?: 'all' | readonly string[];
  /** The page asks again by itself, after a while. */
  asksByItself?: true;
  /** The call is made by hand, but not again after signing in. */
  goesOn?: true;
  /** Kinds that have a page of their own. */
  special?: Record<string, Special>;
  /** Expects what was typed to be there still. */
  kept?: (page: Page) => Promise<void>;
}

interface Special {
  /** What the table says. */
  face: string;
  told: (page: Page) => Locator;
  /** The way on; absent where the page asks again by itself. */
  way?: (page: Page) => Locator;
  /** Where that leads. */
  well: (page: Page) => Locator;
  /** Expects what was typed to be there still, where the page has no place to show it. */
  kept?: (page: Page) => Promise<void>;
}

export const AGAIN = /^(Try again|Retry\b.*|Look again|Look for .* again|Load .* again)$/;

/** Whether the answer is expected to be shown; undefined where the page decides. */
function passes({ unharmed }: Read, kind: Kind): boolean | undefined {
  if (kind.passes) return true;
  if (unharmed === undefined) return undefined;
  return unharmed === 'all' ? kind.name !== '401' : unharmed.includes(kind.name);
}

/** Where it is told: on the whole page, where what went wrong has taken the place away. */
async function placeOf(page: Page, read: Read): Promise<Locator> {
  const place = read.place(page);
  return (await place.count()) > 0 ? place : page.getByRole('main');
}

/** Lets the page's time pass until it has asked again, and well. */
async function isAskedAgain(page: Page, kind: Kind, well: Locator): Promise<void> {
  const step = async () => {
    if (await well.isVisible()) return true;
    await page.clock.runFor(3_000);
    return false;
  };
  await expect.poll(step, { message: `${kind.name}: asked again by itself`, intervals: [60], timeout: 30_000 }).toBe(true);
}

/** Drives one kind of fault through a read; tells what the page made of it. */
async function cell(trial: Trial, read: Read, kind: Kind, address: string): Promise<string> {
  const { page } = trial;
  await read.prepare?.(page);
  if (!read.ask) {
    if (trial.kind) await trial.rests();
    // What the page asks for by itself until the next one is there would meet the fault in its place.
    await page.goto('about:blank');
  }
  await trial.strike(kind);
  if (read.ask) await read.ask(page);
  else await page.goto(address, { waitUntil: 'commit' });
  await trial.until('the call is made', async () => trial.tries > 0);
  const special = read.special?.[kind.name];
  if (special) {
    await trial.shown(special.told(page));
    await trial.lives();
    await trial.end();
    await special.kept?.(page);
    if (special.way) await special.way(page).click();
    else await isAskedAgain(page, kind, special.well(page));
    await trial.shown(special.well(page));
    return special.face;
  }
  let face: string | undefined;
  let isShown = passes(read, kind);
  await trial.until('the answer is shown, or told why not', async () => {
    if (isShown !== true) face = await trial.toldIn(await placeOf(page, read));
    if (face !== undefined) return true;
    if (isShown === false || !(await read.well(page).first().isVisible())) return false;
    isShown = true;
    return true;
  });
  if (face === undefined) {
    // Where there was something to be seen all the time, the answer is still to come.
    if (Array.isArray(read.unharmed) && kind.waits === 'when told') await trial.until('it is asked again', async () => trial.tries > 1);
    await trial.lives();
    await trial.end();
    await read.kept?.(page);
    if (!kind.passes || read.unharmed === 'all') return 'shown all the same';
    if (read.unharmed) {
      // What is shown was there before the answer: what counts is that nothing is told to have gone wrong.
      await expect(read.place(page).getByRole('button', { name: AGAIN })).toHaveCount(0);
      return 'shown';
    }
    expect(trial.waited, `${kind.name}: waits when it is told to`).toBe(kind.waits !== undefined);
    if (kind.waits) return 'shown after the wait';
    return kind.fault?.count === 1 && trial.tries > 1 ? 'shown at the second try' : 'shown';
  }
  await trial.lives();
  await trial.end();
  if (face === 'sign in') {
    await trial.signIn();
    if (read.prepare) {
      if (!read.goesOn) await read.ask?.(page);
    } else if (page.url() !== address) {
      await page.goto(address);
    }
  } else if (read.asksByItself) {
    await isAskedAgain(page, kind, read.well(page));
  } else {
    await (read.again?.(page) ?? (await placeOf(page, read)).getByRole('button', { name: AGAIN }).first()).click();
  }
  await trial.shown(read.well(page));
  // Where that was there before, the word about the fault has to go.
  if (Array.isArray(read.unharmed)) await expect(read.again?.(page) ?? read.place(page).getByRole('button', { name: AGAIN })).toHaveCount(0);
  await read.kept?.(page);
  return face;
}

/** A test for each read. */
export function testReads(reads: readonly Read[]): void {
  for (const read of reads) {
    test(`${read.call}, ${read.where}`, EVIDENCE, async ({ page, sandbox, allowConsole }) => {
      // Two dozen kinds, one after another.
      test.setTimeout(300_000);
      page.setDefaultTimeout(15_000);
      allowConsole(/Failed to load resource/);
      await page.clock.install();
      await sandbox.faults([...(read.beside ?? [])]);
      await read.open(page, sandbox);
      await sandbox.clearRequests();
      const [trial, address] = [new Trial(page, sandbox, read), page.url()];
      const cells: string[] = [];
      for (const kind of KINDS) cells.push(kind.writesOnly ? NOT_APPLICABLE : await cell(trial, read, kind, address));
      const writes = (await sandbox.requests()).filter(({ method }) => method !== 'GET');
      expect(writes, 'reading writes nothing').toEqual([]);
      expectRow(read, cells);
    });
  }
}
