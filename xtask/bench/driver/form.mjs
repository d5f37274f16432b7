// The form of an operator account with 500 described parameters: how soon it is there, and what a key costs.
import { openTab, within } from './sides.mjs';
import { countLayouts, startTrace } from './trace.mjs';

/** The sandbox's connection with 500 parameters. */
const CONNECTION = '77d1f0b2c9a84e3f8a5e6b7c8d9e0f12';
const FIELDS = 500;
const ADDRESS = { console: `operator-accounts/new?connection=${CONNECTION}`, control: 'form.html' };
const TYPED = 'a place with a long name';

export async function form(browser, side) {
  const { context, page } = await openTab(browser, side);
  try {
    await page.addInitScript(watch, FIELDS);
    await page.goto(new URL(ADDRESS[side.name], side.server.page).href);
    const ready = await within('the form', page.evaluate(() => globalThis.bench.ready));
    const keys = await type(browser, page);
    return { 'form, ready': ready, ...keys };
  } finally {
    await context.close();
  }
}

/** Before the page starts: from the arrival of the description to the frame that shows the last of its fields. */
function watch(fields) {
  const bench = (globalThis.bench = {});
  bench.ready = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.querySelectorAll('form input, form select').length < fields) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          const drawn = performance.now();
          // The browser writes down when a call ended after the page has its answer, at times only after this frame.
          const tell = () => {
            const calls = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/operators/connections'));
            const described = calls.find(({ name }) => new URL(name).searchParams.has('uid'));
            if (described) resolve(drawn - described.responseEnd);
            else setTimeout(tell, 10);
          };
          tell();
        };
        port2.postMessage(null);
      });
    });
    observer.observe(document, { childList: true, subtree: true });
  });
}

async function type(browser, page) {
  await page.evaluate(() => {
    const field = [...document.querySelectorAll('form input[type="text"]')].filter((input) => !input.role).at(100);
    field.scrollIntoView();
    field.focus();
    const times = (globalThis.bench.keys = []);
    for (const kind of ['keydown', 'input', 'keyup']) {
      // From the first to the last that hears of it, with what each leaves to be done at once. Not to the next task: Chromium
      // puts that off until the frame has been drawn.
      let began = 0;
      addEventListener(kind, () => (began = performance.now()), { capture: true });
      addEventListener(kind, () => times.push(performance.now() - began));
    }
  });
  const stopTrace = await startTrace(browser, page);
  await page.evaluate(() => void performance.mark('bench-keys-start'));
  for (const key of TYPED) {
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    // One frame a key, so that the layouts of each are its own.
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await page.evaluate(() => void performance.mark('bench-keys-end'));
  const layouts = countLayouts(await stopTrace());
  const times = await page.evaluate(() => globalThis.bench.keys);
  if (times.length < TYPED.length) throw new Error(`${times.length} events for ${TYPED.length} keys`);
  return { 'form, key handler': times, 'form, key handler, worst': Math.max(...times), 'form, layouts per key': layouts / TYPED.length };
}
