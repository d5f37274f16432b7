// How the packages are tried. `cargo xtask test hosts` writes them, starts their servers and tells where all of it is.
import { defineConfig } from '@playwright/test';

import ordinary from '../playwright.config.ts';
import { hosts, type Options } from './fixtures.ts';

// The page behind a real server, and what can be told without one.
const behindServer = /(?:page|proxy)\.spec\.ts/;
const servers = Object.entries(hosts.packages).map(([name, host]) => ({ name, testMatch: behindServer, use: { host } }));

export default defineConfig<Options>({
  ...ordinary,
  testDir: '.',
  testIgnore: [],
  outputDir: '../test-results/hosts',
  // All servers lead to one sandbox, which each test resets.
  workers: 1,
  projects: [...servers, { name: 'rules', testIgnore: behindServer }],
});
