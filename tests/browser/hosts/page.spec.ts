// The page as a real server sends it.
import { signIn } from '../actions.ts';
import { expect, test } from './fixtures.ts';

const heading = (name: string) => ({ level: 1, name }) as const;

test('starts under its policy, and loads the WebAssembly once', async ({ page, host }) => {
  const loaded: string[] = [];
  page.on('response', (response) => loaded.push(`${response.status()} ${new URL(response.url()).pathname}`));
  await page.goto('');
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  expect(loaded.filter((line) => line.endsWith('.wasm'))).toHaveLength(1);
  expect(loaded.filter((line) => !line.startsWith(`200 ${host.base}`))).toEqual([]);
  // No file comes twice, whoever asks for it.
  expect(loaded).toEqual([...new Set(loaded)]);
});

test('a second visit loads no hashed file again', async ({ page }) => {
  const loaded = () =>
    page.evaluate(() => {
      const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      // Nothing crossed the network for what came from the cache.
      return entries.filter((entry) => entry.transferSize > 0).map((entry) => new URL(entry.name).pathname);
    });
  const hashed = async () => (await loaded()).filter((path) => /-[0-9a-f]{14,}/.test(path));
  await page.goto('settings');
  await expect(page.getByRole('heading', heading('Settings'))).toBeVisible();
  // The icons come last.
  await expect.poll(hashed).toContainEqual(expect.stringContaining('/icons-'));
  expect((await hashed()).length).toBeGreaterThan(4);
  await page.goto('settings?again');
  await expect(page.getByRole('heading', heading('Settings'))).toBeVisible();
  expect(await loaded()).not.toEqual([]);
  expect(await hashed()).toEqual([]);
});

test('Back, deep links and reloading stay below the base', async ({ page, sandbox, host, allowConsole }) => {
  allowConsole(/status of 501/);
  await signIn(page, 'OptConnect');
  await page.getByRole('navigation').getByRole('link', { name: 'Customers' }).click();
  await expect(page.getByRole('heading', heading('Customers'))).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`${host.base}customers`);
  await page.getByRole('link', { name: 'Acme ATM' }).click();
  await expect(page.getByRole('heading', heading('Acme ATM'))).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`${host.base}customers/1649`);
  await page.goBack();
  await expect(page.getByRole('heading', heading('Customers'))).toBeVisible();
  const answer = await page.goto('customers/1649');
  expect(answer!.status()).toBe(200);
  await expect(page.getByRole('heading', heading('Acme ATM'))).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', heading('Acme ATM'))).toBeVisible();
  expect((await sandbox.requests('optconnect')).length).toBeGreaterThan(0);
});

test('the page is for the window, and no answer to a script or a call', async ({ page, request, allowConsole }) => {
  allowConsole(/status of 404/);
  const modes: [string | undefined, number][] = [[undefined, 200], ['navigate', 200], ['cors', 404], ['no-cors', 404], ['same-origin', 404]];
  for (const [mode, status] of modes) {
    const answer = await request.get('customers/1649', { headers: mode ? { 'sec-fetch-mode': mode } : {} });
    expect(answer.status(), mode).toBe(status);
    expect((await answer.text()).includes('<html'), mode).toBe(status === 200);
  }
  // The base is asked for by the console itself, which looks at its headers.
  expect((await request.get('', { headers: { 'sec-fetch-mode': 'cors' } })).status()).toBe(200);
  await page.goto('settings');
  await expect(page.getByRole('heading', heading('Settings'))).toBeVisible();
  const statuses = await page.evaluate(async () => [(await fetch(document.baseURI.replace(/settings$/, 'customers/1649'))).status]);
  expect(statuses).toEqual([404]);
});

test('the accessibility statement is a page of its own', async ({ page, request }) => {
  await page.goto('settings');
  await page.getByRole('link', { name: 'Accessibility statement' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /accessibility/i })).toBeVisible();
  // By its own name, without a redirect.
  const answer = await request.get('accessibility.html', { maxRedirects: 0 });
  expect(answer.status()).toBe(200);
  expect(answer.headers()).toMatchObject({ 'content-type': expect.stringMatching(/^text\/html/i), 'cache-control': 'no-cache' });
  expect(answer.headers()['content-security-policy']).toContain("default-src 'none'");
  expect((await request.get('other.html')).status()).toBe(404);
});

test('what is neither page nor file is missing, and never the page', async ({ request }) => {
  for (const path of ['missing-1234.js', 'assets/x.wasm', 'customers/missing.css', 'nowhere', '.env', 'deploy.json']) {
    const answer = await request.get(path, { headers: { accept: 'text/html' } });
    expect(answer.status(), path).toBe(404);
    expect(await answer.text(), path).not.toContain('<html');
    expect(answer.headers()['x-content-type-options'], path).toBe('nosniff');
  }
});
