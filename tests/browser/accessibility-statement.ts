// The accessibility statement, made from what the tests have found: as Markdown for the repository, and as a page for users.
import type { FlowResult, PageResult, Result } from './accessibility-results.ts';
import { FLOWS } from './accessibility-flows.ts';
import { MODES, type Mode } from './accessibility-modes.ts';
import { PAGES } from './accessibility-pages.ts';

/** What a mode means, for readers of the statement. */
const MEANT: Record<Mode, string> = {
  light: 'all rules of axe-core for WCAG 2.0, 2.1 and 2.2, levels A and AA, and its best practices; nothing cut off, covered or one upon the other',
  dark: 'contrast of the colours',
  forced: 'contrast, and links told from words, with the colours that a user forces on every page',
  rightToLeft: 'the mirrored layout: the rules of axe-core but for contrast, no sideways scrolling, nothing cut off, covered or one upon the other',
  narrow: 'a window 320 px wide: the rules of axe-core but for contrast, no sideways scrolling, nothing cut off, covered or one upon the other',
  zoomed: 'a window of 1280 × 1024 px at 400 %: the same (WCAG 1.4.10)',
  spaced: 'lines, letters and words set apart as in WCAG 1.4.12: nothing cut off, covered or one upon the other',
  still: 'nothing moves longer than 10 ms for users who ask for less motion',
  targets: 'each target is 24 × 24 px at least, or so far from others, or in a line of text (WCAG 2.5.8), in windows 1280 and 390 px wide',
};

const INTRODUCTION =
  'Switchboard is made to be used by everybody, with a screen reader, by keyboard alone, enlarged, in forced colours, or ' +
  'without motion. The aim is the Web Content Accessibility Guidelines (WCAG) 2.2, level AA. What follows is written by the ' +
  'tests that check it, and the tests fail when it is not true any more.';

const PAGES_ARE = 'Each page is looked at in its main states with data of the sandbox, in Chromium, by axe-core and by measures of our own.';

const FLOWS_ARE =
  'Each of these is done from end to end with keys alone. After every key the focus is in the page, is seen, and is covered ' +
  'by nothing; dialogs keep it inside, close with Escape, and give it back.';

const LIMITS = [
  'No people with disabilities, and no screen reader, have taken part in these tests. Programs find only a part of what can keep somebody out; names, roles and order are checked, how they sound is not.',
  'The tests run in Chromium alone. Forced colours are Chromium’s emulation of them.',
  'Long values in the rows of lists end in “…” where there is no room; the page that the row leads to shows them whole.',
  'Tables that need two dimensions scroll sideways in a box of their own in small windows, as WCAG 1.4.10 allows.',
  'The console speaks English. Names from the services are shown as they came, without a mark of their language.',
  'Headings and messages that get the focus to be read aloud show no ring around it: no key does anything there.',
  'Sign-ins end after a while without a key or a click, as whoever runs the console has set it; drafts are kept. A sign-in that ends by its own time is announced beforehand.',
  'AirVantage’s own page for signing in is not part of the console.',
  'This page follows the theme of the system, not the one chosen in the console.',
];

const words = (problems: number): string => (problems === 0 ? 'met' : `${problems} ${problems === 1 ? 'problem' : 'problems'}`);

interface Statement {
  heads: string[];
  rows: string[][];
  flows: [string, string][];
}

function gathered(results: Result[]): Statement {
  const modes = Object.keys(MODES) as Mode[];
  const page = (name: string) => results.find((result): result is PageResult => result.kind === 'page' && result.name === name);
  const flow = (name: string) => results.find((result): result is FlowResult => result.kind === 'flow' && result.name === name);
  return {
    heads: ['Page', 'States', ...modes.map((mode) => MODES[mode])],
    rows: PAGES.map(({ name, states }) => {
      const found = page(name)?.problems;
      const cells = modes.map((mode) => (found ? words(found[mode]) : 'not tested'));
      return [name, states.map((state) => state.name).join(', '), ...cells];
    }),
    flows: FLOWS.map(({ name }) => [name, flow(name) === undefined ? 'not tested' : flow(name)?.done ? 'done' : 'not possible']),
  };
}

const meanings = (): [string, string][] => (Object.keys(MODES) as Mode[]).map((mode) => [MODES[mode], MEANT[mode]]);

/** As `docs/accessibility.md`. */
export function markdown(results: Result[]): string {
  const { heads, rows, flows } = gathered(results);
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const table = (heads: string[], rows: string[][]) => [row(heads), row(heads.map(() => '---')), ...rows.map(row)];
  return [
    '# Accessibility',
    '',
    '<!-- Written by the browser tests: SWITCHBOARD_WRITE=1 cargo xtask test browser -- accessibility.spec.ts -->',
    '',
    INTRODUCTION,
    '',
    '## Pages',
    '',
    PAGES_ARE,
    '',
    ...table(heads, rows),
    '',
    ...table(['Column', 'What is checked'], meanings()),
    '',
    '## By keyboard alone',
    '',
    FLOWS_ARE,
    '',
    ...table(['What is done', 'Result'], flows),
    '',
    '## Known limits',
    '',
    ...LIMITS.map((limit) => `- ${limit}`),
    '',
  ].join('\n');
}

/** As `public/accessibility.html`: a page without script, which the policy of the console holds for, too. */
export function html(results: Result[]): string {
  const { heads, rows, flows } = gathered(results);
  const head = (cells: string[]) => `<thead><tr>${cells.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead>`;
  const row = ([first, ...cells]: string[]) =>
    `            <tr><th scope="row">${first}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  const table = (label: string, heads: string[], rows: string[][]) => [
    `        <div class="statement-table" role="region" aria-label="${label}" tabindex="0">`,
    `          <table class="table">`,
    `            ${head(heads)}`,
    `            <tbody>`,
    ...rows.map(row),
    `            </tbody>`,
    `          </table>`,
    `        </div>`,
  ];
  const paragraph = (text: string) => `        <p>${text}</p>`;
  return [
    '<!doctype html>',
    '<html lang="en" dir="ltr">',
    '  <head>',
    '    <meta charset="utf-8">',
    '    <meta name="viewport" content="width=device-width, initial-scale=1">',
    '    <meta name="color-scheme" content="light dark">',
    '    <title>Accessibility statement · Switchboard</title>',
    '    <link rel="stylesheet" href="all.css">',
    '    <link rel="icon" href="favicon.svg" type="image/svg+xml">',
    '  </head>',
    '  <body>',
    '    <main class="shell-main">',
    '      <div class="page statement">',
    '        <p><a href="./">Switchboard</a></p>',
    '        <h1>Accessibility statement</h1>',
    paragraph(INTRODUCTION),
    '        <h2>Pages</h2>',
    paragraph(PAGES_ARE),
    ...table('Pages', heads, rows),
    ...table('What is checked', ['Column', 'What is checked'], meanings()),
    '        <h2>By keyboard alone</h2>',
    paragraph(FLOWS_ARE),
    ...table('By keyboard alone', ['What is done', 'Result'], flows),
    '        <h2>Known limits</h2>',
    '        <ul>',
    ...LIMITS.map((limit) => `          <li>${limit}</li>`),
    '        </ul>',
    '        <h2>Something keeps you out?</h2>',
    paragraph('Tell whoever runs this console for you: what you wanted to do, what happened, and with which browser and aids.'),
    '      </div>',
    '    </main>',
    '  </body>',
    '</html>',
    '',
  ].join('\n');
}
