// Which Chromium runs, and how: without traffic of its own, so that a test machine needs no network.
import type { LaunchOptions } from '@playwright/test';

const isRoot = process.getuid?.() === 0;

export const chromium: LaunchOptions = {
  // Unset: the one that Playwright has fetched for itself.
  executablePath: process.env.CHROMIUM || undefined,
  chromiumSandbox: !isRoot,
  args: [
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-dev-shm-usage',
    // Chromium refuses its own sandbox to the administrator.
    ...(isRoot ? ['--no-sandbox'] : []),
  ],
};
