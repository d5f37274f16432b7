// How the browser tests run. `cargo xtask test browser` builds what they need and sets the variables read here.
import { defineConfig, devices, type ReporterDescription } from '@playwright/test';

import { chromium } from './chromium.js';

const report = process.env.SWITCHBOARD_REPORT;
const counted: ReporterDescription[] = report ? [['json', { outputFile: report }]] : [];

export default defineConfig({
  testDir: '.',
  // They need servers of their own, see hosts/playwright.config.ts.
  testIgnore: 'hosts/**',
  outputDir: 'test-results',
  // Tests of one file run in order on one sandbox; the files run side by side.
  fullyParallel: false,
  // A third one has something to do while the other two wait.
  workers: 3,
  // A test that passes at the second try has found a race.
  retries: 0,
  forbidOnly: !!process.env.CI,
  // Upper bounds for a busy machine of two cores; nothing waits for them.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ...counted],
  use: {
    ...devices['Desktop Chrome'],
    channel: undefined,
    launchOptions: chromium,
    // A trace of every test costs a third of the time: ask for it where one fails, by `--trace=retain-on-failure`.
    trace: 'off',
    video: 'off',
    screenshot: 'only-on-failure',
    locale: 'en-US',
    timezoneId: 'UTC',
  },
});
