// One operator account: what it holds and lacks, its secrets, and the comparison with another one.
import type { Locator, Page } from '@playwright/test';

import { headingOf } from './actions.ts';
import { axe, expect, signInHere, test, type Sandbox } from './fixtures.ts';

test.use({ sandboxOptions: ['--pace', 'none'] });

/** "My Operator Account" of AT&T, as published. */
const OWN = '4f20a1cdd3494f19b8959d00e230d91a';
/** "Telstra Account" of Vodafone GDSP. */
const TELSTRA = '9038d1c809674f319fdd55cfd10604cf';
const ATT = '5b909116ee1749559c6941766168dae5';
const FIVE_HUNDRED = '77d1f0b2c9a84e3f8a5e6b7c8d9e0f12';
/** The secret of the Telstra account. */
const CANARY = 'secret-telstra-key';

const ACCOUNTS = '/api/v1/operators/accounts';
const pathOf = (uid: string) => `${ACCOUNTS}/${uid}`;
const addressOf = (uid: string) => `operator-accounts/${uid}`;

type Panel = 'Connection' | 'SMS account' | 'Types' | 'Parameters' | 'Other members' | 'Comparison';

const panelOf = (page: Page, name: Panel) => page.getByRole('region', { name, exact: true });

/** The value beside a name. */
const valueOf = (page: Page, panel: Panel, name: string): Locator =>
  panelOf(page, panel)
    .getByRole('term')
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator('xpath=following-sibling::dd');

/** The line of a field in the comparison. */
const lineOf = (page: Page, field: string): Locator =>
  panelOf(page, 'Comparison')
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${field}\\b`) }) });

const pickerOf = (page: Page) => page.getByRole('dialog', { name: 'Compare with another account' });

/** Opens an account, or another address, and signs in there. */
async function open(page: Page, address: string, token = 'sandbox-admin'): Promise<void> {
  await page.goto(address);
  await signInHere(page, 'AirVantage', token);
}

const account = (more: Record<string, unknown>) => ({
  uid: OWN,
  name: 'My Operator Account',
  connection: { uid: ATT, name: 'AT&T' },
  smsAccount: null,
  types: { PricePlan: ['PP1'] },
  parameters: { user: 'mickey', password: 'pwd' },
  ...more,
});

/** Makes the service answer with this account. */
const answer = (sandbox: Sandbox, body: unknown) =>
  sandbox.faults([{ service: 'airvantage', method: 'GET', path: pathOf(OWN), kind: 'body', body }]);

test('the published account is shown part by part', async ({ page }) => {
  await open(page, addressOf(OWN));
  await expect(headingOf(page, 'My Operator Account')).toBeVisible();
  await expect(page).toHaveTitle('My Operator Account · Operator accounts · Switchboard');
  for (const [panel, name, value] of [
    ['Connection', 'Name', 'AT&T'],
    ['Connection', 'Uid', ATT],
    ['Connection', 'Operators', 'ATT'],
    ['Connection', 'Identifiers of subscriptions', 'Identifier'],
    ['Connection', 'SMS types', /^Text\s*Binary$/],
    ['Connection', 'Requires', /3 parameters, 2 of them required\s*2 types, 1 of them required/],
    ['SMS account', 'Uid', 'c90f50de1e0a4f9e8071f88bd6a20c43'],
    ['Types', 'PricePlan', /^PP1\s*PP2\s*PP3$/],
    ['Types', 'CityCode', /^CC1\s*CC2$/],
    ['Parameters', 'user', 'mickey'],
    ['Parameters', 'port', 'Not set'],
  ] as const) {
    await expect(valueOf(page, panel, name), `${panel}, ${name}`).toHaveText(value);
  }
  const terms = panelOf(page, 'Parameters').getByRole('term');
  await expect(terms).toHaveText([/^user\s*string, required$/, /^password\s*string, required\s*restricted$/, /^port\s*int, optional$/]);
  await expect(page.getByText('This account lacks')).toHaveCount(0);
  await axe(page);
});

test('its uid is copied by a button and by a key', async ({ page }) => {
  await open(page, addressOf(OWN));
  await page.getByRole('button', { name: 'Copy uid', exact: true }).click();
  await expect(page.getByText('Copied uid')).toBeAttached();
  await page.getByRole('button', { name: 'Compare with…' }).click();
  await pickerOf(page).getByLabel('Or by uid').press('ControlOrMeta+v');
  await expect(pickerOf(page).getByLabel('Or by uid')).toHaveValue(OWN);
});

test.describe('secrets', () => {
  const secret = (page: Page) => valueOf(page, 'Parameters', 'apiKey');
  const show = (page: Page) => page.getByRole('button', { name: 'Show for 30 s: apiKey' });

  test('are seen for half a minute on asking', async ({ page }) => {
    await page.clock.install();
    await open(page, addressOf(TELSTRA));
    await expect(secret(page)).toContainText('••••••');
    expect(await page.content()).not.toContain(CANARY);
    // However long the steps take here, no other time passes between them.
    await page.clock.pauseAt(Date.now() + 10_000);
    await show(page).click();
    await expect(secret(page)).toContainText(CANARY);
    await expect(secret(page)).toContainText(/Hides in \d+ s/);
    await page.clock.fastForward(20_000);
    await expect(secret(page)).toContainText(CANARY);
    await page.clock.fastForward(11_000);
    await expect(secret(page)).toContainText('••••••');
    expect(await page.content()).not.toContain(CANARY);
  });

  test('are hidden by the button, with the tab, and on leaving', async ({ page }) => {
    await open(page, addressOf(TELSTRA));
    await show(page).click();
    await page.getByRole('button', { name: 'Hide: apiKey' }).click();
    await expect(secret(page)).not.toContainText(CANARY);
    await show(page).click();
    await expect(secret(page)).toContainText(CANARY);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
    await expect(secret(page)).not.toContainText(CANARY);
    await show(page).click();
    await expect(secret(page)).toContainText(CANARY);
    await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Operator accounts' }).click();
    await expect(secret(page)).toHaveCount(0);
    await page.goBack();
    await expect(secret(page)).toContainText('••••••');
  });

  test('are copied without being shown, and stay out of everything else', async ({ page }) => {
    await open(page, addressOf(TELSTRA));
    await valueOf(page, 'Parameters', 'apiKey').getByRole('button', { name: 'Copy apiKey' }).click();
    await expect(page.getByText('Copied apiKey')).toBeAttached();
    expect(await page.content()).not.toContain(CANARY);
    await show(page).click();
    await expect(secret(page)).toContainText(CANARY);
    const kept = await page.evaluate(() => [location.href, document.title, ...Object.values(localStorage), ...Object.values(sessionStorage)]);
    expect(kept.join('\n')).not.toContain(CANARY);
    await page.getByRole('button', { name: 'Compare with…' }).click();
    await pickerOf(page).getByLabel('Or by uid').press('ControlOrMeta+v');
    await expect(pickerOf(page).getByLabel('Or by uid')).toHaveValue(CANARY);
  });

  test('that the service does not show say so', async ({ page }) => {
    await open(page, addressOf(OWN), 'sandbox-limited');
    await expect(valueOf(page, 'Parameters', 'user')).toHaveText('mickey');
    await expect(valueOf(page, 'Parameters', 'password')).toHaveText('Not shown to you');
    await expect(page.getByText('This account lacks')).toHaveCount(0);
  });
});

test.describe('what the description says and the account does not', () => {
  test('is pointed out', async ({ page, sandbox }) => {
    await answer(sandbox, account({ types: {}, parameters: { port: '80' } }));
    await open(page, addressOf(OWN));
    await expect(page.getByText('This account lacks what its connection requires')).toBeVisible();
    for (const words of ['required parameter `user` is not set', 'required parameter `password` is not set', 'required type `PricePlan` has no values']) {
      await expect(page.getByRole('listitem').filter({ hasText: words })).toBeVisible();
    }
    await expect(valueOf(page, 'Types', 'PricePlan')).toHaveText('Not set');
  });

  test('or the other way round, is shown as it came', async ({ page, sandbox }) => {
    const parameters = { user: '<b>mickey</b>', password: 'pwd', deep: { a: [1, 'x'] }, myToken: 'canary-token' };
    await answer(sandbox, account({ parameters, types: { PricePlan: ['PP1'], Extra: ['E1'] }, state: 'ACTIVE', apiKey: 'canary-key' }));
    await open(page, addressOf(OWN));
    await expect(valueOf(page, 'Parameters', 'user')).toHaveText('<b>mickey</b>');
    await expect(valueOf(page, 'Parameters', 'deep')).toHaveText('{"a":[1,"x"]}');
    await expect(valueOf(page, 'Parameters', 'myToken')).toContainText('••••••');
    await expect(panelOf(page, 'Parameters').getByText('not in the description')).toHaveCount(2);
    await expect(valueOf(page, 'Types', 'Extra')).toHaveText('E1');
    await expect(valueOf(page, 'Other members', 'state')).toHaveText('ACTIVE');
    await expect(valueOf(page, 'Other members', 'apiKey')).toContainText('••••••');
    expect(await page.content()).not.toContain('canary-');
  });

  test('is not known where it cannot be loaded, and every value is masked', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 500/);
    await sandbox.faults([{ service: 'airvantage', path: '/api/v1/operators/connections', status: 500 }]);
    await open(page, addressOf(OWN));
    await expect(panelOf(page, 'Connection')).toContainText('What the connection requires could not be loaded.');
    await expect(panelOf(page, 'Parameters')).toContainText('The description of the parameters could not be loaded.');
    await expect(valueOf(page, 'Parameters', 'user')).toContainText('••••••');
    await sandbox.faults([]);
    await page.getByRole('button', { name: 'Load what the connection requires again' }).click();
    await expect(valueOf(page, 'Parameters', 'user')).toHaveText('mickey');
    await expect(valueOf(page, 'Connection', 'Operators')).toHaveText('ATT');
  });
});

test('five hundred parameters are searched', async ({ page, sandbox }) => {
  const parameters = { site007: 'seven', site070: '70' };
  await answer(sandbox, account({ connection: { uid: FIVE_HUNDRED, name: 'Five Hundred Mobile' }, parameters }));
  await open(page, addressOf(OWN));
  const panel = panelOf(page, 'Parameters');
  await expect(panel).toContainText('500 parameters');
  await expect(panel.getByRole('term')).toHaveCount(500);
  await panel.getByRole('searchbox', { name: 'Filter parameters' }).fill('SITE07');
  await expect(panel.getByRole('term')).toHaveCount(10);
  await expect(valueOf(page, 'Parameters', 'site070')).toHaveText('70');
  await panel.getByRole('searchbox', { name: 'Filter parameters' }).fill('nothing');
  await expect(panel).toContainText('No parameter matches.');
});

test.describe('rights', () => {
  test('offer editing and cloning', async ({ page }) => {
    await open(page, addressOf(OWN));
    await expect(page.getByRole('link', { name: 'Edit', exact: true })).toHaveAttribute('href', `/${addressOf(OWN)}/edit`);
    await expect(page.getByRole('link', { name: 'Clone', exact: true })).toHaveAttribute('href', `/operator-accounts/new?from=${OWN}`);
    await headingOf(page, 'My Operator Account').focus();
    await page.keyboard.press('e');
    await expect(page).toHaveURL(/\/edit$/);
  });

  test('that are missing block both, and say why', async ({ page }) => {
    await open(page, addressOf(OWN), 'sandbox-viewer');
    for (const [action, doing] of [['Edit', 'editing'], ['Clone', 'creating']] as const) {
      const why = `Your AirVantage profile does not allow ${doing} operator accounts`;
      await expect(page.getByRole('button', { name: action, exact: true })).toHaveAttribute('aria-disabled', 'true');
      await expect(page.getByRole('button', { name: action, exact: true })).toHaveAttribute('title', why);
      await expect(page.getByRole('main').getByText(why)).toBeVisible();
      await page.getByRole('button', { name: action, exact: true }).click({ force: true });
    }
    await page.keyboard.press('e');
    await expect(page).toHaveURL(new RegExp(`${addressOf(OWN)}$`));
  });

  test('that cannot be read offer everything', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 500/);
    await sandbox.faults([{ service: 'airvantage', path: '/api/v1/users/rights', status: 500 }]);
    await open(page, addressOf(OWN), 'sandbox-viewer');
    await expect(page.getByRole('link', { name: 'Edit', exact: true })).toBeVisible();
  });
});

test.describe('an account that cannot be shown', () => {
  test('because there is none is a page of its own', async ({ page, allowConsole }) => {
    allowConsole(/status of 40[04]/);
    await open(page, addressOf('no-such-account'));
    await expect(headingOf(page, 'No such operator account')).toBeVisible();
    await expect(page.getByText('AirVantage knows no operator account “no-such-account”')).toBeVisible();
    await page.getByRole('link', { name: 'To all operator accounts' }).click();
    await expect(headingOf(page, 'Operator accounts')).toBeVisible();
  });

  for (const [what, body] of [['has no uid', { name: 'Nobody' }], ['is another one', account({ uid: TELSTRA, name: 'Somebody else' })]] as const) {
    test(`because what came ${what} is a fault`, async ({ page, sandbox }) => {
      await answer(sandbox, body);
      await open(page, addressOf(OWN));
      await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
      await expect(page.getByText('Somebody else')).toHaveCount(0);
      await sandbox.faults([]);
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect(headingOf(page, 'My Operator Account')).toBeVisible();
    });
  }

  test('again stays as it was, and says so', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 500/);
    await open(page, addressOf(OWN));
    await expect(valueOf(page, 'Parameters', 'user')).toHaveText('mickey');
    await sandbox.faults([{ service: 'airvantage', path: pathOf(OWN), status: 500 }]);
    await page.getByRole('button', { name: 'Refresh this operator account' }).click();
    await expect(page.getByText('Not refreshed: AirVantage has a problem')).toBeVisible();
    await expect(valueOf(page, 'Parameters', 'user')).toHaveText('mickey');
  });
});

test.describe('comparing', () => {
  test('with an account found by its name, and back', async ({ page, sandbox }) => {
    const asked = async (): Promise<(string | null)[]> => {
      const finds = (await sandbox.requests('airvantage')).filter(({ path }) => path === ACCOUNTS);
      return finds.map(({ query }) => new URLSearchParams(query ?? '').get('name'));
    };
    await open(page, addressOf(OWN));
    await page.getByRole('button', { name: 'Compare with…' }).click();
    await expect(pickerOf(page).getByRole('list', { name: 'Accounts' })).toBeVisible();
    await sandbox.clearRequests();
    // Letter by letter, and no timer of the page runs between them, however slow it is here.
    await pickerOf(page)
      .getByRole('searchbox', { name: 'Search by name' })
      .evaluate(async (input: HTMLInputElement, name) => {
        for (let length = 1; length <= name.length; length += 1) {
          input.value = name.slice(0, length);
          input.dispatchEvent(new InputEvent('input', { bubbles: true }));
          for (let turn = 0; turn < 20; turn += 1) await null;
        }
      }, 'telstra acc');
    await pickerOf(page).getByRole('link', { name: 'Telstra Account' }).click();
    await expect(page).toHaveURL(new RegExp(`compare=${TELSTRA}$`));
    await expect(pickerOf(page)).toBeHidden();
    expect(await asked(), 'typing is waited for').toEqual(['telstra acc']);

    await expect(panelOf(page, 'Comparison')).toContainText(/\d+ of \d+ fields differ/);
    await expect(lineOf(page, 'Name')).toContainText(/Different\s*My Operator Account\s*Telstra Account/);
    await expect(lineOf(page, 'PricePlan')).toContainText(/type\s*Different\s*PP1\s*PP2\s*PP3\s*not set/);
    await expect(lineOf(page, 'password')).toContainText(/parameter\s*Different\s*set\s*not set/);
    await expect(lineOf(page, 'apiKey')).toContainText(/parameter\s*Different\s*not set\s*set/);
    expect(await page.content()).not.toContain(CANARY);
    await axe(page);

    await page.getByRole('link', { name: 'Swap' }).click();
    await expect(headingOf(page, 'Telstra Account')).toBeFocused();
    await expect(lineOf(page, 'Name')).toContainText(/Telstra Account\s*My Operator Account/);
    await page.getByRole('link', { name: 'End comparing' }).click();
    await expect(panelOf(page, 'Comparison')).toHaveCount(0);
    await expect(valueOf(page, 'Parameters', 'apn')).toHaveText('telstra.iot');
    await page.goBack();
    await expect(panelOf(page, 'Comparison')).toBeVisible();
  });

  test('with an account of that uid', async ({ page }) => {
    await open(page, addressOf(OWN));
    await page.getByRole('button', { name: 'Compare with…' }).click();
    const uid = pickerOf(page).getByLabel('Or by uid');
    for (const [typed, wrong] of [['', 'Enter the uid of the other account'], [OWN, 'Enter another uid: this is the one of this account']] as const) {
      await uid.fill(typed);
      await uid.press('Enter');
      await expect(pickerOf(page).getByText(wrong)).toBeVisible();
    }
    await axe(page);
    await uid.fill(` ${TELSTRA} `);
    await pickerOf(page).getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(lineOf(page, 'Name')).toContainText('Telstra Account');
  });

  test('shows only differences where that is wanted', async ({ page, sandbox }) => {
    await sandbox.faults([
      { service: 'airvantage', method: 'GET', path: pathOf(OWN), kind: 'body', body: account({ parameters: { user: 'mickey', password: 'canary-1' } }) },
      { service: 'airvantage', method: 'GET', path: pathOf(TELSTRA), kind: 'body', body: account({ uid: TELSTRA, parameters: { user: 'mickey', password: 'canary-2' } }) },
    ]);
    await open(page, `${addressOf(OWN)}?compare=${TELSTRA}`);
    await expect(panelOf(page, 'Comparison')).toContainText('1 of 5 fields differ');
    await expect(lineOf(page, 'user')).toContainText('same');
    await page.getByRole('checkbox', { name: 'Only differences' }).check();
    await expect(lineOf(page, 'user')).toHaveCount(0);
    await expect(lineOf(page, 'password')).toContainText('Different');
    expect(await page.content()).not.toContain('canary-');
  });

  test('with itself or with nobody says so', async ({ page, allowConsole }) => {
    allowConsole(/status of 40[04]/);
    await open(page, `${addressOf(OWN)}?compare=${OWN}`);
    await expect(page.getByText('An account does not differ from itself')).toBeVisible();
    await page.goto(`${addressOf(OWN)}?compare=nobody`);
    await expect(page.getByText('AirVantage knows no operator account “nobody”')).toBeVisible();
    await page.getByRole('link', { name: 'End comparing' }).click();
    await expect(valueOf(page, 'Parameters', 'user')).toHaveText('mickey');
  });
});

test('awkward names and values keep the layout', async ({ page, sandbox }) => {
  const long = 'W'.repeat(120);
  for (const name of [long.slice(0, 50), 'حساب مشغّل الشبكة', '<img src=x onerror=alert(1)>']) {
    await answer(sandbox, account({ name, types: { PricePlan: [long] }, parameters: { user: long, password: long, [long]: long } }));
    for (const address of [addressOf(OWN), `${addressOf(OWN)}?compare=${TELSTRA}`]) {
      await page.goto(address);
      const panel = page.getByRole('region', { name: 'Sign in to AirVantage' });
      await expect(panel.or(headingOf(page, name))).toBeVisible();
      if (await panel.isVisible()) await signInHere(page, 'AirVantage');
      await expect(headingOf(page, name)).toBeVisible();
      await expect(panelOf(page, address.includes('compare') ? 'Comparison' : 'Parameters')).toContainText('user');
      for (const width of [1440, 320]) {
        await page.setViewportSize({ width, height: 720 });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(overflow, `${name}, ${address}, ${width}`).toBe(0);
      }
    }
  }
});
