// A page of the console in its main states, as the evidence for everybody's access goes through them.
import { expect, type Locator, type Page } from '@playwright/test';

import type { Sandbox } from './sandbox.ts';
import { comeBack } from './versions.ts';

interface Given {
  page: Page;
  sandbox: Sandbox;
}

/** A state of a page, reached from the one before it. */
export interface State {
  name: string;
  open: (given: Given) => Promise<void>;
  /** Its accessibility tree is compared with a snapshot. */
  tree?: true;
}

export interface PageOfConsole {
  name: string;
  states: State[];
}

export const heading = (page: Page, name: string): Promise<void> =>
  expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
/** What is counted in a bar of totals. */
export const count = (page: Page, words: string): Promise<void> => expect(page.getByText(words, { exact: true }).first()).toBeVisible();
/** Comes back to the tab, again and again until that is seen: what is just being asked for is not asked for once more. */
export const comeBackFor = (page: Page, shown: Locator): Promise<void> =>
  expect(async () => {
    await comeBack(page);
    await expect(shown).toBeVisible({ timeout: 1_000 });
  }).toPass();
export const escape = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
};
