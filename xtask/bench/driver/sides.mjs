// The two pages that are compared: where each one is, and how it comes to its token.
import { startServer } from './playwright.mjs';

const TOKEN = 'sandbox-admin';
const ADDRESS = { console: 'customers', control: '' };

/** Starts the server of one side, and finds out what a tab of a signed-in user has in its storage. */
export async function start(name, sandbox, options, browser) {
  const server = await startServer(sandbox, options);
  const storage = name === 'control' ? { token: TOKEN } : await storageAfterSignIn(browser, server.page);
  return { name, server, address: server.page + ADDRESS[name], storage, names: await customerNames(server.page, 60) };
}

export async function stop(side) {
  await side.server.stop();
}

/** A new tab of a signed-in user: an empty cache, and the token where the page keeps it for the tab. */
export async function openTab(browser, side) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  await context.addInitScript((entries) => {
    for (const [key, value] of Object.entries(entries)) sessionStorage.setItem(key, value);
  }, side.storage);
  return { context, page: await context.newPage() };
}

/** What a page promises, or an error that names it: a promise in a page has no limit of its own. */
export async function within(what, promise, seconds = 90) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} is not there after ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function storageAfterSignIn(browser, page) {
  const context = await browser.newContext();
  try {
    const tab = await context.newPage();
    await tab.goto(`${page}settings`);
    for (const name of ['OptConnect', 'AirVantage']) {
      const region = tab.getByRole('region', { name });
      await region.getByLabel(/^Token/).fill(TOKEN);
      await region.getByRole('checkbox', { name: 'Keep for this tab' }).check();
      await region.getByRole('button', { name: 'Sign in', exact: true }).click();
      await region.getByText('Signed in').first().waitFor();
    }
    return await tab.evaluate(() => ({ ...sessionStorage }));
  } finally {
    await context.close();
  }
}

/** Names that a page can only show once it has loaded a customer. */
async function customerNames(page, count) {
  const get = async (path) => {
    const answer = await fetch(new URL(`/optconnect/v1/ocp/customers/${path}`, page), {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };
  const { ocpCustomerIds } = await get('ids');
  const first = ocpCustomerIds.slice(0, count);
  return Promise.all(first.map(async (id) => (await get(`${id}/customer_profile`)).customer.name));
}
