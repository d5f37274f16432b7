// Which Chromium runs, and how: without traffic of its own, so that a test machine needs no network.
// Plain JavaScript, because the benchmark runs it without a compiler.

const isRoot = process.getuid?.() === 0;

/** @type {import('@playwright/test').LaunchOptions} */
export const chromium = {
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
