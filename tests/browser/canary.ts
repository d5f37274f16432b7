// Collects every trace that the console leaves, over a whole walk, so that a secret can be searched in them.
import { readFile } from 'node:fs/promises';

import type { BrowserContext, Page } from '@playwright/test';

/** A place, and a text that was found there. */
export interface Trace {
  where: string;
  text: string;
}

/** What a page reports of itself, through a binding that outlives its loads. */
type Report = (where: string, text: string) => Promise<void>;

export class Traces {
  private readonly kept: Trace[] = [];
  private readonly pending: Promise<void>[] = [];

  private constructor(private readonly context: BrowserContext) {}

  /** Watches a context from before its first page: all that is written, said, asked for, copied and saved there. */
  static async of(context: BrowserContext): Promise<Traces> {
    const traces = new Traces(context);
    await context.exposeBinding('reportTrace', (_, where: string, text: string) => traces.add(where, text));
    await context.addInitScript(watchPage);
    context.on('console', (message) => traces.add(`console ${message.type()}`, `${message.text()} ${message.location().url}`));
    context.on('weberror', (error) => traces.add('error', String(error.error())));
    context.on('request', (request) => {
      // What may carry a secret is not looked at: the body of a write, and the one header that is for tokens.
      const { authorization: _, ...headers } = request.headers();
      traces.add('request', `${request.url()} ${JSON.stringify(headers)}`);
    });
    context.pages().forEach((page) => traces.watch(page));
    context.on('page', (page) => traces.watch(page));
    return traces;
  }

  private watch(page: Page): void {
    page.on('framenavigated', (frame) => this.add('address', frame.url()));
    page.on('dialog', (dialog) => this.add('dialog', dialog.message()));
    page.on('download', (download) => {
      const read = async (): Promise<void> => {
        this.add(`download ${download.suggestedFilename()}`, await readFile(await download.path(), 'utf8'));
      };
      this.pending.push(read());
    });
  }

  add(where: string, text: string): void {
    this.kept.push({ where, text });
  }

  /** Takes down what stands in a page now: its elements and their attributes, the values of its fields, its title. */
  async elements(page: Page, where: string): Promise<void> {
    const [elements, fields] = await page.evaluate(() => {
      const fields = Array.from(document.querySelectorAll('input, textarea, select'), (field) => (field as HTMLInputElement).value);
      return [`${document.title}\n${document.documentElement.outerHTML}`, fields.join('\n')] as const;
    });
    this.add(`elements, ${where}`, elements);
    this.add(`fields, ${where}`, fields);
  }

  /** Takes down what a page has stored by now, wherever a page can store anything, and what is on the clipboard. */
  async stores(page: Page, where: string): Promise<void> {
    const found = await page.evaluate(async () => {
      const caches: string[] = [];
      for (const name of await window.caches.keys()) {
        const cache = await window.caches.open(name);
        for (const request of await cache.keys()) caches.push(name, request.url, await (await cache.match(request))!.text());
      }
      return {
        localStorage: JSON.stringify({ ...localStorage }),
        sessionStorage: JSON.stringify({ ...sessionStorage }),
        'cookies of the page': document.cookie,
        'Cache storage': caches.join('\n'),
        // No part of the console opens one, so a name alone would be a finding.
        IndexedDB: (await indexedDB.databases()).map(({ name }) => `database ${name}`).join('\n'),
        'history state': `${JSON.stringify(history.state)} ${location.href} ${document.referrer}`,
        'window name': window.name,
        workers: (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope).join('\n'),
      };
    });
    for (const [store, text] of Object.entries(found)) this.add(`${store}, ${where}`, text);
    this.add(`cookies, ${where}`, JSON.stringify(await this.context.cookies()));
    // The policy of the page lets it write there, and nobody read.
    const reader = await this.context.newPage();
    await reader.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
    await reader.goto(new URL('/sandbox/requests', page.url()).href);
    this.add(`clipboard, ${where}`, await reader.evaluate(() => navigator.clipboard.readText()));
    await reader.close();
    await page.bringToFront();
  }

  /** Everything so far, once each page has said what it has to say and each download is read. */
  async all(): Promise<Trace[]> {
    await Promise.all(this.context.pages().map((page) => page.evaluate(() => null).catch(() => null)));
    await Promise.all(this.pending);
    return this.kept;
  }

  /** The places that hold one of these texts, plain or encoded, each with the text around it; but for those allowed. */
  async holding(secrets: readonly string[], isAllowed = (_: Trace): boolean => false): Promise<string[]> {
    const traces = (await this.all()).filter((trace) => !isAllowed(trace));
    return secrets.flatMap((secret) =>
      traces.flatMap(({ where, text }) => {
        const form = formsOf(secret).find((form) => text.includes(form));
        if (form === undefined) return [];
        const at = text.indexOf(form);
        return [`“${secret}” in ${where}: …${text.slice(Math.max(0, at - 60), at + form.length + 20)}…`];
      }),
    );
  }
}

/** A text in the forms in which it might hide. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [secret, encodeURIComponent(secret), bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url'), bytes.toString('hex')];
}

/** Runs in each page before anything else there: reports whatever is written or said, also what is gone later. */
function watchPage(): void {
  const report = (where: string, text: unknown): void => {
    void (window as unknown as { reportTrace: Report }).reportTrace(where, typeof text === 'string' ? text : JSON.stringify(text) ?? '');
  };
  const spied = (owner: object, name: string, told: (self: unknown, values: unknown[]) => [string, unknown]): void => {
    const members = owner as Record<string, (...values: unknown[]) => unknown>;
    const own = members[name]!;
    members[name] = function spy(this: unknown, ...values: unknown[]): unknown {
      report(...told(this, values));
      return own.apply(this, values);
    };
  };
  spied(Storage.prototype, 'setItem', (self, values) => [
    self === window.localStorage ? 'localStorage, written' : 'sessionStorage, written',
    values,
  ]);
  spied(BroadcastChannel.prototype, 'postMessage', (self, [message]) => [`channel ${(self as BroadcastChannel).name}`, message]);
  spied(window, 'postMessage', (_, [message]) => ['window message', message]);
  spied(History.prototype, 'pushState', (_, values) => ['history, pushed', [values[0], String(values[2])]]);
  spied(History.prototype, 'replaceState', (_, values) => ['history, replaced', [values[0], String(values[2])]]);
  spied(IDBFactory.prototype, 'open', (_, values) => ['IndexedDB, opened', values]);
  // Absent where nothing is secure, as in a page that is still empty.
  if ('CacheStorage' in window) spied(CacheStorage.prototype, 'open', (_, values) => ['Cache storage, opened', values]);
  if ('Clipboard' in window) spied(Clipboard.prototype, 'writeText', (_, [text]) => ['clipboard, written', text]);
  const title = Object.getOwnPropertyDescriptor(Document.prototype, 'title')!;
  Object.defineProperty(Document.prototype, 'title', {
    ...title,
    set(text: string) {
      report('title', text);
      title.set!.call(this, text);
    },
  });
}
