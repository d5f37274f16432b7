// The policy that the page runs under, and that nothing of the page breaks it.
import { expect, test } from './fixtures.ts';

test('the page starts without a word from its policy', async ({ page }) => {
  await page.goto('');
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
});

test('the page is sent under the strictest policy', async ({ page, sandbox }) => {
  const answer = await page.goto('');
  const headers = await answer!.allHeaders();
  const directives = new Map(
    headers['content-security-policy']!.split(';').map((directive) => {
      const [name, ...values] = directive.trim().split(/\s+/);
      return [name, values.join(' ')];
    }),
  );
  expect(Object.fromEntries(directives)).toMatchObject({
    'default-src': "'none'",
    // Scripts are known by their checksums alone, see integrity.spec.ts.
    'script-src': expect.stringMatching(/^('sha384-[\w+/=]+' )+'strict-dynamic' 'wasm-unsafe-eval'$/),
    'style-src': "'self'",
    'img-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  });
  // Both ways of deployment: services on the page's own origin, and on another one.
  const reachable = directives.get('connect-src')!.split(' ');
  expect(reachable).toContain("'self'");
  expect(reachable.some((source) => source.startsWith(new URL(sandbox.otherAddress).origin))).toBe(true);
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['cache-control']).toContain('no-cache');
});

test('a missing file is missing, and never a page', async ({ request, sandbox }) => {
  for (const path of ['missing.js', 'missing.wasm', 'missing.css', 'assets/missing.svg', 'robots.txt.map']) {
    const answer = await request.get(new URL(path, sandbox.address).href);
    expect(answer.status(), path).toBe(404);
    expect(await answer.text(), path).not.toContain('<html');
  }
});

test('an address of the page is the page', async ({ request, sandbox }) => {
  for (const path of ['customers', 'customers/1649', 'settings']) {
    const answer = await request.get(new URL(path, sandbox.address).href, { headers: { accept: 'text/html' } });
    expect(answer.status(), path).toBe(200);
    expect(answer.headers()['content-type'], path).toContain('text/html');
  }
});

test('the WebAssembly arrives compressed, typed and for good', async ({ page }) => {
  const arriving = page.waitForResponse((response) => response.url().endsWith('.wasm'));
  await page.goto('');
  const headers = await (await arriving).allHeaders();
  expect(headers['content-type']).toBe('application/wasm');
  expect(headers['cache-control']).toContain('immutable');
  expect(['br', 'gzip']).toContain(headers['content-encoding']);
});

test('an inline script fails the test that meets it', async ({ page }) => {
  test.fail();
  await page.goto('');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.setAttribute('data-from', 'a test');
    script.append('globalThis.ran = true');
    document.head.append(script);
  });
});

test('markup from text fails the test that meets it', async ({ page }) => {
  test.fail();
  await page.goto('');
  await page.evaluate(() => {
    try {
      document.body.innerHTML = '<p>Markup</p>';
    } catch {
      // Refused, and reported: the report is what must fail the test.
    }
  });
});
