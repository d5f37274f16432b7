// Lighthouse on the release page, as a desktop computer and as a slow telephone: fails where a score is below its bound.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';

import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';

import { launchOptions, startServer } from '../driver/playwright.mjs';

const { sandbox, pages, runs, results } = JSON.parse(process.argv[2]);

const ADDRESSES = {
  Overview: '',
  Customers: 'customers',
  Imports: 'imports',
  'Operator accounts': 'operator-accounts',
  Settings: 'settings',
};
const FORMS = { desktop: desktopConfig, mobile: undefined };
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const BOUNDS = { desktop: { performance: 100 }, mobile: { performance: 95 } };
const EVERY_OTHER = 100;

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
const score = (category) => Math.round(category.score * 100);

const server = await startServer(sandbox, ['--dist', pages.console]);
const chrome = await launch({ chromePath: launchOptions.executablePath, chromeFlags: ['--headless', '--disable-gpu', ...launchOptions.args] });
const measures = [];
try {
  for (const [page, address] of Object.entries(ADDRESSES)) {
    for (const [form, config] of Object.entries(FORMS)) {
      const reports = [];
      for (let run = 0; run < runs; run += 1) {
        const { lhr } = await lighthouse(server.page + address, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: 'error' }, config);
        if (lhr.runtimeError) throw new Error(`${page}: ${lhr.runtimeError.message}`);
        reports.push(lhr);
      }
      for (const category of CATEGORIES) {
        const scores = reports.map(({ categories }) => score(categories[category]));
        const bound = BOUNDS[form][category] ?? EVERY_OTHER;
        // What costs the points, for the one who has to find them.
        const lost = reports
          .at(-1)
          .categories[category].auditRefs.filter(({ id, weight }) => weight > 0 && (reports.at(-1).audits[id].score ?? 1) < 0.9)
          .map(({ id }) => `${id} ${reports.at(-1).audits[id].displayValue ?? ''}`.trim());
        measures.push({ page, form, category, median: median(scores), scores, bound, lost });
      }
    }
  }
} finally {
  chrome.kill();
  await server.stop();
}

let missed = 0;
for (const { page, form, category, median, bound, lost } of measures) {
  const held = median >= bound;
  if (!held) missed += 1;
  const why = lost.length ? `  ${lost.join(', ')}` : '';
  console.log(`${held ? 'ok    ' : 'MISSED'} ${page.padEnd(10)} ${form.padEnd(8)} ${category.padEnd(15)} ${String(median).padStart(4)} of ${bound}${why}`);
}

const time = new Date().toISOString();
const file = path.join(results, `lighthouse-${time.replaceAll(':', '-')}.json`);
await mkdir(results, { recursive: true });
await writeFile(file, `${JSON.stringify({ time, machine: { processor: cpus()[0]?.model, cores: cpus().length, load: loadavg() }, runs, measures }, null, 2)}\n`);
console.log(`\nWritten to ${file}`);
if (missed > 0) {
  console.log(`${missed} below the bound`);
  process.exitCode = 1;
}
