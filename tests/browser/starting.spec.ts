// What the page asks for while it starts, and in which order.
import { expect, test } from './fixtures.ts';

/** Addresses of pages, each with the part that it needs. */
const PAGES = {
  '': 'overview',
  'customers': 'customers',
  'customers/1649': 'customers',
  'imports': 'imports',
  'imports/tasks/tsk_1': 'imports',
  'imports/new?customer=1': 'import_new',
  'imports/bulk': 'import_bulk',
  'operator-accounts': 'accounts',
  'operator-accounts/bulk': 'accounts_bulk',
  'operator-accounts/new': 'account_form',
  'operator-accounts/1a/edit': 'account_form',
  'operator-accounts/1a': 'account',
  'settings': 'settings',
};

for (const [address, part] of Object.entries(PAGES)) {
  test(`/${address} has its part beside the WebAssembly, and once`, async ({ page }) => {
    const asked: string[] = [];
    const begun = page.waitForRequest(`**/${part}-*.bin`);
    page.on('request', (request) => {
      const name = /([a-z_]+)-[0-9a-f]+\.bin$/.exec(request.url())?.[1];
      if (name) asked.push(name);
    });
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/*.wasm', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(address, { waitUntil: 'commit' });
    await begun;
    release();
    await expect(page.locator('main h1')).toBeVisible();
    expect(asked.filter((name) => name === part)).toHaveLength(1);
  });
}
