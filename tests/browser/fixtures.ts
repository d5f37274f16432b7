// The test function of every file here: a sandbox of its own, and no error that goes unnoticed.
import { test as base, expect, type BrowserContext } from '@playwright/test';

import { Problems } from './problems.ts';
import { Sandbox } from './sandbox.ts';

export { expect };
export { signIn, signInHere } from './actions.ts';
export { axe } from './axe.ts';
export type { Call, Fault, Sandbox, Service } from './sandbox.ts';

interface TestFixtures {
  /** Allows console lines that the test provokes, such as the browser's own about a refused call. */
  allowConsole: (pattern: RegExp) => void;
  /** Watches a context that the test opens itself. */
  watch: (context: BrowserContext) => Promise<void>;
  /** Starts one more sandbox, for options that one test alone needs. */
  startSandbox: (...options: string[]) => Promise<Sandbox>;
  problems: Problems;
  fresh: void;
}

interface WorkerFixtures {
  /** Options of the sandbox for all tests of a file: `test.use({ sandboxOptions: ['--customers', '5'] })`. */
  sandboxOptions: readonly string[];
  /** The running sandbox. */
  sandbox: Sandbox;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  sandboxOptions: [[], { scope: 'worker', option: true }],

  sandbox: [
    async ({ sandboxOptions }, use) => {
      const sandbox = await Sandbox.start(sandboxOptions);
      await use(sandbox);
      await sandbox.stop();
    },
    { scope: 'worker' },
  ],

  // Addresses in tests are relative ("customers/1649"), so that they hold under every base path.
  baseURL: async ({ sandbox }, use) => use(sandbox.address),

  fresh: [
    async ({ sandbox }, use) => {
      await sandbox.reset();
      await use();
    },
    { auto: true },
  ],

  problems: [
    async ({ context }, use) => {
      const problems = new Problems();
      await problems.watch(context);
      await use(problems);
      // What a test answers itself may still be on its way when it ends: then nobody waits for it.
      for (const routed of [context, ...context.pages()]) await routed.unrouteAll({ behavior: 'ignoreErrors' });
      expect(await problems.remaining(context), 'errors, warnings and refusals of the page').toEqual([]);
    },
    { auto: true },
  ],

  allowConsole: async ({ problems }, use) => use((pattern) => problems.allow(pattern)),

  startSandbox: async ({ context }, use) => {
    const started: Sandbox[] = [];
    await use(async (...options) => {
      const sandbox = await Sandbox.start(options);
      started.push(sandbox);
      return sandbox;
    });
    // Pages first: what they still load must not meet a closed door.
    await Promise.all(context.pages().map((page) => page.close()));
    await Promise.all(started.map((sandbox) => sandbox.stop()));
  },

  watch: async ({ problems }, use) => use((context) => problems.watch(context)),
});
