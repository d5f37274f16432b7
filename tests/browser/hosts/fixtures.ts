// The test function of the hosts: a page behind a real server, with the running sandbox behind its proxies.
import { readFileSync } from 'node:fs';

import { test as base, expect } from '@playwright/test';

import { Problems } from '../problems.ts';
import { Sandbox } from '../sandbox.ts';

export { expect };

/** A package as `cargo xtask package` has written it. */
export interface Package {
  folder: string;
  base: string;
  /** Where it is served. */
  address: string;
}

/** The packages as they ship, for a host with TLS. */
interface Shipped {
  /** Holds a folder for each target. */
  folder: string;
  targets: string[];
  host: string;
  certificate: string;
  servers: { target: string; base: string; http: number; https: number }[];
  services: Record<string, { host: string; port: number; certificate: string }>;
}

interface Hosts {
  packages: Record<string, Package>;
  sandbox: { page: string; services: string };
  echo: string;
  shipped: Shipped;
}

const file = process.env.SWITCHBOARD_HOSTS;
if (!file) throw new Error('SWITCHBOARD_HOSTS is not set: start the tests with "cargo xtask test hosts"');

/** Where everything is. */
export const hosts = JSON.parse(readFileSync(file, 'utf8')) as Hosts;

export interface Options {
  /** The package whose server the test speaks to. */
  host: Package;
}

interface Fixtures {
  /** The services behind the proxies. */
  sandbox: Sandbox;
  /** The address of the server, with a slash at the end: the proxies are there, whatever the base of the page. */
  origin: string;
  allowConsole: (pattern: RegExp) => void;
  problems: Problems;
}

export const test = base.extend<Fixtures & Options>({
  host: [hosts.packages.nginx!, { option: true }],

  baseURL: async ({ host }, use) => use(host.address),

  origin: async ({ host }, use) => use(new URL('/', host.address).href),

  sandbox: async ({}, use) => {
    const sandbox = Sandbox.at(hosts.sandbox);
    await sandbox.reset();
    await use(sandbox);
  },

  problems: [
    async ({ context }, use) => {
      const problems = new Problems();
      await problems.watch(context);
      await use(problems);
      expect(await problems.remaining(context), 'errors, warnings and refusals of the page').toEqual([]);
    },
    { auto: true },
  ],

  allowConsole: async ({ problems }, use) => use((pattern) => problems.allow(pattern)),
});
