// What the other files do not ask: messages of strangers, addresses that are too long or lead away, a browser that lacks
// something, and what stands in the page once a sign-in is over. docs/security.md names the requirement that each test meets.
import type { BrowserContext, Locator, Page } from '@playwright/test';

import { ACME, openCustomers, rowOf } from './customers.ts';
import { expect, signIn, signInHere, test } from './fixtures.ts';
import { ATT, openForm, secretOf } from './operator-account-form.ts';
import { fillIn, newOn } from './operator-account-sending.ts';

test.use({ sandboxOptions: ['--pace', 'none', '--customers', '6', '--services', '12', '--accounts', '12'] });

const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const headingOf = (page: Page): Locator => page.getByRole('main').getByRole('heading', { level: 1 });
const SERVICES = ['OptConnect', 'Live Platform', 'AirVantage'];

/** Everything that stands in the page, and the values of its fields. */
const contents = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [document.documentElement.outerHTML, ...Array.from(document.querySelectorAll('input, textarea'), (field) => (field as HTMLInputElement).value)].join('\n'),
  );

/** Goes to an address within the page, as its links and the history do: no server has a say in it. */
const goTo = (page: Page, address: string): Promise<void> =>
  page.evaluate((address) => {
    history.pushState(null, '', `/${address}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);

/** Another page of this origin, which is not the console. */
async function strangerIn(context: BrowserContext): Promise<Page> {
  const stranger = await context.newPage();
  await stranger.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  await stranger.goto('config.json');
  return stranger;
}

test.describe('messages from other pages of this origin', () => {
  /** Says something on a channel, as another page would; waits until the console has heard it. */
  async function say(stranger: Page, page: Page, channel: string, messages: unknown[]): Promise<void> {
    // A message comes after those that were sent before, and to the console's own listener before it comes to this one.
    const heard = await page.evaluateHandle((channel) => {
      const listener = new BroadcastChannel(channel);
      const end = new Promise<void>((resolve) => {
        listener.onmessage = ({ data }) => {
          if (data === 'the end') resolve();
        };
      });
      return { end };
    }, channel);
    await stranger.evaluate(
      ([channel, messages]) => {
        const speaker = new BroadcastChannel(channel);
        for (const message of [...messages, 'the end']) speaker.postMessage(message);
      },
      [channel, messages] as const,
    );
    await heard.evaluate(({ end }) => end);
  }
  const session = (more: object): string =>
    JSON.stringify({ kind: 'session', environment: 'sandbox', service: 'optconnect', token: 'sandbox-admin', since: 1, until: null, who: 'Mallory', checked: true, at: 1, ...more });

  test('that mean nothing are dropped', async ({ page, context }) => {
    await page.goto('settings');
    await expect(region(page, 'OptConnect')).toContainText('Not signed in');
    const stranger = await strangerIn(context);
    await say(stranger, page, 'switchboard', [
      null, 5, true, {}, [], { kind: 'session', token: 'sandbox-admin' }, '', 'null', '[]', '{"kind":', '{"kind":"shout"}', '"ask"', '__proto__',
      '{"__proto__":{"kind":"session","token":"x"}}', 'x'.repeat(1_000_000), '['.repeat(100_000),
      session({ token: '' }), session({ token: 5 }), session({ token: 'two words' }), session({ token: 'a\nb' }), session({ service: 'other' }), session({ environment: 'elsewhere' }),
      session({ environment: '__proto__' }), session({ until: 1 }), session({ kind: 'signed-out', service: 'other' }), session({ kind: 'active', at: -1 }),
    ]);
    await page.bringToFront();
    for (const service of SERVICES) await expect(region(page, service)).toContainText('Not signed in');
    await expect(page.getByText('Mallory')).toHaveCount(0);
    // A good one is understood: so the others were heard, and dropped.
    await say(stranger, page, 'switchboard', [session({ since: Date.now() })]);
    await expect(region(page, 'OptConnect')).toContainText('Mallory');
  });

  test('cannot lengthen a sign-in beyond now', async ({ page, context }) => {
    await page.clock.install();
    await signIn(page, 'OptConnect');
    const stranger = await strangerIn(context);
    await say(stranger, page, 'switchboard', [session({ kind: 'active', at: 9_000_000_000_000_000 })]);
    await page.clock.fastForward('31:00');
    await expect(region(page, 'OptConnect')).toContainText('nothing was done here for a while');
  });

  test('on the channel of a sign-in window are heard only by who made its name', async ({ page, context }) => {
    await page.goto('settings');
    const opening = context.waitForEvent('page');
    await region(page, 'AirVantage').getByRole('link', { name: 'Sign in with AirVantage' }).click();
    const consent = await opening;
    await expect(page.getByText('Waiting for the AirVantage window.')).toBeVisible();
    expect(await consent.evaluate(() => window.opener)).toBeNull();
    const state = new URL(consent.url()).searchParams.get('state')!;
    expect(state).toMatch(/^[0-9a-f]{32}$/);
    const token = { token: 'sandbox-admin', life: 60 };
    await say(consent, page, 'switchboard-sign-in-', [JSON.stringify(token)]);
    await say(consent, page, `switchboard-sign-in-${'0'.repeat(32)}`, [JSON.stringify(token)]);
    await say(consent, page, `switchboard-sign-in-${state}`, [token, '{}', '{"token":5}', '{"token":"two words"}', 'taken']);
    await expect(region(page, 'AirVantage')).toContainText('Not signed in');
    await expect(page.getByText('Waiting for the AirVantage window.')).toBeVisible();
  });
});

test('an answer that nobody waits for signs nobody in, and its token is gone from the address', async ({ page }) => {
  await page.goto('sign-in/airvantage#access_token=sandbox-admin&token_type=bearer&expires_in=86399&state=0123456789abcdef');
  await expect(page.getByText('No tab is waiting for this sign-in')).toBeVisible();
  expect(page.url()).not.toContain('sandbox-admin');
  expect(await contents(page)).not.toContain('sandbox-admin');
  await page.goto('settings');
  await expect(region(page, 'AirVantage')).toContainText('Not signed in');
});

test.describe('addresses', () => {
  test('that are too long make no call that is too long', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/Failed to load resource/);
    const long = 'a'.repeat(6_000);
    let longest = 0;
    await signIn(page, 'OptConnect');
    await signIn(page, 'AirVantage');
    await signIn(page, 'Live Platform');
    page.on('request', (request) => {
      if (/\/(optconnect|live-platform|airvantage)\//.test(request.url())) longest = Math.max(longest, request.url().length);
    });
    for (const address of [
      `customers?q=${long}&level=${long}`,
      `customers/${long}`,
      `operator-accounts?name=${long}&uid=${long}&connection=${long}&operator=${long}`,
      `operator-accounts?company=${long}`,
      `operator-accounts/${long}?compare=${long}`,
      `operator-accounts/${long}/edit`,
      `operator-accounts/new?connection=${long}&from=${long}`,
      `imports?q=${long}`,
      `imports/new?customer=${long}&name=${long}`,
      `imports/tasks/${long}`,
    ]) {
      await goTo(page, address);
      await expect(headingOf(page), address.slice(0, 40)).toBeVisible();
      await page.waitForLoadState('networkidle');
    }
    await expect.poll(() => longest).toBeGreaterThan(20);
    expect(longest).toBeLessThan(2_000);
    expect((await sandbox.requests()).length).toBeGreaterThan(0);
  });

  test('never lead away from this origin', async ({ page, sandbox }) => {
    const { origin } = new URL(sandbox.address);
    const strayed: string[] = [];
    page.context().on('request', (request) => {
      if (new URL(request.url()).hostname === 'canary.invalid') strayed.push(request.url());
    });
    await page.goto('');
    for (const address of [
      '?back=https://canary.invalid/&next=//canary.invalid&redirect_uri=https://canary.invalid&returnTo=javascript:1',
      'settings?tab=https://canary.invalid',
      'settings?environment=//canary.invalid',
      'customers/%2F%2Fcanary.invalid',
      'customers/https:%2F%2Fcanary.invalid',
      'sign-in/airvantage?back=https://canary.invalid',
      'sign-in/airvantage?redirect_uri=https://canary.invalid#state=1&error=x&error_uri=https://canary.invalid',
    ]) {
      await goTo(page, address);
      await expect(headingOf(page), address).toBeVisible();
      expect(new URL(page.url()).origin, address).toBe(origin);
      const links = await page.getByRole('link').evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).href));
      expect(links.filter((link) => !link.startsWith(origin)), address).toEqual([]);
    }
    expect(strayed).toEqual([]);
  });
});

test('a token that is longer than any header is refused before it is sent', async ({ page, sandbox }) => {
  await page.goto('settings');
  await sandbox.clearRequests();
  await region(page, 'OptConnect').getByLabel(/^Token/).fill('a'.repeat(100_000));
  await region(page, 'OptConnect').getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(region(page, 'OptConnect').getByLabel(/^Token/)).toHaveAttribute('aria-invalid', 'true');
  expect(await sandbox.requests()).toEqual([]);
});

test.describe('once a sign-in is over', () => {
  const DATA = ['Acme ATM', 'doug.do@acmeatm.zzz'];

  async function openCustomer(page: Page): Promise<void> {
    await openCustomers(page);
    await rowOf(page, ACME).getByRole('link', { name: 'Acme ATM' }).click();
    await expect(region(page, 'Profile')).toContainText(DATA[1]!);
  }

  const gone = async (page: Page): Promise<void> => {
    for (const data of DATA) await expect.poll(async () => (await contents(page)).includes(data), data).toBe(false);
  };

  test('by the idle limit, its data is gone from the page', async ({ page, allowConsole }) => {
    allowConsole(/status of 501/);
    await page.clock.install();
    await openCustomer(page);
    await page.clock.fastForward('31:00');
    await expect(page.getByRole('region', { name: 'Sign in to OptConnect' }).first()).toBeVisible();
    await gone(page);
    expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  });

  test('by signing out in another tab, its data is gone from the page, and going back does not bring it', async ({ page, context, allowConsole }) => {
    allowConsole(/status of 501/);
    await openCustomer(page);
    const other = await context.newPage();
    await other.goto('settings');
    await region(other, 'OptConnect').getByRole('button', { name: 'Sign out' }).click();
    await expect(region(other, 'OptConnect')).toContainText('You are signed out.');
    await page.bringToFront();
    await expect(page.getByRole('region', { name: 'Sign in to OptConnect' }).first()).toBeVisible();
    await gone(page);
    await page.goBack();
    await expect(headingOf(page)).toHaveText('Customers');
    await gone(page);
  });

  test('without a network, its tokens and drafts are gone all the same', async ({ page, context, allowConsole }) => {
    allowConsole(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
    await openForm(page, newOn(ATT));
    await fillIn(page, 'Lyon');
    await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }))).toContain('Lyon');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave and keep the draft' }).click();
    await expect(region(page, 'AirVantage')).toBeVisible();
    await context.setOffline(true);
    await region(page, 'AirVantage').getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out and discard' }).click();
    await expect(region(page, 'AirVantage')).toContainText('You are signed out.');
    const left = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(left).not.toContain('Lyon');
    expect(left).not.toContain('sandbox-admin');
  });
});

/** Copies a word from a field of the page's own making, as a user does from elsewhere, and pastes it. */
async function isPastedInto(page: Page, field: Locator): Promise<void> {
  const word = 'canary-pasted-31';
  await page.evaluate((word) => {
    const source = document.createElement('textarea');
    source.id = 'source';
    source.value = word;
    document.body.append(source);
    source.select();
  }, word);
  await page.locator('#source').press('ControlOrMeta+c');
  await page.locator('#source').evaluate((source) => source.remove());
  await field.press('ControlOrMeta+v');
  await expect(field).toHaveValue(word);
  await field.fill('');
}

test('secrets are typed unseen, may be pasted, and are offered to no password store', async ({ page }) => {
  await openForm(page, newOn(ATT));
  for (const field of [secretOf(page, 'password').first()]) {
    await expect(field).toHaveAttribute('type', 'password');
    await expect(field).toHaveAttribute('autocomplete', /off|new-password/);
    await isPastedInto(page, field);
  }
  await page.goto('settings');
  const token = region(page, 'OptConnect').getByLabel(/^Token/);
  await expect(token).toHaveAttribute('type', 'password');
  await expect(token).toHaveAttribute('autocomplete', 'off');
  await isPastedInto(page, token);
});

test.describe('a browser', () => {
  test('without WebAssembly is told what is needed', async ({ page, allowConsole }) => {
    allowConsole(/WebAssembly/);
    await page.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly'));
    await page.goto('');
    await expect(page.getByRole('alert')).toContainText('This browser has no WebAssembly, or its policy forbids it.');
  });

  test('without Trusted Types, locks and channels has the same console', async ({ page, allowConsole }) => {
    allowConsole(/status of 501/);
    await page.addInitScript(() => {
      for (const name of ['trustedTypes', 'BroadcastChannel']) Reflect.deleteProperty(window, name);
      Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
    });
    await openCustomers(page);
    await expect(rowOf(page, ACME)).toContainText('Acme ATM');
  });

  test('that stores nothing has the same console, and tokens in memory', async ({ page, allowConsole }) => {
    allowConsole(/status of 501/);
    await page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, {
          get: (): never => {
            throw new DOMException('blocked by the test', 'SecurityError');
          },
        });
      }
    });
    await page.goto('customers');
    await signInHere(page, 'OptConnect', 'sandbox-admin', { keep: false });
    await expect(rowOf(page, ACME)).toContainText('Acme ATM');
  });
});

test('no page of another origin can show the console in a frame', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/frame-ancestors|refused|Failed to load|ERR_BLOCKED|Framing/i);
  const foreign = 'http://localhost:9/';
  await page.route(foreign, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Elsewhere</title>' }));
  await page.goto(foreign);
  const asked = page.waitForRequest(sandbox.address);
  await page.evaluate((address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
  }, sandbox.address);
  await asked;
  await expect.poll(() => page.frames().at(-1)!.url()).toMatch(/^chrome-error:/);
  await expect(page.frameLocator('iframe').getByRole('main')).toHaveCount(0);
});
