// Medians, ratios and the table.

const UNITS = {
  'scroll, most rows': 'rows',
  'form, layouts per key': '',
  'soak, growth a cycle': 'kB',
  'soak, nodes a cycle': '',
  'soak, listeners a cycle': '',
};
const BOUNDS = {
  'filter keystroke': 50,
  'filter keystroke, worst': 50,
  'scroll, longest task': 50,
  'scroll, most rows': 60,
  'form, ready': 150,
  'form, key handler, worst': 8,
  'form, layouts per key': 1,
};

/** What the page may keep of each cycle beyond what the page by hand keeps, in kilobytes. */
const GROWTH = 5;
const SOAK = 'soak, growth a cycle';

export function summary(samples) {
  return Object.entries(samples).map(([name, sides]) => {
    const [page, control] = [describe(sides.console), describe(sides.control)];
    const ratio = page && control ? page.median / control.median : undefined;
    return { name, unit: UNITS[name] ?? 'ms', console: page, control, ratio, bound: name === SOAK && control ? Math.max(control.median, 0) + GROWTH : BOUNDS[name] };
  });
}

export const row = (name, ...cells) => name.padEnd(26) + cells.map((cell) => cell.padStart(12)).join('');

function describe(values) {
  if (!values) return undefined;
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const median = (sorted[Math.floor(middle - 0.5)] + sorted[Math.ceil(middle - 0.5)]) / 2;
  return { median, least: sorted[0], most: sorted.at(-1), samples: values };
}
