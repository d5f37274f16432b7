// Every fault of the sandbox against every call of the customers' pages: a clear message or a sound fallback, never an endless
// skeleton, and a way on that works.
import type { Locator, Page } from '@playwright/test';

import { ACME, IDS, LEVELS, levelOf, openCustomers, profileOf, recordOf, rowIds, rowOf } from './customers.ts';
import { expect, test, type Fault } from './fixtures.ts';

test.use({ sandboxOptions: ['--pace', 'none'] });

// The browser's own lines about what failed.
test.beforeEach(({ allowConsole }) => allowConsole(/Failed to load resource/));

// Pauses between tries are up to a random length: the shortest will do here.
test.beforeEach(({ page }) => page.addInitScript(() => (Math.random = () => 0)));

interface Case extends Omit<Fault, 'service' | 'path'> {
  /** What is said where a whole read fails. */
  title: RegExp;
  text: RegExp;
  /** The calls that read over it: their answers are read less strictly, or the fault leaves what counts. */
  harmless?: ('ids' | 'profile' | 'record' | 'level')[];
}

const FAILED = /OptConnect has a problem/;
const LOST = /OptConnect could not be reached/;
const UNREADABLE = /OptConnect's answer cannot be read/;

const CASES: Record<string, Case> = {
  'a status of 500': { status: 500, title: FAILED, text: /failed inside the service.*status 500/s },
  'a status of 503': { status: 503, title: FAILED, text: /failed inside the service.*status 503/s },
  'a status of 502 as a web page': { kind: 'html', status: 502, title: FAILED, text: /status 502/ },
  'a status of 403': { status: 403, title: /OptConnect does not allow this/, text: /lacks the right.*status 403/s },
  'a status of 404': { status: 404, title: /OptConnect does not know this/, text: /found nothing under this address/ },
  'a status of 400': { status: 400, title: /OptConnect refused the request/, text: /was not accepted as it was sent.*status 400/s },
  'a connection reset before': { kind: 'reset-before', title: LOST, text: /CORS.*config\.json/s },
  'a connection reset after': { kind: 'reset-after', title: LOST, text: /CORS.*config\.json/s },
  'a body that is cut': { kind: 'cut', title: LOST, text: /got no answer/ },
  'no body': { kind: 'empty', title: UNREADABLE, text: /the body is empty/ },
  'a web page': { kind: 'html', title: UNREADABLE, text: /a web page came instead of data.*base URL in config\.json/s },
  'broken JSON': { kind: 'malformed', title: UNREADABLE, text: /no JSON at line 1, column \d+/, harmless: ['level'] },
  'wrong types': { kind: 'wrong-type', title: UNREADABLE, text: /`\w+(\.\w+)?` is (no list|missing)/, harmless: ['level'] },
  'a list': { kind: 'body', body: [1, 2], title: UNREADABLE, text: /`\w+` is missing/, harmless: ['level'] },
  'a text': { kind: 'body', body: 'Hello', title: UNREADABLE, text: /`\w+` is missing/, harmless: ['level'] },
  'ten megabytes': { kind: 'large', title: /OptConnect's answer is too large/, text: /far larger than it should be/ },
  // The first member of a profile is its own id, of the ids the app's.
  'a missing member': { kind: 'missing-member', title: UNREADABLE, text: /`id` is missing/, harmless: ['ids', 'profile', 'level'] },
  'a late answer': { kind: 'delay', delay_ms: 400, title: /./, text: /./, harmless: ['ids', 'profile', 'record', 'level'] },
  'a slow body': { kind: 'drip', delay_ms: 400, title: /./, text: /./, harmless: ['ids', 'profile', 'record', 'level'] },
};

const panelOf = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** Expects what went wrong to be said there, then ends the fault and tries again. */
async function recovers(place: Locator, { title, text }: Case, end: () => Promise<void>): Promise<void> {
  await expect(place).toContainText(title);
  await expect(place).toContainText(text);
  await end();
  await place.getByRole('button', { name: 'Try again' }).click();
}

for (const [name, fault] of Object.entries(CASES)) {
  const { title: _title, text: _text, harmless = [], ...kind } = fault;
  const strikes = (path: string): Fault => ({ service: 'optconnect', path, ...kind });

  test(`${name}: the list`, async ({ page, sandbox }) => {
    const end = () => sandbox.faults([]);
    await openCustomers(page);
    const main = page.getByRole('main');

    await sandbox.faults([strikes(IDS)]);
    await page.reload();
    if (!harmless.includes('ids')) await recovers(main, fault, end);
    await expect(rowOf(page, ACME)).toContainText('Premium');

    // Of one row both calls fail, of another the profile alone: its record is shown, with a second link that is its name.
    const other = (await rowIds(page)).find((id) => id !== ACME)!;
    await sandbox.faults([profileOf(ACME), recordOf(ACME), profileOf(other)].map(strikes));
    await page.reload();
    if (!harmless.includes('profile')) {
      for (const [id, links] of [[ACME, 1], [other, 2]] as const) {
        await expect(rowOf(page, id)).toContainText(fault.title);
        await expect(rowOf(page, id).getByRole('link')).toHaveCount(links);
      }
      await end();
      for (const id of [ACME, other]) await rowOf(page, id).getByRole('button', { name: `Retry customer ${id}` }).click();
    }
    await expect(rowOf(page, ACME)).toContainText('Premium');
    await expect(rowOf(page, other)).toContainText('Base');
  });

  test(`${name}: one customer`, async ({ page, sandbox }) => {
    const end = () => sandbox.faults([]);
    const record = panelOf(page, 'Record');
    const profile = panelOf(page, 'Profile');
    const level = panelOf(page, 'Enrollment level');
    const neighbours = page.getByRole('navigation', { name: 'Customers of the list' });
    await openCustomers(page);

    await sandbox.faults([strikes(recordOf(ACME)), strikes(profileOf(ACME)), strikes(levelOf(ACME)), strikes(LEVELS)]);
    await page.goto('customers/1649');
    await expect(page.getByRole('heading', { level: 1, name: /^(Customer 1649|Acme ATM)$/ })).toBeVisible();
    if (!harmless.includes('record')) await recovers(record, fault, end);
    await expect(record).toContainText('33333333');
    if (!harmless.includes('profile')) {
      await expect(level).toContainText(/Not known: OptConnect/);
      await recovers(profile, fault, end);
    }
    await expect(profile).toContainText('doug.do@acmeatm.zzz');
    await expect(level.getByText('Premium')).toBeVisible();
    if (!harmless.includes('level')) await recovers(level, fault, end);
    await expect(level).toContainText(/does not offer this yet|The service answers/);
    await expect(level).not.toContainText('not a published level');

    // Without the ids there is no next and no previous; all else stands.
    await sandbox.faults([strikes(IDS)]);
    await page.reload();
    await expect(record).toContainText('33333333');
    await expect(profile).toContainText('doug.do@acmeatm.zzz');
    await expect(neighbours).toBeVisible({ visible: harmless.includes('ids') });
  });
}

test('no answer in time is given up, and tried again', async ({ page, sandbox }) => {
  await page.clock.install();
  await openCustomers(page);
  await expect(rowOf(page, ACME)).toBeVisible();
  for (const [address, path, place] of [
    ['customers', IDS, page.getByRole('main')],
    ['customers/1649', recordOf(ACME), panelOf(page, 'Record')],
  ] as const) {
    await sandbox.faults([{ service: 'optconnect', path, kind: 'delay', delay_ms: 300_000 }]);
    await page.goto(address);
    const asked = async () => (await sandbox.requests()).filter((call) => call.path === path && call.status === null).length;
    for (const tries of [1, 2]) {
      await expect.poll(asked).toBe(tries);
      await expect(place.getByText(/^Loading/)).toBeAttached();
      await page.clock.fastForward(20_000);
    }
    await expect(place).toContainText('OptConnect took too long to answer');
    await sandbox.faults([]);
    await sandbox.clearRequests();
    await place.getByRole('button', { name: 'Try again' }).click();
    await expect(place.getByText('33333333')).toBeVisible();
  }
});

test('a wait that is longer than a call waits by itself is told, and can be ended by hand', async ({ page, sandbox }) => {
  await page.clock.install();
  await openCustomers(page);
  await expect(rowOf(page, ACME)).toBeVisible();
  for (const [address, path, place, content] of [
    ['customers', IDS, page.getByRole('main'), 'Acme ATM'],
    ['customers/1649', profileOf(ACME), panelOf(page, 'Profile'), 'doug.do@acmeatm.zzz'],
  ] as const) {
    await sandbox.faults([{ service: 'optconnect', path, status: 429, retry_after: 600, count: 1 }]);
    await page.goto(address);
    await expect(place).toContainText('OptConnect asks to wait');
    await expect(place).toContainText(/The service takes requests again in (600|59\d) s/);
    await page.clock.fastForward(600_000);
    await place.getByRole('button', { name: 'Try again' }).click();
    await expect(place.getByText(content)).toBeVisible();
  }
});

test('a wait that the service asks for is counted down on either page, and ends by itself', async ({ page, sandbox }) => {
  await openCustomers(page);
  await expect(rowOf(page, ACME)).toContainText('Premium');
  for (const [address, path] of [['customers', profileOf(ACME)], ['customers/1649', recordOf(ACME)]] as const) {
    await sandbox.faults([{ service: 'optconnect', path, status: 429, retry_after: 3, count: 1 }]);
    await page.goto(address, { waitUntil: 'commit' });
    await expect(page.getByText(/OptConnect asks to wait\. Going on in [1-3] s/)).toBeVisible();
    await expect(page.getByRole('main').getByText('33333333')).toBeVisible();
    await expect(page.getByText('OptConnect asks to wait')).toBeHidden();
  }
});
