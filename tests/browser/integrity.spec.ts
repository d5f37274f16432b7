// Every file that runs is held against its checksum: what a server or a cache has changed does not start.
import { expect, test } from './fixtures.ts';

const ADDED = '\n// changed on its way';

test('the WebAssembly is asked for once', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('customers');
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
  expect(asked.filter((path) => path.endsWith('.wasm'))).toHaveLength(1);
  // So is everything else that the first page needs.
  const files = asked.filter((path) => /\.(js|css|svg|bin)$/.test(path));
  expect(files.toSorted()).toEqual([...new Set(files)].toSorted());
});

test('every file that runs has its checksum in the page', async ({ page, request, sandbox }) => {
  const html = await (await request.get(sandbox.address)).text();
  const { integrity, wasmIntegrity, version } = await page.goto('').then(() =>
    page.evaluate(() => {
      const script = document.querySelector<HTMLScriptElement>('script[data-wasm]')!;
      const { wasmIntegrity, version } = script.dataset;
      return { integrity: script.integrity, wasmIntegrity, version };
    }),
  );
  expect(integrity).toMatch(/^sha384-/);
  expect(wasmIntegrity).toMatch(/^sha384-/);
  expect(html.match(/sha384-/g)!.length).toBeGreaterThanOrEqual(5);
  const told = await (await request.get(new URL('version.json', sandbox.address).href)).json();
  expect(told).toEqual({ version });
});

test('the accessibility statement holds its style sheet against the same checksum', async ({ page, request, sandbox }) => {
  const sheetOf = (html: string) => /<link [^>]*rel="?stylesheet"?[^>]*>/.exec(html)?.[0] ?? '';
  const checksum = (html: string) => /integrity="?(sha384-[\w+/=]{64})/.exec(sheetOf(html))?.[1];
  const ask = async (path: string) => (await request.get(new URL(path, sandbox.address).href)).text();
  const expected = checksum(await ask(''));
  expect(expected).toMatch(/^sha384-/);
  expect(checksum(await ask('accessibility.html'))).toBe(expected);
  // It is the right one: the page does get its style.
  await page.goto('accessibility.html');
  await expect(page.getByRole('heading', { level: 1, name: 'Accessibility statement' })).toBeVisible();
  expect(await page.evaluate(() => [...document.styleSheets].map(({ cssRules }) => cssRules.length > 100))).toEqual([true]);
});

for (const [name, pattern, body] of [
  ['the WebAssembly', '**/*.wasm', undefined],
  ['the script beside it', '**/switchboard-*.js', ADDED],
] as const) {
  test(`${name}, changed on its way, does not start, and the page says so`, async ({ page, allowConsole }) => {
    allowConsole(/integrity|digest|dynamically imported module|Failed to fetch|Failed to load/i);
    await page.route(pattern, async (route) => {
      const answer = await route.fetch();
      const bytes = await answer.body();
      await route.fulfill({ response: answer, body: Buffer.concat([bytes, Buffer.from(body ?? '\0')]) });
    });
    await page.goto('');
    const told = page.getByRole('alert');
    await expect(told.getByRole('heading', { name: 'Switchboard could not start' })).toBeVisible();
    await page.unrouteAll();
    await told.getByRole('button', { name: 'Reload' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  });
}

test('the first script, changed on its way, does not start, and the page says so without it', async ({ page, allowConsole }) => {
  allowConsole(/integrity|digest/i);
  await page.route('**/boot-*.js', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()) + ADDED });
  });
  await page.goto('');
  const told = page.getByText('This takes unusually long.');
  await expect(told).toBeHidden();
  // Its time is that of the style sheet, which no clock of a test moves: it is shortened.
  await told.evaluate((element) => element.getAnimations().forEach((animation) => animation.finish()));
  await expect(told).toBeVisible();
});

test('a part, changed on its way, does not run, and is asked for again', async ({ page, allowConsole }) => {
  allowConsole(/integrity|digest/i);
  await page.route('**/customers-*.bin', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: Buffer.concat([await answer.body(), Buffer.from('\0')]) });
  });
  await page.goto('customers');
  await expect(page.getByText('This part of the console could not be loaded')).toBeVisible();
  await page.unrouteAll();
  const asked = page.waitForRequest('**/customers-*.bin');
  await page.getByRole('button', { name: 'Try again' }).click();
  // The browser's own copy may be the one that does not fit.
  expect(await (await asked).headerValue('cache-control')).toBe('no-cache');
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
});
