// One customer: record, profile and enrollment level, side by side, each with its own faults.
import type { Page } from '@playwright/test';

import { headingOf, hold } from './actions.ts';
import {
  ACME,
  IDS,
  LEVELS,
  customersOf,
  levelOf,
  loadAll,
  loadedInView,
  openCustomers,
  profileOf,
  recordOf,
  rowOf,
} from './customers.ts';
import { expect, signInHere, test, type Sandbox } from './fixtures.ts';

test.use({ sandboxOptions: ['--pace', 'none'] });

// The level's 501 is what the service is documented to answer; browsers write each such status to the console.
test.beforeEach(({ allowConsole }) => allowConsole(/status of 501/));

type Panel = 'Record' | 'Profile' | 'Enrollment level';

const panelOf = (page: Page, name: Panel) => page.getByRole('region', { name, exact: true });

/** The value beside the name that the service gives it. */
const valueOf = (page: Page, panel: Panel, wireName: string) =>
  panelOf(page, panel)
    .getByRole('term')
    .filter({ has: page.getByText(wireName, { exact: true }) })
    .locator('xpath=following-sibling::dd');

const neighboursOf = (page: Page) => page.getByRole('navigation', { name: 'Customers of the list' });

/** Makes the service answer a call with that. */
const answer = (sandbox: Sandbox, path: string, body: unknown, status = 200) =>
  sandbox.faults([{ service: 'optconnect', path, kind: 'body', status, body }]);

const PROFILE = {
  id: ACME,
  customer: { id: ACME, nsid: 33_333_333, name: 'Acme ATM' },
  canviewip: true,
  canaccessip: false,
  isrms: true,
  email: 'doug.do@acmeatm.zzz',
  ocpenrollmentlast: 'Premium',
  ocpservices: [''],
  deviceSubsetStartTime: 0,
};

test('the published customer is shown member by member', async ({ page }) => {
  await openCustomers(page, 'customers/1649');
  await expect(headingOf(page, 'Acme ATM')).toBeVisible();
  await expect(page).toHaveTitle('Acme ATM · Customers · Switchboard');
  for (const [panel, wireName, label, value] of [
    ['Record', 'name', 'Name', 'Acme ATM'],
    ['Record', 'id', 'Customer id', '1649'],
    ['Record', 'nsid', 'Billing id', '33333333'],
    ['Profile', 'email', 'E-mail', 'doug.do@acmeatm.zzz'],
    ['Profile', 'ocpenrollmentlast', 'Enrollment level', 'Premium'],
    ['Profile', 'ocpservices', 'Services', 'None'],
    ['Profile', 'canviewip', 'Can view IP', 'No'],
    ['Profile', 'canaccessip', 'Can access IP', 'No'],
    ['Profile', 'isrms', 'Is RMS', 'No'],
    ['Profile', 'deviceSubsetStartTime', 'Device subset start time', '0'],
    ['Enrollment level', 'ocpenrollmentlast', 'Level in the profile', 'Premium'],
  ] as const) {
    await expect(valueOf(page, panel, wireName), wireName).toHaveText(value);
    await expect(panelOf(page, panel).getByText(label), wireName).toBeVisible();
  }
});

test('its three calls do not wait for each other', async ({ page }) => {
  await openCustomers(page);
  const letGo = await hold(page, profileOf(ACME));
  await page.goto('customers/1649');
  await expect(valueOf(page, 'Record', 'nsid')).toHaveText('33333333');
  await expect(panelOf(page, 'Enrollment level')).toContainText('The service does not offer this yet');
  await expect(panelOf(page, 'Profile').getByText('Loading the profile')).toBeAttached();
  letGo();
  await expect(valueOf(page, 'Profile', 'email')).toHaveText('doug.do@acmeatm.zzz');
});

test.describe('enrollment level', () => {
  test('tells the profile\'s, and what the service says of its own', async ({ page }) => {
    await openCustomers(page, 'customers/1649');
    const panel = panelOf(page, 'Enrollment level');
    await expect(panel).toContainText('The service does not offer this yet (status 501): “Not Yet Implemented.”');
    await expect(panel).toContainText('The level above is the one in the profile.');
    const link = panel.getByRole('link', { name: 'OptConnect\'s documentation' });
    await expect(link).toHaveAttribute('href', /^https:\/\/github\.com\//);
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(link).toHaveAttribute('rel', /\bnoopener\b.*\bnoreferrer\b/);
  });

  for (const address of ['javascript:alert(1)', 'http://example.com/docs', ' https://example.com', 'https://github.com@evil.example/']) {
    test(`makes no link of “${address}”`, async ({ page, sandbox }) => {
      await answer(sandbox, levelOf(ACME), { message: '<b>Later</b>', documentationUrl: address }, 501);
      await openCustomers(page, 'customers/1649');
      const panel = panelOf(page, 'Enrollment level');
      await expect(panel).toContainText('“<b>Later</b>”');
      await expect(panel).toContainText(`OptConnect's documentation: ${address.trim()}`);
      await expect(panel.getByRole('link')).toHaveCount(0);
    });
  }

  test('is shown as it comes once the service offers it', async ({ page, sandbox }) => {
    await answer(sandbox, levelOf(ACME), { level: 'Base', since: 2027 });
    await openCustomers(page, 'customers/1649');
    await expect(panelOf(page, 'Enrollment level')).toContainText('The service answers: {"level":"Base","since":2027}');
  });

  test('outside the published ones is shown and marked, here and in the list', async ({ page, sandbox }) => {
    await answer(sandbox, profileOf(ACME), { ...PROFILE, ocpenrollmentlast: 'Platinum' });
    await openCustomers(page, 'customers/1649');
    await expect(valueOf(page, 'Enrollment level', 'ocpenrollmentlast')).toHaveText('Platinum not a published level');
    await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Customers' }).click();
    await expect(rowOf(page, ACME)).toContainText('Platinum not a published level');
    await page.getByRole('combobox', { name: 'Enrollment level' }).selectOption('Platinum');
    await expect(page.getByText('1 of 250 customers match')).toBeVisible();
  });

  test('that the service has come to publish is not marked', async ({ page, sandbox }) => {
    await sandbox.faults([
      { service: 'optconnect', path: profileOf(ACME), kind: 'body', body: { ...PROFILE, ocpenrollmentlast: 'Platinum' } },
      { service: 'optconnect', path: LEVELS, kind: 'body', body: { levels: ['None', 'Platinum'] } },
    ]);
    await openCustomers(page, 'customers/1649');
    await expect(valueOf(page, 'Enrollment level', 'ocpenrollmentlast')).toHaveText('Platinum');
  });
});

test.describe('profile', () => {
  test('flags are Yes or No, anything else is shown as it came', async ({ page, sandbox }) => {
    await answer(sandbox, profileOf(ACME), { ...PROFILE, isrms: 'perhaps', email: '  ', deviceSubsetStartTime: 1_700_000_000 });
    await openCustomers(page, 'customers/1649');
    await expect(valueOf(page, 'Profile', 'canviewip')).toHaveText('Yes');
    await expect(valueOf(page, 'Profile', 'canaccessip')).toHaveText('No');
    await expect(valueOf(page, 'Profile', 'isrms')).toHaveText('perhaps');
    await expect(valueOf(page, 'Profile', 'deviceSubsetStartTime')).toHaveText('1700000000');
  });

  test('blank services are dropped, the others stand', async ({ page, sandbox }) => {
    await answer(sandbox, profileOf(ACME), { ...PROFILE, ocpservices: ['', ' VPN ', '  ', 'Static <i>IP</i>'] });
    await openCustomers(page, 'customers/1649');
    await expect(valueOf(page, 'Profile', 'ocpservices')).toHaveText(/^\s*VPN\s*Static <i>IP<\/i>\s*$/);
  });

  test('members that nobody has documented are shown, whatever they hold', async ({ page, sandbox }) => {
    await answer(sandbox, profileOf(ACME), { ...PROFILE, beta: true, limits: { sims: [1, 2] }, note: '<script>alert(1)</script>', gone: null });
    await openCustomers(page, 'customers/1649');
    for (const [name, value] of [['beta', 'true'], ['limits', '{"sims":[1,2]}'], ['note', '<script>alert(1)</script>'], ['gone', 'null']] as const) {
      await expect(valueOf(page, 'Profile', name), name).toHaveText(value);
    }
    await expect(panelOf(page, 'Profile').getByText('Not documented')).toHaveCount(4);
  });

  test('with the certain members alone says what is not reported', async ({ page, sandbox }) => {
    const bare = (await customersOf(sandbox)).find(({ level }) => level === null)!;
    await openCustomers(page, `customers/${bare.id}`);
    await expect(headingOf(page, bare.name)).toBeVisible();
    for (const name of ['email', 'ocpenrollmentlast', 'ocpservices', 'canviewip', 'canaccessip', 'isrms', 'deviceSubsetStartTime']) {
      await expect(valueOf(page, 'Profile', name), name).toHaveText('Not reported');
    }
    await expect(valueOf(page, 'Enrollment level', 'ocpenrollmentlast')).toHaveText('Not reported');
  });

  test('that cannot be refreshed stays, and says so', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 500/);
    await openCustomers(page, 'customers/1649');
    await expect(valueOf(page, 'Profile', 'email')).toBeVisible();
    await sandbox.faults([{ service: 'optconnect', path: profileOf(ACME), status: 500 }]);
    await page.getByRole('button', { name: 'Refresh this customer' }).click();
    await expect(page.getByText('Not refreshed: OptConnect has a problem')).toBeVisible();
    await expect(valueOf(page, 'Profile', 'email')).toHaveText('doug.do@acmeatm.zzz');
    await sandbox.faults([]);
    await page.getByRole('button', { name: 'Refresh this customer' }).click();
    await expect(page.getByText('Not refreshed')).toBeHidden();
  });
});

test('of another customer it is a fault, and never shown', async ({ page, sandbox }) => {
  await sandbox.faults([
    { service: 'optconnect', path: recordOf(ACME), kind: 'body', body: { id: 5, nsid: 6, name: 'Somebody else' } },
    { service: 'optconnect', path: profileOf(ACME), kind: 'body', body: { ...PROFILE, customer: { id: 5, nsid: 6, name: 'Somebody else' } } },
  ]);
  await openCustomers(page, 'customers/1649');
  await expect(panelOf(page, 'Record')).toContainText('`id` is 5, not 1649');
  await expect(panelOf(page, 'Profile')).toContainText('`customer.id` is 5, not 1649');
  await expect(page.getByText('Somebody else')).toHaveCount(0);
});

test.describe('copying', () => {
  test('puts ids and address on the clipboard, and says so', async ({ page }) => {
    await openCustomers(page, 'customers/1649');
    for (const [panel, what, text] of [
      ['Record', 'customer id', '1649'],
      ['Record', 'billing id', '33333333'],
      ['Profile', 'e-mail address', 'doug.do@acmeatm.zzz'],
    ] as const) {
      await panelOf(page, panel).getByRole('button', { name: `Copy ${what}` }).click();
      await expect(page.getByText(`Copied ${what}`)).toBeAttached();
      await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Customers' }).click();
      // The focus goes to the heading of a new page: not between here and the key.
      await expect(headingOf(page, 'Customers')).toBeFocused();
      await page.getByRole('searchbox', { name: 'Filter' }).press('ControlOrMeta+v');
      await expect(page.getByRole('searchbox', { name: 'Filter' })).toHaveValue(text);
      await page.goBack();
    }
  });

  test('says where the browser does not allow it', async ({ page }) => {
    await page.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('No', 'NotAllowedError'));
    });
    await openCustomers(page, 'customers/1649');
    await panelOf(page, 'Record').getByRole('button', { name: 'Copy billing id' }).click();
    await expect(page.getByText('The browser did not allow to copy the billing id').first()).toBeVisible();
  });
});

test.describe('next and previous', () => {
  test('lead through the whole list from a deep link, to both ends', async ({ page, sandbox }) => {
    const customers = await customersOf(sandbox);
    const place = customers.findIndex(({ id }) => id === ACME);
    await openCustomers(page, 'customers/1649');
    const neighbours = neighboursOf(page);
    await expect(neighbours).toContainText(`${place + 1} of 250`);
    await neighbours.getByRole('link', { name: /^Next customer/ }).click();
    const next = customers.at(place + 1)!;
    await expect(headingOf(page, next.name)).toBeFocused();
    await expect(page).toHaveURL(new RegExp(`customers/${next.id}$`));
    await expect(valueOf(page, 'Record', 'nsid')).toHaveText(String(next.nsid));
    await neighbours.getByRole('link', { name: /^Previous customer/ }).click();
    await expect(headingOf(page, 'Acme ATM')).toBeFocused();
    await page.goto(`customers/${customers.at(0)!.id}`);
    await expect(neighbours.getByRole('link', { name: 'Previous customer, there is none' })).toHaveAttribute('aria-disabled', 'true');
    await page.goto(`customers/${customers.at(-1)!.id}`);
    await expect(neighbours.getByRole('link', { name: 'Next customer, there is none' })).toHaveAttribute('aria-disabled', 'true');
  });

  test('keep to the filter and the order of the list', async ({ page, sandbox }) => {
    const found = (await customersOf(sandbox)).filter(({ level }) => level === 'Premium').toSorted((one, other) => other.nsid - one.nsid);
    await openCustomers(page);
    await loadAll(page);
    await page.getByRole('combobox', { name: 'Enrollment level' }).selectOption('Premium');
    const billing = page.getByRole('columnheader', { name: 'Billing id' });
    await billing.getByRole('button').click();
    await billing.getByRole('button').click();
    await expect(billing).toHaveAttribute('aria-sort', 'descending');
    await expect(page).toHaveURL(/level=Premium&sort=-nsid$/);
    const [first, second, third] = found;
    await rowOf(page, second!.id).getByRole('link', { name: second!.name }).click();
    await expect(neighboursOf(page)).toContainText(`2 of ${found.length}`);
    await neighboursOf(page).getByRole('link', { name: /^Next/ }).click();
    await expect(headingOf(page, third!.name)).toBeFocused();
    await neighboursOf(page).getByRole('link', { name: /^Previous/ }).click();
    await expect(headingOf(page, second!.name)).toBeFocused();
    await neighboursOf(page).getByRole('link', { name: /^Previous/ }).click();
    await expect(headingOf(page, first!.name)).toBeFocused();
    await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Customers' }).click();
    await expect(page).toHaveURL(/customers\?level=Premium&sort=-nsid$/);
    await expect(page.getByText(`${found.length} of 250 customers match`)).toBeVisible();
  });

  test('stay under the pointer from customer to customer, whatever comes in meanwhile', async ({ page, sandbox }) => {
    const customers = await customersOf(sandbox);
    // One with a name that takes a line of its own is among them.
    const long = customers.findIndex(({ name }) => name.length > 36);
    const begin = Math.max(0, long - 2);
    const [first, ...others] = customers.slice(begin, begin + 6);
    expect(others.map(({ name }) => name)).toContain(customers.at(long)!.name);
    const next = neighboursOf(page).getByRole('link', { name: /^Next customer/ });
    await openCustomers(page, `customers/${first!.id}`);
    await expect(neighboursOf(page)).toContainText(`${begin + 1} of 250`);
    const place = (await next.boundingBox())!;
    for (const { id, nsid, name } of others) {
      await page.mouse.click(place.x + place.width / 2, place.y + place.height / 2);
      await expect(headingOf(page, name)).toBeFocused();
      await expect(page).toHaveURL(new RegExp(`customers/${id}$`));
      expect(await next.boundingBox()).toEqual(place);
      await expect(valueOf(page, 'Record', 'nsid')).toHaveText(String(nsid));
      expect(await next.boundingBox()).toEqual(place);
    }
  });

  test('keep to a filter and an order in a deep link', async ({ page, sandbox }) => {
    const ids = (await customersOf(sandbox)).map(({ id }) => id).filter((id) => String(id).includes('16'));
    const order = ids.toSorted((one, other) => one - other);
    await openCustomers(page, 'customers/1649?q=16&sort=id');
    await expect(neighboursOf(page)).toContainText(`1 of ${order.length}`);
    await neighboursOf(page).getByRole('link', { name: `Next customer, ${order[1]}` }).click();
    await expect(page).toHaveURL(new RegExp(`customers/${order[1]}\\?q=16&sort=id$`));
  });
});

test.describe('not permitted', () => {
  test('a customer outside the list says so, after one look at the list', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 401/);
    await openCustomers(page);
    await loadedInView(page);
    await sandbox.clearRequests();
    await page.goto('customers/999999999');
    await expect(page.getByText('Your app may not see customer 999999999')).toBeVisible();
    await expect(page.getByText('Signed in to 1 of 3')).toBeVisible();
    await expect(neighboursOf(page)).toBeHidden();
    const asked = (await sandbox.requests()).filter(({ path }) => path === IDS);
    expect(asked.length).toBeLessThanOrEqual(2);
    await page.getByRole('link', { name: 'To the customers you may see' }).click();
    await expect(rowOf(page, ACME)).toContainText('Acme ATM');
  });

  for (const id of ['acme', '16,49', '99999999999999999999', '%3Cb%3E1649']) {
    test(`“${id}” is no id, and nobody is asked`, async ({ page, sandbox }) => {
      await page.goto(`customers/${id}`);
      await expect(headingOf(page, 'No such customer')).toBeVisible();
      await expect(page.getByText(`“${decodeURIComponent(id)}” is no customer id`)).toBeVisible();
      expect(await sandbox.requests()).toEqual([]);
      await page.getByRole('link', { name: 'To all customers' }).click();
      await expect(headingOf(page, 'Customers')).toBeVisible();
    });
  }

  test('the end of the sign-in is met in place, and another one goes on', async ({ page, sandbox, allowConsole }) => {
    allowConsole(/status of 401/);
    const token = await sandbox.token(600);
    await openCustomers(page, 'customers/1649', token);
    await expect(valueOf(page, 'Profile', 'email')).toBeVisible();
    // Any call ends the sign-in: what is still on its way would do it before the customer is refreshed.
    const calls = [IDS, IDS, recordOf(ACME), profileOf(ACME), levelOf(ACME), LEVELS].toSorted();
    const answered = async () => {
      const requests = (await sandbox.requests()).filter(({ status }) => status !== null);
      return requests.map(({ path }) => path).toSorted();
    };
    await expect.poll(answered).toEqual(calls);
    await sandbox.revoke(token);
    await page.getByRole('button', { name: 'Refresh this customer' }).click();
    await expect(page.getByText('Your sign-in has ended: the service no longer accepts the token.')).toBeVisible();
    await expect(page.getByText('doug.do@acmeatm.zzz')).toHaveCount(0);
    await signInHere(page, 'OptConnect');
    await expect(valueOf(page, 'Profile', 'email')).toHaveText('doug.do@acmeatm.zzz');
  });
});

test('awkward names are text, and keep the layout', async ({ page, sandbox }) => {
  // Markup, a path, a formula, right to left, and the longest.
  const names = (await customersOf(sandbox)).filter(({ name }) => /[<\\=\u0590-\u06ff]/.test(name) || name.length > 60);
  expect(names.length).toBeGreaterThanOrEqual(6);
  await openCustomers(page);
  await loadAll(page);
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  for (const { id, name } of names) {
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.getByRole('searchbox', { name: 'Filter' }).fill(String(id));
    await expect(rowOf(page, id).getByRole('link', { name, exact: true })).toBeVisible();
    expect((await rowOf(page, id).boundingBox())!.height, name).toBe(36);
    await rowOf(page, id).getByRole('link', { name, exact: true }).click();
    await expect(headingOf(page, name)).toBeVisible();
    await expect(valueOf(page, 'Record', 'name')).toHaveText(name);
    await expect(page).toHaveTitle(`${name} · Customers · Switchboard`);
    for (const width of [1440, 320]) {
      await page.setViewportSize({ width, height: 720 });
      expect(await overflow(), `${name}, ${width}`).toBe(0);
    }
    await page.goBack();
    // The row takes the focus: not while the filter is filled in.
    await expect(rowOf(page, id)).toBeFocused();
  }
});
