// A look after a lost write in the matrix: the write has taken effect and its answer was lost, so that the page looks for it; the
// look itself meets the fault. The write is never sent again, what was typed is kept, and looking again settles it.
import { expect, type Locator, type Page } from '@playwright/test';

import { KINDS, type Kind } from './kinds.ts';
import { expectRow } from './table.ts';
import { Trial } from './trial.ts';
import type { Write } from './writes.ts';
import { EVIDENCE } from '../evidence.ts';
import { test } from '../fixtures.ts';

export interface Look extends Omit<Write, 'settle' | 'method'> {
  lost: NonNullable<Write['lost']>;
  /** What is there once the write is found: it says so, or it is opened. */
  found: (page: Page, place: number) => Locator;
  /** What the table says where it is found. */
  face: string;
  /** Goes on from what is found until it is done; absent where the page does by itself. */
  goOn?: (page: Page) => Promise<void>;
  /** Where the page does not look again after signing in: how it tells that nothing is left to be done. */
  signedIn?: (page: Page) => Promise<void>;
}

async function cell(trial: Trial, look: Look, kind: Kind, place: number): Promise<string> {
  const { page, sandbox } = trial;
  const found = look.found(page, place);
  const signIn = page.getByRole('region', { name: /^Sign in to / });
  const again = look.told(page).getByRole('button', { name: 'Look again' });
  await look.fillIn(page, place);
  await trial.strike(kind);
  await look.send(page);
  await trial.until('it is looked for', async () => trial.tries > 0);
  // The button to look again is there once looking has ended; with what was found, it is another way on.
  await trial.until('it is told what looking has brought', async () => (await found.or(signIn).or(again).count()) > 0);
  await trial.lives();
  let face = look.face;
  if (await signIn.isVisible()) face = 'sign in';
  else if (!(await found.isVisible())) face = 'unknown: could not look';
  await trial.end();
  if (face === 'sign in') {
    await trial.signIn();
    await look.typed(page, place);
  } else if (face !== look.face) {
    await expect(look.told(page), kind.name).toContainText('It is not known whether');
    await look.typed(page, place);
    await again.click();
  }
  if (face === 'sign in' && look.signedIn) {
    await look.signedIn(page);
  } else {
    await trial.shown(found);
    await look.goOn?.(page);
    await trial.shown(look.done(page, place));
  }
  await trial.lives();
  expect(trial.writes, `${kind.name}: sent`).toBe(1);
  expect(await look.effects(sandbox, place), `${kind.name}: took effect`).toBe(1);
  return face;
}

/** A test for each look. */
export function testLooks(looks: readonly Look[]): void {
  for (const look of looks) {
    test(`${look.call}, ${look.where}`, EVIDENCE, async ({ page, sandbox, allowConsole }) => {
      test.setTimeout(300_000);
      page.setDefaultTimeout(15_000);
      allowConsole(/Failed to load resource/);
      await page.clock.install();
      await look.open(page, sandbox);
      const trial = new Trial(page, sandbox, look);
      const cells: string[] = [];
      for (const [place, kind] of KINDS.entries()) cells.push(await cell(trial, look, kind, place));
      expectRow(look, cells);
    });
  }
}
