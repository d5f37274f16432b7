// The page below a sub-path of its origin, as behind a reverse proxy that serves other things beside it.
import { expect, test } from './fixtures.ts';

test.use({ sandboxOptions: ['--base', '/admin/'] });

test('everything that the page loads is below its base', async ({ page, sandbox }) => {
  expect(new URL(sandbox.address).pathname).toBe('/admin/');
  const loaded: string[] = [];
  page.on('response', (response) => loaded.push(`${response.status()} ${new URL(response.url()).pathname}`));
  await page.goto('');
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  expect(loaded.length).toBeGreaterThan(3);
  expect(loaded.filter((line) => !/^(200|304) \/admin\//.test(line))).toEqual([]);
});

test('a deep link starts the page below its base', async ({ page }) => {
  const answer = await page.goto('settings');
  expect(answer!.status()).toBe(200);
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/admin/settings');
});

test('the origin itself is not the page', async ({ request, sandbox }) => {
  const answer = await request.get(new URL('/settings', sandbox.address).href, { headers: { accept: 'text/html' } });
  expect(answer.status()).toBe(404);
});
