// What the tests of access have found, kept in files: a test that fails ends its process, and the next one goes on in another.
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Mode } from './accessibility-modes.ts';

/** A page: how much is wrong in each mode, all states together. */
export interface PageResult {
  kind: 'page';
  name: string;
  problems: Record<Mode, number>;
}

export interface FlowResult {
  kind: 'flow';
  name: string;
  done: boolean;
}

export type Result = PageResult | FlowResult;

/** Keeps a result until the end of the run: the folder is Playwright's own, and empty at the start of each run. */
export async function keep(folder: string, result: Result): Promise<void> {
  await mkdir(place(folder), { recursive: true });
  const name = result.name.toLowerCase().replaceAll(/[^a-z]+/g, '-');
  await writeFile(join(place(folder), `${result.kind}-${name}.json`), JSON.stringify(result));
}

export async function kept(folder: string): Promise<Result[]> {
  const names = await readdir(place(folder)).catch(() => []);
  const texts = await Promise.all(names.map((name) => readFile(join(place(folder), name), 'utf8')));
  return texts.map((text) => JSON.parse(text) as Result);
}

const place = (folder: string): string => join(folder, 'accessibility');
