// The longest task of the page's main thread, from Chromium's own trace: the Long Tasks API tells of 50 ms and more only.

/** Starts a trace; the function returned ends it and gives its events. */
export async function startTrace(browser, page) {
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing', '__metadata'] });
  return async () => JSON.parse((await browser.stopTracing()).toString()).traceEvents;
}

/** In milliseconds, between the marks of the scroll. */
export function longestTask(events) {
  const mark = (name) => {
    const found = events.find((event) => event.name === name && event.cat?.includes('blink.user_timing'));
    if (!found) throw new Error(`The trace has no mark ${name}`);
    return found;
  };
  const [start, end] = [mark('bench-scroll-start'), mark('bench-scroll-end')];
  const tasks = events.filter(
    ({ name, ph, pid, tid, ts }) =>
      ph === 'X' && name.endsWith('RunTask') && pid === start.pid && tid === start.tid && ts > start.ts && ts < end.ts,
  );
  if (tasks.length === 0) throw new Error('The trace has no task of the page');
  return Math.max(...tasks.map(({ dur }) => dur)) / 1000;
}
