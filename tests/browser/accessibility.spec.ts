// Everybody's access: each page in each of its main states, looked at in each way in which people use a page; each flow by
// keyboard alone; and the statement that tells it.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { Page } from '@playwright/test';

import { FLOWS } from './accessibility-flows.ts';
import { MODES, measure, type Mode } from './accessibility-modes.ts';
import { PAGES } from './accessibility-pages.ts';
import { keep, kept, type PageResult } from './accessibility-results.ts';
import { html, markdown } from './accessibility-statement.ts';
import { essence } from './accessibility-tree.ts';
import { EVIDENCE } from './evidence.ts';
import { expect, test } from './fixtures.ts';
import { Keyboard } from './keyboard.ts';

test.use({ sandboxOptions: ['--pace', 'none', '--task-seconds', '600'] });

/** With it the statement is written anew; without it, it is compared. */
const WRITES = process.env.SWITCHBOARD_WRITE === '1';

/** The essence of the page's accessibility tree, as it was once looked at and committed. */
async function tree(page: Page, name: string): Promise<void> {
  const root = page.locator('body');
  if (WRITES) {
    const file = test.info().snapshotPath(name, { kind: 'aria' });
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, essence(await root.ariaSnapshot()));
  }
  await expect.soft(root).toMatchAriaSnapshot({ name });
}

const modes = Object.keys(MODES) as Mode[];

for (const { name, states } of PAGES) {
  test(`${name}: nothing keeps anybody out`, EVIDENCE, async ({ page, sandbox, allowConsole }, { project }) => {
    // Ten states and more, each looked at in nine modes.
    test.setTimeout(240_000);
    allowConsole(/Failed to load resource|Switchboard could not start/);
    const problems = Object.fromEntries(modes.map((mode) => [mode, 0])) as PageResult['problems'];
    for (const state of states) {
      await state.open({ page, sandbox });
      if (state.tree) await tree(page, `${name} ${state.name}.aria.yml`.toLowerCase().replaceAll(' ', '-'));
      const found = await measure(page);
      await sandbox.faults([]);
      for (const mode of modes) {
        problems[mode] += found[mode].length;
        expect.soft(found[mode], `${name}, ${state.name}, ${MODES[mode]}`).toEqual([]);
      }
    }
    await keep(project.outputDir, { kind: 'page', name, problems });
  });
}

for (const { name, run } of FLOWS) {
  test(`by keyboard alone: ${name}`, EVIDENCE, async ({ page, sandbox, allowConsole }, { project }) => {
    allowConsole(/status of 501|ERR_EMPTY_RESPONSE|ERR_CONNECTION/);
    await keep(project.outputDir, { kind: 'flow', name, done: false });
    await run({ page, sandbox, keyboard: await Keyboard.of(page) });
    await keep(project.outputDir, { kind: 'flow', name, done: true });
  });
}

for (const [path, statement] of [
  ['docs/accessibility.md', markdown],
  ['public/accessibility.html', html],
] as const) {
  test(`${path} tells what was found`, EVIDENCE, async ({}, { project }) => {
    const text = statement(await kept(project.outputDir));
    const file = new URL(`../../${path}`, import.meta.url);
    if (WRITES) await writeFile(file, text);
    expect(await readFile(file, 'utf8'), 'SWITCHBOARD_WRITE=1 writes it').toBe(text);
  });
}
