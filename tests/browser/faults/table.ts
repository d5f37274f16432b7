// The table in docs/faults.md: compared with what was seen, or written from it.
import { readFileSync, writeFileSync } from 'node:fs';

import { expect } from '@playwright/test';

import { KINDS } from './kinds.ts';
import { NAMES, type Call } from './trial.ts';
import type { Service } from '../sandbox.ts';

const FILE = new URL('../../../docs/faults.md', import.meta.url);
const COMMAND = 'SWITCHBOARD_WRITE=1 cargo xtask test browser -- faults/ --workers=1';

export const NOT_APPLICABLE = '–';

const HOW_TO_WRITE = `docs/faults.md says something else. If this is meant: ${COMMAND}`;
const isWritten = process.env.SWITCHBOARD_WRITE === '1';

const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const keyOf = ({ service, call, where }: Call): string => lineOf([NAMES[service], call, where]);

/** The rows of the file, by what they are about. */
function rows(): Map<string, string> {
  const text = read();
  const known = new Map<string, string>();
  for (const line of text.split('\n')) {
    const cells = line.slice(2, -2).split(' | ');
    const isRow = cells.length === KINDS.length + 3 && Object.values<string>(NAMES).includes(cells[0]!);
    if (isRow) known.set(lineOf(cells.slice(0, 3)), line);
  }
  return known;
}

function read(): string {
  try {
    return readFileSync(FILE, 'utf8');
  } catch {
    return '';
  }
}

/** Expects the table to have this row; or writes it. */
export function expectRow(call: Call, cells: readonly string[]): void {
  const line = lineOf([NAMES[call.service], call.call, call.where, ...cells]);
  if (isWritten) {
    const known = rows().set(keyOf(call), line);
    writeFileSync(FILE, [...known.values(), ''].join('\n'));
  } else {
    expect(rows().get(keyOf(call)), HOW_TO_WRITE).toBe(line);
  }
}

/** Expects the file to hold the rows of these calls and no others, in this order; or writes it so. */
export function expectTable(calls: readonly Call[], words: readonly (readonly [string, string])[]): void {
  const explained = words.map(([word]) => word);
  for (const line of rows().values()) {
    for (const cell of line.slice(2, -2).split(' | ').slice(3)) {
      const isExplained = explained.includes(cell) || (cell.startsWith('nothing done: ') && explained.includes(cell.slice('nothing done: '.length)));
      expect(isExplained, `“${cell}” is a cell that words.ts does not explain`).toBe(true);
    }
  }
  const text = written(calls, words);
  if (isWritten) writeFileSync(FILE, text);
  else expect(read(), HOW_TO_WRITE).toBe(text);
}

function written(calls: readonly Call[], words: readonly (readonly [string, string])[]): string {
  const known = rows();
  const head = ['service', 'call', 'where', ...KINDS.map(({ name }) => name)];
  const table = (service: Service) => [
    lineOf(head),
    lineOf(head.map(() => '---')),
    ...calls.filter((call) => call.service === service).map((call) => known.get(keyOf(call)) ?? `${keyOf(call)} not seen yet |`),
  ];
  return [
    '# What the console makes of faults',
    '',
    'Every kind of fault on every operation of the contracts that the console calls, driven in a browser at the places that the',
    'rows name. Other places that call the same operation have no row: among them the description of the connection of an account',
    'that is compared or copied, the accounts in the dry run of a bulk change, and the look after a lost write of one.',
    '',
    '`tests/browser/faults/*.spec.ts` see what the page shows and compare it with this file; they write it with',
    '',
    '```sh',
    COMMAND,
    '```',
    '',
    'In every cell they also expect that the page has its heading, that nothing in it turns for ever, and that there is a way on,',
    'which leads to success once the fault is over (after an import whose outcome nothing tells: to where the user leaves it at',
    'that). And, by what is driven:',
    '',
    '- A read writes nothing. Where its page has a form that is filled in first, what was typed is there afterwards.',
    '- A write is sent once by itself, and once more only where the service has asked to wait. What was typed is there while it is not',
    '  done. In the end the service has done it once.',
    '- A look after a lost write sends nothing; what was typed is there while looking fails or the sign-in is asked for.',
    '- A run meets all kinds but 401 at once, each in another row, so heading and rest are looked at for all of them together. Every',
    '  row is sent once by itself, and not at all where the read before it fails. In the end the service has done each once. A task',
    '  of a run is asked for again, and nothing is sent again.',
    '- Signing in says that a token is wrong for 401 alone, and keeps it in its field then. Signing out ends the sign-in here whatever',
    '  the service answers.',
    '',
    '## The kinds of faults',
    '',
    '| column | what happens |',
    '| --- | --- |',
    ...KINDS.map(({ name, what }) => `| ${name} | ${what} |`),
    '',
    '## What is shown',
    '',
    '| cell | what the user meets |',
    '| --- | --- |',
    ...words.map((word) => lineOf(word)),
    '',
    ...(Object.keys(NAMES) as Service[]).flatMap((service) => [`## ${NAMES[service]}`, '', ...table(service), '']),
  ].join('\n');
}
