// From the start of the navigation to the first row with data on the screen, with an empty cache.
import { openTab, within } from './sides.mjs';

export const coldStart = async (browser, side) => ({ 'cold start': await firstRow(browser, side) });

/** A slow telephone on a slow line. */
export const slowColdStart = async (browser, side) => ({
  'cold start, slow': await firstRow(browser, side, async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: 1_600_000 / 8,
      uploadThroughput: 750_000 / 8,
    });
  }),
});

async function firstRow(browser, side, slowDown) {
  const { context, page } = await openTab(browser, side);
  try {
    await slowDown?.(page);
    await page.addInitScript((names) => {
      const known = new Set(names);
      const holdsData = () =>
        [...document.querySelectorAll('td, [role="cell"], [role="gridcell"], [role="rowheader"], th[scope="row"]')].some(
          (cell) => known.has(cell.textContent.trim()),
        );
      globalThis.firstRow = new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if (!holdsData()) return;
          observer.disconnect();
          // The task behind the next frame runs when that frame has been drawn.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now());
            port2.postMessage(null);
          });
        });
        observer.observe(document, { childList: true, characterData: true, subtree: true });
      });
    }, side.names);
    await page.goto(side.address, { waitUntil: 'commit' });
    return await within('the first row', page.evaluate(() => globalThis.firstRow));
  } finally {
    await context.close();
  }
}
