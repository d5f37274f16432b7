// The ways in which people use a page, and what has to hold in each of them.
import type { Page } from '@playwright/test';
import type { RunOptions } from 'axe-core';

import { COLOURS, EVERYTHING, violations } from './axe.ts';
import { lost, motions, overflow, smallTargets } from './accessibility-measures.ts';

export const MODES = {
  light: 'Light',
  dark: 'Dark',
  forced: 'Forced colours',
  rightToLeft: 'Right to left',
  narrow: '320 px',
  zoomed: '400 %',
  spaced: 'Text spacing',
  still: 'Reduced motion',
  targets: 'Targets',
} as const;

export type Mode = keyof typeof MODES;

/** What is wrong, by mode. */
export type Findings = Record<Mode, string[]>;

/** Where other parts are shown, or elsewhere, but in the same colours. */
const UNCOLOURED: RunOptions = { ...EVERYTHING, rules: { 'color-contrast': { enabled: false } } };

const WIDE = { width: 1280, height: 800 };

/** Looks at the page as it stands, in every mode; leaves it as it was. */
export async function measure(page: Page): Promise<Findings> {
  const findings = {} as Findings;
  // Colours on their way to other ones have a contrast of their own.
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await resize(page, WIDE);
  findings.light = [...(await violations(page, EVERYTHING)), ...(await page.evaluate(overflow)), ...(await page.evaluate(lost))];
  findings.still = await page.evaluate(motions);
  findings.targets = await page.evaluate(smallTargets);

  await page.emulateMedia({ colorScheme: 'dark' });
  findings.dark = await violations(page, COLOURS);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  findings.forced = await violations(page, COLOURS);
  await page.emulateMedia({ forcedColors: 'none' });

  const takeAway = await space(page);
  findings.spaced = [...(await page.evaluate(overflow)), ...(await page.evaluate(lost))];
  await takeAway();

  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  await settled(page);
  findings.rightToLeft = [...(await violations(page, UNCOLOURED)), ...(await page.evaluate(overflow)), ...(await page.evaluate(lost))];
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'ltr'));

  await resize(page, { width: 390, height: 844 });
  findings.targets.push(...(await page.evaluate(smallTargets)));
  await resize(page, { width: 320, height: 640 });
  findings.narrow = [...(await violations(page, UNCOLOURED)), ...(await page.evaluate(overflow)), ...(await page.evaluate(lost))];
  findings.zoomed = await zoomed(page);
  await resize(page, WIDE);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null, forcedColors: null });
  return findings;
}

async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  // What stands half under the header that stays is a matter of where the page was scrolled to.
  await page.evaluate(() => scrollTo(0, 0));
  await settled(page);
}

/** What is laid out anew is drawn, and the page has seen how large its parts are now. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

/** A window of 1280 × 1024 px at 400 %: a quarter of it in each direction, four times as sharp. */
async function zoomed(page: Page): Promise<string[]> {
  const browser = await page.context().newCDPSession(page);
  const metrics = { width: 320, height: 256, deviceScaleFactor: 4, mobile: false };
  await browser.send('Emulation.setDeviceMetricsOverride', metrics);
  await settled(page);
  const found = [...(await violations(page, UNCOLOURED)), ...(await page.evaluate(overflow)), ...(await page.evaluate(lost))];
  await browser.send('Emulation.clearDeviceMetricsOverride');
  await browser.detach();
  return found;
}

/** The distances of WCAG 1.4.12. A style element would be refused by the policy; a sheet of the object model is none. */
async function space(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      p { margin-block-end: 2em !important; }
    `);
    document.adoptedStyleSheets = [sheet];
  });
  await settled(page);
  return () => page.evaluate(() => void (document.adoptedStyleSheets = []));
}
