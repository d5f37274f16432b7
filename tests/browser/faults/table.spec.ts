// The table of the matrix as a whole.
import { readFileSync } from 'node:fs';

import { expect, test } from '@playwright/test';

import { AIRVANTAGE } from './calls/airvantage.ts';
import { LOOKS, WRITES } from './calls/forms.ts';
import { LIVE_PLATFORM } from './calls/live-platform.ts';
import { OPTCONNECT } from './calls/optconnect.ts';
import { POLLS, RUNS } from './calls/runs.ts';
import { SIGN_INS, SIGN_OUTS } from './calls/sign-ins.ts';
import { expectTable } from './table.ts';
import type { Call } from './trial.ts';
import { WORDS, WRITE_WORDS } from './words.ts';

const CALLS: readonly Call[] = [...SIGN_INS, ...OPTCONNECT, ...LIVE_PLATFORM, ...AIRVANTAGE, ...WRITES, ...LOOKS, ...RUNS, ...POLLS, ...SIGN_OUTS];

/** A page that the browser goes to, and requests that would need a client's secret. */
const NOT_CALLED = new Set(['GET /api/oauth/authorize', 'POST /api/oauth/token', 'POST /{entraTenantId}/oauth2/v2.0/token']);

test('the table holds every row, and nothing else', () => expectTable(CALLS, [...WORDS, ...WRITE_WORDS]));

test('every operation of the contracts is in the matrix', () => {
  const driven = CALLS.map(({ service, method = 'GET', path }) => `${service} ${method} ${path}`);
  for (const [service, file] of [
    ['optconnect', 'optconnect-customers'],
    ['live-platform', 'live-platform-import'],
    ['airvantage', 'airvantage-operators'],
  ] as const) {
    const text = readFileSync(new URL(`../../../contracts/${file}.yaml`, import.meta.url), 'utf8');
    let [path, operations] = ['', 0];
    for (const line of text.split('\n')) {
      path = /^  (\/\S+):$/.exec(line)?.[1] ?? path;
      const method = /^    (get|post|put|delete|patch):$/.exec(line)?.[1]?.toUpperCase();
      if (!method || NOT_CALLED.has(`${method} ${path}`)) continue;
      operations += 1;
      const wanted = new RegExp(`^${service} ${method} ${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
      expect(driven.filter((call) => wanted.test(call)), `${service} ${method} ${path}`).not.toEqual([]);
    }
    expect(operations, `operations of ${file}.yaml`).toBeGreaterThan(1);
  }
});
