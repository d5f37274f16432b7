// The list with all its 10,000 customers loaded: a filter typed letter by letter, then a long scroll.
import { longestTask, startTrace } from './trace.mjs';
import { openTab } from './sides.mjs';

export async function tenThousand(browser, side) {
  const { context, page } = await openTab(browser, side);
  try {
    await loadAll(page, side);
    await page.evaluate(probe);
    const keystrokes = await filter(page, side);
    const { gap, nodes, task } = await scroll(browser, page);
    return {
      'filter keystroke': keystrokes,
      'filter keystroke, worst': Math.max(...keystrokes),
      'scroll, longest task': task,
      'scroll, longest frame': gap,
      'scroll, most rows': nodes,
    };
  } finally {
    await context.close();
  }
}

async function loadAll(page, side) {
  const clear = await fetch(new URL('/sandbox/requests', side.address), { method: 'DELETE' });
  if (!clear.ok) throw new Error(`DELETE /sandbox/requests: ${clear.status}`);
  await page.goto(side.address);
  await page.getByRole('button', { name: 'Load all' }).click();
  // The server knows best when a page has asked for everything.
  const answered = new Set();
  let stalled = 0;
  while (answered.size < 10_000) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const before = answered.size;
    const { requests } = await (await fetch(new URL('/sandbox/requests', side.address))).json();
    for (const { path, status } of requests) {
      if (status === 200 && path.endsWith('/customer_profile')) answered.add(path);
    }
    stalled = answered.size > before ? 0 : stalled + 1;
    if (stalled > 30) throw new Error(`The ${side.name} has loaded ${answered.size} customers and goes no further`);
  }
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve))));
}

/** Puts the measuring into the page. */
function probe() {
  const QUIET = 200;
  const table = () => document.querySelector('table, [role="table"], [role="grid"]');

  globalThis.bench = {
    /** Resolves with the time from the next key to the last frame that it changes the table in; null if in none. */
    nextKey: () =>
      new Promise((resolve) => {
        let pressed;
        let painted = null;
        let timer;
        const close = () => {
          observer.disconnect();
          resolve(painted === null ? null : painted - pressed);
        };
        const wait = () => {
          clearTimeout(timer);
          timer = setTimeout(close, QUIET);
        };
        const concernsTable = ({ target, type }) =>
          table()?.contains(target) || (type === 'childList' && target.contains(table()));
        const observer = new MutationObserver((records) => {
          if (pressed === undefined || !records.some(concernsTable)) return;
          wait();
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => (painted = performance.now());
            port2.postMessage(null);
          });
        });
        observer.observe(document.body, { childList: true, characterData: true, attributes: true, subtree: true });
        const onKey = (event) => {
          pressed = event.timeStamp;
          wait();
        };
        addEventListener('keydown', onKey, { capture: true, once: true });
      }),

    /** Scrolls as a wheel does, then as a dragged thumb does; tells the longest frame and the most rows in the page. */
    scroll: async () => {
      let scroller = table();
      while (scroller && scroller.scrollHeight <= scroller.clientHeight + 100) scroller = scroller.parentElement;
      const isPage = !scroller || scroller === document.body;
      scroller = isPage ? document.scrollingElement : scroller;
      scroller.scrollTop = 0;
      const frame = () => new Promise(requestAnimationFrame);
      await frame();
      let last = await frame();
      let gap = 0;
      let nodes = 0;
      performance.mark('bench-scroll-start');
      for (const step of [...Array(120).fill(240), ...Array(60).fill(3000)]) {
        scroller.scrollTop += step;
        const now = await frame();
        gap = Math.max(gap, now - last);
        last = now;
        nodes = Math.max(nodes, document.querySelectorAll('tr, [role="row"]').length);
      }
      performance.mark('bench-scroll-end');
      return { gap, nodes, distance: scroller.scrollTop };
    },
  };
}

async function filter(page, side) {
  const field = page.getByRole('searchbox', { name: 'Filter' });
  await field.focus();
  const word = side.names[20].slice(0, 5).toLowerCase();
  const times = [];
  for (const key of [...word, ...Array(word.length).fill('Backspace')]) {
    await page.evaluate(() => void (globalThis.bench.measured = globalThis.bench.nextKey()));
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    const time = await page.evaluate(() => globalThis.bench.measured);
    if (time !== null) times.push(time);
  }
  if (times.length < word.length) throw new Error(`The ${side.name} answered ${times.length} of ${2 * word.length} keys`);
  return times;
}

async function scroll(browser, page) {
  const stopTrace = await startTrace(browser, page);
  const { gap, nodes, distance } = await page.evaluate(() => globalThis.bench.scroll());
  const task = longestTask(await stopTrace());
  if (distance < 100_000) throw new Error(`The list scrolled by ${distance} pixels only`);
  return { gap, nodes, task };
}
