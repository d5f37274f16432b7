// Playwright and its settings, as the browser tests have them installed.
import { createRequire } from 'node:module';

const tests = new URL('../../../tests/browser/', import.meta.url);

export const { chromium } = createRequire(new URL('package.json', tests))('@playwright/test');
export const { chromium: launchOptions } = await import(new URL('chromium.js', tests));
export const { startServer } = await import(new URL('server.js', tests));
