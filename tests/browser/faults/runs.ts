// A run of many writes in the matrix: each of its rows meets another kind of fault. Every row is sent once by itself and accounted
// for, and in the end each is done once.
import { expect, type Locator, type Page, type Request } from '@playwright/test';

import { KINDS, type Kind } from './kinds.ts';
import { expectRow } from './table.ts';
import { FACES, Traffic, Trial, expectAlive, fitting, type Call } from './trial.ts';
import { EVIDENCE } from '../evidence.ts';
import { test } from '../fixtures.ts';
import type { Sandbox } from '../sandbox.ts';

export interface Run extends Call {
  /** What it writes with; the call itself may be one that reads before it. */
  writes: 'POST' | 'PUT';
  /** Signs in; tells so many things that can be written to, as they stand in a path. */
  open: (page: Page, sandbox: Sandbox, count: number) => Promise<string[]>;
  /** The path of the call for one of them. */
  pathOf: (thing: string) => string;
  /** Makes everything ready for those that begin at a place of all. */
  prepare: (page: Page, things: readonly string[], from: number) => Promise<void>;
  /** Begins the run of so many. */
  start: (page: Page, count: number) => Promise<void>;
  /** What tells of the run. */
  region: (page: Page) => Locator;
  /** The row of one of them. */
  rowOf: (page: Page, thing: string, place: number) => Locator;
  /** The word of a row that is done. */
  done: string;
  /** The console cannot find out whether it was done. */
  isBlind?: true;
  /** How many writes have taken effect. */
  effects: (sandbox: Sandbox) => Promise<number>;
}

const OPEN = /\d+ (waiting|running)/;

/** The sign-in ends for all rows, so that this kind has a run of its own. */
const ALONE = KINDS.filter(({ name }) => name === '401');
const TOGETHER = KINDS.filter((kind) => !ALONE.includes(kind));

function faceOf(kind: Kind, text: string, run: Run): string {
  if (/unknown/i.test(text)) return run.isBlind ? 'unknown: the user is asked' : 'unknown: not there';
  if (text.includes(run.done)) {
    if (kind.passes) return kind.waits ? 'done after the wait' : 'done';
    return 'done: looked for, found';
  }
  const why = FACES.find(([words]) => words.test(text))?.[1];
  expect(text, `${kind.name}: how the row ended`).toContain('Failed');
  return `nothing done: ${why ?? 'says why'}`;
}

/** Lets a run go on, past pauses and failures in a row, until all of it has ended. */
async function ends(
  page: Page,
  sandbox: Sandbox,
  run: Run,
  traffic: Traffic,
  isHeld: (kind: Kind) => (url: string) => boolean,
): Promise<void> {
  const held = KINDS.filter(({ waits }) => waits === 'for an answer').map(isHeld);
  const isWithheld = (request: Request) => held.some((is) => is(request.url()));
  const step = async () => {
    const text = (await run.region(page).allInnerTexts()).join('\n');
    if (text !== '' && !OPEN.test(text)) return true;
    const resume = page.getByRole('button', { name: 'Resume' });
    if (await resume.isVisible()) await resume.click();
    // Only what the faults withhold may be hurried, once the sandbox has it: given up before, it would take no effect.
    const hasArrived = ![...traffic.open].some(isWithheld) || (await sandbox.struck('delay')) > 0;
    if (hasArrived && [...traffic.open].every(isWithheld)) await page.clock.runFor(3_000);
    return false;
  };
  await expect.poll(step, { message: 'the run ends', intervals: [40], timeout: 60_000 }).toBe(true);
}

async function together(page: Page, sandbox: Sandbox, run: Run, things: string[]): Promise<Map<Kind, string>> {
  const kinds = [...TOGETHER.entries()].map(([place, kind]) => ({ kind, place, thing: things[place]! }));
  const { service, method = 'GET' } = run;
  const fits = (thing: string) => fitting({ ...run, path: run.pathOf(thing) });
  const writes = (thing: string) => fitting({ ...run, method: run.writes, path: run.pathOf(thing) });
  const sent = new Map<string, number>();
  page.on('request', (request) => {
    for (const { kind, thing } of kinds) if (writes(thing)(request)) sent.set(kind.name, (sent.get(kind.name) ?? 0) + 1);
  });
  const sentBySelf = (kind: Kind, face: string) => {
    // Where the read before a write fails, nothing is sent.
    if (!run.method) return face.startsWith('nothing done') ? 0 : 1;
    return kind.waits === 'when told' ? 2 : 1;
  };
  const traffic = new Traffic(page);
  const isHeld = (kind: Kind) => (url: string) => url.endsWith(run.pathOf(things[TOGETHER.indexOf(kind)]!));

  await run.prepare(page, things.slice(0, TOGETHER.length), 0);
  const before = await run.effects(sandbox);
  await sandbox.faults(kinds.flatMap(({ kind, thing }) => (kind.fault ? [{ service, method, path: run.pathOf(thing), ...kind.fault }] : [])));
  const refused = kinds.filter(({ kind }) => !kind.fault).map(({ thing }) => fits(thing));
  await page.route('**/*', (route) =>
    refused.some((is) => is(route.request())) ? route.abort('connectionrefused') : route.fallback(),
  );
  await run.start(page, kinds.length);
  await ends(page, sandbox, run, traffic, isHeld);
  await expectAlive(page);
  const faces = new Map<Kind, string>();
  for (const { kind, thing, place } of kinds) {
    const face = faceOf(kind, await run.rowOf(page, thing, place).innerText(), run);
    faces.set(kind, face);
    expect(sent.get(kind.name) ?? 0, `${kind.name}: sent by itself`).toBe(sentBySelf(kind, face));
  }

  await sandbox.faults([]);
  await page.unrouteAll();
  await page.getByRole('button', { name: /^Retry \d+ failed$/ }).click();
  await ends(page, sandbox, run, traffic, isHeld);
  for (const { kind, thing, place } of kinds) {
    // Where it may have been done and nothing tells, another one would be a second one.
    if (!faces.get(kind)!.startsWith('unknown') || (run.isBlind && kind.takesEffect)) continue;
    await run.rowOf(page, thing, place).getByRole('button', { name: /^Send again/ }).click();
  }
  await ends(page, sandbox, run, traffic, isHeld);
  for (const { kind, thing, place } of kinds) {
    if (run.isBlind && kind.takesEffect && faces.get(kind)!.startsWith('unknown')) continue;
    await expect(run.rowOf(page, thing, place), kind.name).toContainText(run.done);
  }
  await expectAlive(page);
  expect((await run.effects(sandbox)) - before, 'each has taken effect once').toBe(kinds.length);
  return faces;
}

async function alone(page: Page, sandbox: Sandbox, run: Run, things: string[], kind: Kind): Promise<string> {
  await run.prepare(page, things, TOGETHER.length);
  const before = await run.effects(sandbox);
  const trial = new Trial(page, sandbox, run);
  const traffic = new Traffic(page);
  await trial.strike(kind);
  await run.start(page, things.length);
  await trial.shown(page.getByRole('region', { name: /^Sign in to / }));
  expect(trial.tries, `${kind.name}: asked or sent by itself`).toBe(1);
  await trial.lives();
  await trial.end();
  await trial.signIn();
  await page.getByRole('button', { name: 'Resume' }).click();
  await ends(page, sandbox, run, traffic, () => () => false);
  await expect(run.rowOf(page, things[0]!, 0)).toContainText(run.done);
  await trial.lives();
  expect((await run.effects(sandbox)) - before, `${kind.name}: took effect`).toBe(1);
  return 'sign in';
}

/** A test for each run. */
export function testRuns(runs: readonly Run[]): void {
  for (const run of runs) {
    test(`${run.call}, ${run.where}`, EVIDENCE, async ({ page, sandbox, allowConsole }) => {
      test.setTimeout(300_000);
      page.setDefaultTimeout(15_000);
      allowConsole(/Failed to load resource/);
      // All rows are in the page at once.
      await page.setViewportSize({ width: 1280, height: 1800 });
      await page.clock.install();
      const things = await run.open(page, sandbox, KINDS.length);
      const faces = await together(page, sandbox, run, things.slice(0, TOGETHER.length));
      for (const [place, kind] of ALONE.entries()) {
        faces.set(kind, await alone(page, sandbox, run, [things[TOGETHER.length + place]!], kind));
      }
      expectRow(run, KINDS.map((kind) => faces.get(kind)!));
    });
  }
}
