// The longest task of the page's main thread, from Chromium's own trace: the Long Tasks API tells of 50 ms and more only.

/** Starts a trace; the function returned ends it and gives its events. */
export async function startTrace(browser, page) {
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing', 'devtools.timeline', '__metadata'] });
  return async () => JSON.parse((await browser.stopTracing()).toString()).traceEvents;
}

/** In milliseconds, between the marks of the scroll. */
export function longestTask(events) {
  const [start, end] = marks(events, 'bench-scroll');
  const tasks = events.filter(
    ({ name, ph, pid, tid, ts }) =>
      ph === 'X' && name.endsWith('RunTask') && pid === start.pid && tid === start.tid && ts > start.ts && ts < end.ts,
  );
  if (tasks.length === 0) throw new Error('The trace has no task of the page');
  return Math.max(...tasks.map(({ dur }) => dur)) / 1000;
}

/** How often the page was laid out between the marks of the keys. */
export function countLayouts(events) {
  const [start, end] = marks(events, 'bench-keys');
  return events.filter(({ name, pid, tid, ts }) => name === 'Layout' && pid === start.pid && tid === start.tid && ts > start.ts && ts < end.ts)
    .length;
}

function marks(events, name) {
  const mark = (wanted) => {
    const found = events.find((event) => event.name === wanted && event.cat?.includes('blink.user_timing'));
    if (!found) throw new Error(`The trace has no mark ${wanted}`);
    return found;
  };
  return [mark(`${name}-start`), mark(`${name}-end`)];
}
