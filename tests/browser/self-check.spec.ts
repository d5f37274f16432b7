// The self-check under Settings: what server and browser give the console, told in plain words, with the remedy.
import type { Locator, Page } from '@playwright/test';

import { axe, expect, signIn, test } from './fixtures.ts';
import { Versions } from './versions.ts';

const ADDRESS = 'settings?tab=self-check';
const CORRECT = 'Everything is as it should be.';

const panelOf = (page: Page): Locator => page.getByRole('region', { name: 'Self-check', exact: true });
const rowOf = (page: Page, what: string): Locator =>
  panelOf(page).getByRole('row').filter({ has: page.getByRole('rowheader', { name: what, exact: true }) });
const summaryOf = (page: Page): Locator => panelOf(page).getByRole('status');
/** The rows that say so. */
const rowsWith = (page: Page, verdict: 'Notice' | 'Problem' | 'Not known'): Locator =>
  panelOf(page).getByRole('row').filter({ has: page.getByText(verdict, { exact: true }) }).getByRole('rowheader');

test('finds nothing on a page that is as it should be, and leaves no trace in the console', async ({ page }) => {
  await Versions.serve(page, '1.2.3');
  await page.goto('settings');
  await page.getByRole('link', { name: 'Self-check' }).click();
  await expect(page.getByRole('link', { name: 'Self-check' })).toHaveAttribute('aria-current', 'page');
  await expect(summaryOf(page)).toHaveText(CORRECT);
  await expect(panelOf(page).getByRole('rowheader')).toHaveText([
    'Version',
    'Scripts',
    'Text as markup',
    'Calls',
    'Frames',
    'Headers',
    'Connection',
    'Clock',
    'Storage',
    'Browser',
    'Notifications',
  ]);
  await expect(rowOf(page, 'Version')).toContainText('1.2.3 runs here, as on the server.');
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(summaryOf(page)).toHaveText(CORRECT);
});

test('is for everybody, wide and narrow, light and dark', async ({ page }) => {
  (await Versions.serve(page)).changeHeader('referrer-policy', () => null);
  await page.goto(ADDRESS);
  await expect(summaryOf(page)).toContainText('notice');
  for (const width of [1440, 390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${width}`).toBeLessThanOrEqual(0);
    await axe(page);
  }
});

test('copies a report without a token, with services as origins alone', async ({ page, sandbox }) => {
  await Versions.serve(page, '1.2.3');
  await signIn(page, 'OptConnect');
  await page.goto(ADDRESS);
  await expect(summaryOf(page)).toHaveText(CORRECT);
  await page.getByRole('button', { name: 'Copy report' }).click();
  await expect(page.getByText('The report is copied.').first()).toBeVisible();
  await page.goto('operator-accounts');
  const token = page.getByRole('region', { name: 'Sign in to AirVantage' }).getByLabel(/^Token/);
  // The page may write to the clipboard and not read it: the user pastes. A field of one line takes the breaks out.
  await token.press('ControlOrMeta+v');
  await expect(token).toHaveValue(/Switchboard self-check/);
  const report = await token.inputValue();
  expect(report).toContain(`Page: ${new URL(sandbox.address).origin}`);
  expect(report).toContain('1.2.3 runs here');
  expect(report).toContain('Clock (OK)');
  expect(report).not.toContain('sandbox-admin');
  expect(report).not.toContain('/optconnect');
});

test.describe('tells of', () => {
  const policy = 'content-security-policy';
  for (const [name, change, what, words] of [
    [
      'a policy that lets text run as a script',
      (value: string) => value.replace("'wasm-unsafe-eval'", "'wasm-unsafe-eval' 'unsafe-eval'"),
      'Scripts',
      'text may be run as a script (eval)',
    ],
    [
      'a policy without Trusted Types',
      (value: string) => value.replace("require-trusted-types-for 'script'; trusted-types 'none'", ''),
      'Text as markup',
      'does not enforce Trusted Types',
    ],
    [
      'a policy that lets the page call any server',
      (value: string) => value.replace("connect-src 'self'", "connect-src 'self' https:"),
      'Calls',
      'lets the page call any server',
    ],
    [
      'a policy that lets other sites frame the page',
      (value: string) => value.replace("frame-ancestors 'none';", ''),
      'Frames',
      'other sites may show it in a frame',
    ],
  ] as const) {
    test(name, async ({ page }) => {
      (await Versions.serve(page)).changeHeader(policy, change);
      await page.goto(ADDRESS);
      await expect(summaryOf(page)).toHaveText('1 problem.');
      await expect(rowsWith(page, 'Problem')).toHaveText([what]);
      await expect(rowOf(page, what)).toContainText(words);
      await expect(rowOf(page, what)).toContainText('Whoever runs this console');
    });
  }

  test('no policy at all', async ({ page }) => {
    (await Versions.serve(page)).changeHeader(policy, () => null);
    await page.goto(ADDRESS);
    await expect(summaryOf(page)).toHaveText('4 problems.');
    await expect(rowOf(page, 'Scripts')).toContainText('without a content security policy');
  });

  test('a service that the policy keeps the page from', async ({ page }) => {
    await page.route('**/config.json', (route) =>
      route.fulfill({
        json: {
          environments: [
            { name: 'Here', kind: 'test', services: { optconnect: { baseUrl: 'https://services.example/secret/path' } } },
          ],
        },
      }),
    );
    await Versions.serve(page);
    await page.goto(ADDRESS);
    await expect(rowsWith(page, 'Problem')).toHaveText(['Calls']);
    await expect(rowOf(page, 'Calls')).toContainText(
      'The policy keeps the page from calling https://services.example, which config.json names.',
    );
  });

  test('a header whose value does not protect', async ({ page }) => {
    (await Versions.serve(page)).changeHeader('referrer-policy', () => 'unsafe-url');
    await page.goto(ADDRESS);
    await expect(rowsWith(page, 'Notice')).toHaveText(['Headers']);
    await expect(rowOf(page, 'Headers')).toContainText('These have a value that does not protect: Referrer-Policy.');
  });

  test('a page that is not cut off from other sites', async ({ page }) => {
    (await Versions.serve(page)).changeHeader('cross-origin-embedder-policy', () => null);
    await page.goto(ADDRESS);
    await expect(rowsWith(page, 'Notice')).toHaveText(['Connection']);
  });

  for (const [minutes, words] of [
    [5, /is (4 min \d+ s|5 min \d s) ahead of the server’s/],
    [-5, /is (5 min \d+ s|4 min 5\d s) behind the server’s/],
  ] as const) {
    test(`a clock that is off by ${minutes} minutes`, async ({ page }) => {
      await page.clock.install({ time: Date.now() + minutes * 60_000 });
      await Versions.serve(page);
      await page.goto(ADDRESS);
      await expect(rowsWith(page, 'Notice')).toHaveText(['Clock']);
      await expect(rowOf(page, 'Clock')).toContainText(words);
    });
  }

  test('a browser that stores nothing', async ({ page }) => {
    await page.addInitScript(() => {
      const get = (): never => {
        throw new DOMException('blocked', 'SecurityError');
      };
      Object.defineProperty(window, 'localStorage', { get });
      Object.defineProperty(window, 'sessionStorage', { get });
    });
    await Versions.serve(page);
    await page.goto(ADDRESS);
    await expect(rowsWith(page, 'Problem')).toHaveText(['Storage']);
    await expect(rowOf(page, 'Storage')).toContainText('drafts and the register of imports are lost with the page');
    await expect(rowOf(page, 'Storage')).toContainText('Allow it site data');
  });

  test('a browser without locks and channels', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
      Object.defineProperty(window, 'BroadcastChannel', { value: undefined });
    });
    await Versions.serve(page);
    await page.goto(ADDRESS);
    await expect(rowsWith(page, 'Notice')).toHaveText(['Browser']);
    await expect(rowOf(page, 'Browser')).toContainText('it has no channels between tabs');
  });

  test('a newer version on the server', async ({ page }) => {
    const versions = await Versions.serve(page);
    versions.server = '1.1.0';
    await page.goto(ADDRESS);
    await expect(rowsWith(page, 'Notice')).toHaveText(['Version']);
    await expect(rowOf(page, 'Version')).toContainText('1.0.0 runs here; the server has 1.1.0.');
  });
});

test('a server that is out of reach is told as that', async ({ page, context, allowConsole }) => {
  allowConsole(/ERR_INTERNET_DISCONNECTED/);
  await page.goto(ADDRESS);
  await expect(rowOf(page, 'Scripts')).toBeVisible();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(rowsWith(page, 'Not known')).toHaveText(['Version', 'Policy', 'Clock']);
  await expect(summaryOf(page)).toHaveText('Nothing wrong was found, but 3 things could not be checked.');
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(rowOf(page, 'Scripts')).toContainText('OK');
});

test('a server that does not answer is waited for no longer than half a minute', async ({ page }) => {
  // No clock of a test moves the browser's own limit, so half a minute is over when the test says so. A shorter one
  // would strike the answers that do come, where these take their time.
  await page.addInitScript(() => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    const limits: AbortController[] = [];
    AbortSignal.timeout = (time) => {
      if (time !== 30_000) return timeout(time);
      const limit = new AbortController();
      limits.push(limit);
      return limit.signal;
    };
    const halfAMinuteIsOver = () => {
      for (const limit of limits) limit.abort(new DOMException('signal timed out', 'TimeoutError'));
    };
    Object.assign(window, { halfAMinuteIsOver });
  });
  await Versions.serve(page);
  await page.goto('settings');
  await page.route('**/version.json', () => {});
  const asked = page.waitForRequest('**/version.json');
  await page.getByRole('link', { name: 'Self-check' }).click();
  await asked;
  await expect(summaryOf(page)).toHaveText('Checking…');
  await page.evaluate(() => (window as unknown as { halfAMinuteIsOver: () => void }).halfAMinuteIsOver());
  await expect(rowsWith(page, 'Not known')).toHaveText(['Version']);
  await expect(summaryOf(page)).toHaveText('Nothing wrong was found, but 1 thing could not be checked.');
  await expect(page.getByRole('button', { name: 'Check again' })).toBeEnabled();
});
