// The list with as many customers as a large service has.
import { ACME, idsInView, listOf, loadedInView, openCustomers, profilesAsked, rowOf } from './customers.ts';
import { expect, test } from './fixtures.ts';

test.use({ sandboxOptions: ['--customers', '40000', '--pace', 'none'] });

test('only the rows around the view are in the page, wherever it is and however tall', async ({ page }) => {
  await openCustomers(page);
  const table = page.getByRole('table', { name: 'Customers' });
  const rows = listOf(page).getByRole('rowheader');
  await expect(table).toHaveAttribute('aria-rowcount', '40001');
  await expect(page.getByText('40,000 customers', { exact: true })).toBeVisible();
  expect(await rows.count()).toBeLessThanOrEqual(60);
  await page.setViewportSize({ width: 3840, height: 2160 });
  await expect.poll(async () => (await idsInView(page)).length).toBeGreaterThan(40);
  await listOf(page).focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('row').last()).toHaveAttribute('aria-rowindex', '40001');
  await expect(page.getByRole('row').last()).toBeFocused();
  await expect(page.getByRole('row').last()).toBeInViewport({ ratio: 1 });
  await loadedInView(page);
  expect(await rows.count()).toBeLessThanOrEqual(60);
});

test('scrolling far asks for what is seen at the end, not for what was passed', async ({ page, sandbox }) => {
  await openCustomers(page);
  const first = await loadedInView(page);
  await sandbox.clearRequests();
  await listOf(page).focus();
  await page.keyboard.press('End');
  const last = await loadedInView(page);
  expect(new Set(profilesAsked(await sandbox.requests()))).toEqual(new Set(last));
  await expect(page.getByText(`${(40_000 - first.length - last.length).toLocaleString('en')} not loaded yet`)).toBeVisible();
});

test('loading all can be cancelled, and goes on from there', async ({ page, sandbox }) => {
  await openCustomers(page);
  await page.getByRole('button', { name: 'Load all' }).click();
  const progress = page.getByRole('progressbar', { name: 'Loading all' });
  await expect(progress).toHaveAttribute('max', '40000');
  // Nobody may look before it is a thousand and more.
  await expect(page.getByText(/^([2-9]\d\d|\d{1,2},\d{3}) of 40,000$/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(progress).toBeHidden();
  // What was on its way still arrives.
  let loaded: number[] = [];
  const agrees = async () => {
    loaded = profilesAsked(await sandbox.requests());
    return page.getByText(`${(40_000 - loaded.length).toLocaleString('en')} not loaded yet`).isVisible();
  };
  await expect.poll(agrees).toBe(true);
  await sandbox.clearRequests();
  await page.getByRole('button', { name: 'Load all' }).click();
  await expect.poll(async () => profilesAsked(await sandbox.requests()).length).toBeGreaterThan(50);
  await page.getByRole('button', { name: 'Cancel' }).click();
  const asked = profilesAsked(await sandbox.requests());
  expect(asked.filter((id) => loaded.includes(id))).toEqual([]);
});

test('a customer is found by its id before anything of it is loaded', async ({ page }) => {
  await openCustomers(page, `customers?q=${ACME}&sort=id`);
  await expect(rowOf(page, ACME)).toContainText('Acme ATM');
  await expect(page.getByText(/^\d+ of 40,000 customers match$/)).toBeVisible();
});

test('rows that were scrolled past keep no memory', async ({ page }) => {
  // Hundreds of frames.
  test.setTimeout(240_000);
  // The page's own memory is nowhere to be asked for, so it is taken note of as it is made.
  await page.addInitScript(() => {
    const memories = new Set<WebAssembly.Memory>();
    const noted = <Source>(make: (source: Source, imports?: WebAssembly.Imports) => Promise<WebAssembly.WebAssemblyInstantiatedSource>) =>
      async (source: Source, imports?: WebAssembly.Imports) => {
        const made = await make(source, imports);
        for (const value of Object.values(made.instance.exports)) if (value instanceof WebAssembly.Memory) memories.add(value);
        return made;
      };
    WebAssembly.instantiateStreaming = noted(WebAssembly.instantiateStreaming);
    Object.assign(window, { memory: () => [...memories].reduce((bytes, { buffer }) => bytes + buffer.byteLength, 0) });
  });
  await openCustomers(page);
  await expect(page.getByText('40,000 customers', { exact: true })).toBeVisible();
  /** In bytes. What the page gives back stays its own, so this never shrinks. */
  const memory = (): Promise<number> => page.evaluate(() => (window as unknown as { memory: () => number }).memory());
  /** Scrolls to and fro with each frame, between customers that were loaded by then: what is loaded is kept on purpose. */
  const scroll = (times: number): Promise<void> =>
    listOf(page).evaluate(async (box, times) => {
      for (let time = 0; time < times; time += 1) {
        box.scrollTop = (time % 2) * 10 * box.clientHeight;
        await new Promise(requestAnimationFrame);
      }
    }, times);
  await scroll(100);
  const before = await memory();
  expect(before, 'the memory was found').toBeGreaterThan(1_000_000);
  await scroll(500);
  const rows = 500 * (await idsInView(page)).length;
  // Each was remembered by what it had read and by its list: five hundred bytes.
  expect((await memory()) - before).toBeLessThan(50 * rows);
});
