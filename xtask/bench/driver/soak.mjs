// Whether the page grows while it is used: a hundred times from the list of accounts to the form of one, and back.
import { openTab } from './sides.mjs';

const LIST = { console: 'operator-accounts', control: 'soak.html#list' };
const FORM = { console: 'operator-accounts/new?connection=', control: 'soak.html#form' };

/** So many fields the form has at least: the page by hand has those of the connection alone. */
const LEAST_FIELDS = { console: 4, control: 1 };

/** The first cycles fill caches and let the engine compile what runs often: they are not counted. */
const WARM_UP = 20;
const CYCLES = 100;

/** In kilobytes a cycle. */
export async function soak(browser, side) {
  const { context, page } = await openTab(browser, side);
  try {
    const connection = await firstConnection(side);
    const session = await context.newCDPSession(page);
    await session.send('HeapProfiler.enable');
    const list = new URL(LIST[side.name], side.server.page).href;
    const form = new URL(FORM[side.name] + (side.name === 'console' ? connection : ''), side.server.page).href;
    await page.goto(list);
    await listIsThere(page);
    const cycle = async () => {
      await follow(page, form);
      await page.waitForFunction((least) => document.querySelectorAll('form input').length >= least, LEAST_FIELDS[side.name]);
      await follow(page, list);
      await listIsThere(page);
    };
    for (let done = 0; done < WARM_UP; done += 1) await cycle();
    const before = await held(session);
    for (let done = 0; done < CYCLES; done += 1) await cycle();
    const after = await held(session);
    return {
      'soak, growth a cycle': (after.bytes - before.bytes) / CYCLES / 1000,
      'soak, nodes a cycle': (after.nodes - before.nodes) / CYCLES,
      'soak, listeners a cycle': (after.listeners - before.listeners) / CYCLES,
    };
  } finally {
    await context.close();
  }
}

/** As a click on a link of the page: without a new document. */
const follow = (page, address) =>
  page.evaluate((address) => {
    const link = document.createElement('a');
    link.href = address;
    document.body.append(link);
    link.click();
    link.remove();
  }, address);

const listIsThere = (page) => page.waitForFunction(() => document.querySelectorAll('main td, main [role="gridcell"], main th[scope="row"]').length > 20);

/** What is left when everything that may go is gone; the memory of the WebAssembly counts as backing storage. */
async function held(session) {
  // Weak references are cleared by one collection and finalised by the next.
  for (let time = 0; time < 3; time += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { bytes: usedSize + embedderHeapUsedSize + backingStorageSize, nodes, listeners: jsEventListeners };
}

async function firstConnection({ server }) {
  const answer = await fetch(new URL('/airvantage/api/v1/operators/connections?size=1&fields=uid,name', server.page), {
    headers: { authorization: 'Bearer sandbox-admin' },
  });
  const { items } = await answer.json();
  return items[0].uid;
}
