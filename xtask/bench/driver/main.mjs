// The benchmark: the console and the page by hand take turns, so that what slows the machine slows both.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';

import { coldStart, slowColdStart } from './cold-start.mjs';
import { form } from './form.mjs';
import { chromium, launchOptions } from './playwright.mjs';
import { row, summary } from './report.mjs';
import { stop, start } from './sides.mjs';
import { soak } from './soak.mjs';
import { tenThousand } from './ten-thousand.mjs';

const { sandbox, pages, runs, only, results } = JSON.parse(process.argv[2]);

const browser = await chromium.launch(launchOptions);
const samples = {};
const note = (side, values) => {
  for (const [measure, value] of Object.entries(values)) ((samples[measure] ??= {})[side] ??= []).push(...[value].flat());
};

const measureAll = async (sandboxOptions, measure, times = runs) => {
  const sides = [];
  try {
    for (const [name, dist] of Object.entries(pages)) {
      if (!only || only === name) sides.push(await start(name, sandbox, ['--dist', dist, ...sandboxOptions], browser));
    }
    for (let run = 0; run < times; run += 1) {
      // Who goes first changes from run to run.
      for (const side of run % 2 === 0 ? sides : sides.toReversed()) {
        note(side.name, await measure(browser, side));
        process.stdout.write('.');
      }
    }
  } finally {
    await Promise.all(sides.map(stop));
  }
};

try {
  process.stdout.write('Cold start ');
  await measureAll([], coldStart);
  process.stdout.write('\nCold start, slow ');
  await measureAll([], slowColdStart);
  process.stdout.write('\n10,000 customers ');
  await measureAll(['--customers', '10000', '--pace', 'none'], tenThousand);
  process.stdout.write('\nForm of 500 parameters ');
  await measureAll(['--pace', 'none'], form);
  process.stdout.write('\nList and form, a hundred times ');
  await measureAll(['--pace', 'none'], soak, 1);
  process.stdout.write('\n\n');
} finally {
  await browser.close();
}

const measures = summary(samples);
console.log(row(['median of', runs, 'runs'].join(' '), 'console', 'control', 'ratio', 'bound'));
for (const { name, unit, console: page, control, ratio, bound } of measures) {
  const shown = (side) => (side ? `${side.median.toFixed(1)} ${unit}` : '-');
  console.log(row(name, shown(page), shown(control), ratio?.toFixed(2) ?? '-', bound ? `${Math.round(bound * 10) / 10} ${unit}` : ''));
}

const time = new Date().toISOString();
const file = path.join(results, `${time.replaceAll(':', '-')}.json`);
const machine = { processor: cpus()[0]?.model, cores: cpus().length, load: loadavg(), chromium: browser.version() };
await mkdir(results, { recursive: true });
await writeFile(file, `${JSON.stringify({ time, machine, runs, measures }, null, 2)}\n`);
console.log(`\nWritten to ${file}`);
