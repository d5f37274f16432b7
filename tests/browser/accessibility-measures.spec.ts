// The measures of access themselves: on pages made for it they find what is wrong, and nothing else.
import { expect, test, type Page } from '@playwright/test';

import { lost, motions, overflow, smallTargets } from './accessibility-measures.ts';

/** What a measure finds on a page of that content. */
async function found(page: Page, measure: () => string[], body: string, style = ''): Promise<string[]> {
  await page.setContent(`<!doctype html><title>x</title><style>body{font:16px sans-serif;margin:0}${style}</style>${body}`);
  return page.evaluate(measure);
}

test('what is lost is found', async ({ page }) => {
  for (const [name, body, expected] of [
    ['words that fit', '<p>Words</p><button>Press</button>', []],
    ['words in a box too small', '<div style="width:20px;overflow:hidden;white-space:nowrap">Too long for it</div>', [/^cut off: “Too long/]],
    ['words in a box too low', '<div style="height:9px;overflow:hidden">Too high for it</div>', [/^cut off: “Too high/]],
    ['a head of a column that ends in "…"', '<table style="table-layout:fixed;width:40px"><thead><tr><th style="overflow:hidden;text-overflow:ellipsis;white-space:nowrap">Identifier</table>', [/^cut off: “Identifier/]],
    ['a value that ends in "…"', '<table style="table-layout:fixed;width:40px"><tbody><tr><td style="overflow:hidden;text-overflow:ellipsis;white-space:nowrap">Identifier</table>', []],
    ['words that are scrolled to', '<div style="height:20px;overflow:auto"><p>One<p>Two<p>Three</div>', []],
    ['words for screen readers alone', '<span style="position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)">Hidden words</span>', []],
    ['words one upon the other', '<p style="margin:0">Some words</p><p style="margin:-12px 0 0">Other words</p>', [/^one upon the other/]],
    ['words under a bar that stays', '<div style="height:40px;overflow:auto"><p style="margin:20px 0">Some words</p><p style="position:sticky;bottom:0;margin:0">Bar</p><p>More</p></div>', []],
    ['words under a bar that stays where nothing is scrolled', '<p style="margin:0">Some words</p><p style="position:sticky;top:0;margin:-12px 0 0">Bar</p>', [/^one upon the other/]],
    ['words under a menu', '<button>Press</button><details class="menu" open style="position:absolute;top:0"><summary>Menu</summary><div class="menu-panel" style="position:absolute;top:0;width:90px;background:white">Menu item</div></details>', []],
    ['words beyond the edge', '<p style="margin-left:-30px">Some words</p>', [/^outside the window/]],
    ['words under a button', '<p>Some words</p><button class="button" style="position:absolute;left:0;top:16px;width:90px;height:20px"></button>', [/^under a button: “Some/]],
    ['a control that is covered', '<button>Press</button><div style="position:absolute;inset:0"></div>', [/^covered: “Press/]],
  ] as const) {
    const problems = await found(page, lost, body);
    expect(problems, name).toHaveLength(expected.length);
    expected.forEach((pattern, place) => expect(problems[place]).toMatch(pattern));
  }
});

test('small targets are found, with the exceptions that WCAG makes', async ({ page }) => {
  const SMALL = 'button{width:20px;height:20px;padding:0;border:0;font-size:8px}';
  for (const [name, body, style, count] of [
    ['large enough', '<button style="width:24px;height:24px"></button>', '', 0],
    ['small and alone', '<button>1</button>', SMALL, 0],
    ['small and side by side', '<button>1</button><button>2</button>', `${SMALL}body{display:flex}`, 2],
    ['small and apart', '<button>1</button><button>2</button>', `${SMALL}body{display:flex;gap:4px}`, 0],
    ['small beside a large one', '<button>1</button><button style="width:90px">2</button>', `${SMALL}body{display:flex;gap:1px}`, 1],
    ['links in a line of words', '<p>Words, <a href="#a">one</a> and <a href="#b">two</a>.</p>', '', 0],
    ['links without words between them', '<p><a href="#a">one</a> <a href="#b">two</a></p>', 'p{font-size:9px}', 2],
    ['a box with its label', '<label><input type="checkbox"> A label</label>', 'label{display:block;line-height:24px}', 0],
  ] as const) {
    expect(await found(page, smallTargets, body, style), name).toHaveLength(count);
  }
});

test('motion is found, running or waiting', async ({ page }) => {
  expect(await found(page, motions, '<p>Still</p>')).toEqual([]);
  const turning = '@keyframes turn{to{rotate:1turn}}p{animation:turn 1s infinite}button{transition:color 120ms}';
  const problems = await found(page, motions, '<p>Turning</p><button>Press</button>', turning);
  expect(problems.join('\n')).toMatch(/^p\..*animation of Infinity ms$/m);
  expect(problems.join('\n')).toMatch(/^button\..*has a transition$/m);
});

test('a page wider than its window is found', async ({ page }) => {
  expect(await found(page, overflow, '<p>Narrow</p>')).toEqual([]);
  expect(await found(page, overflow, '<p style="width:3000px">Wide</p>')).toHaveLength(1);
});
