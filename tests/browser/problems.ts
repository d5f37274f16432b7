// Collects what a page should never say: errors, warnings, refusals by its policy.
import type { BrowserContext, ConsoleMessage } from '@playwright/test';

const LOUD = new Set(['error', 'warning', 'assert']);

export class Problems {
  private readonly found: string[] = [];
  private readonly allowed: RegExp[] = [];

  /** Watches every page of a context, those that it opens later too. */
  async watch(context: BrowserContext): Promise<void> {
    context.on('console', (message) => {
      if (LOUD.has(message.type())) this.found.push(describe(message));
    });
    context.on('weberror', (error) => this.found.push(`uncaught: ${error.error().stack ?? error.error()}`));
    context.on('page', (page) => page.on('crash', () => this.found.push(`${page.url()} crashed`)));
    // A report says what was refused and where; the console line of the browser does not always.
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (report) => {
        console.error(
          `policy: ${report.effectiveDirective} refused ${report.blockedURI} ${report.sample} ` +
            `(${report.sourceFile}:${report.lineNumber})`,
        );
      });
    });
  }

  /** Lines that a test provokes on purpose. */
  allow(pattern: RegExp): void {
    this.allowed.push(pattern);
  }

  /** What was found and not allowed, once every page has said what it has to say. */
  async remaining(context: BrowserContext): Promise<string[]> {
    // Messages come in order, so a round trip to a page brings all that came before it. A page that is closed has no more
    // to say.
    const stopped = context.pages().map((page) => page.evaluate(recovery).catch(() => null));
    for (const reason of await Promise.all(stopped)) if (reason) this.found.push(`the page has stopped: ${reason}`);
    return this.found.filter((line) => !this.allowed.some((pattern) => pattern.test(line)));
  }
}

/** What the page shows instead of itself when it cannot go on. */
function recovery(): string | null {
  const screen = document.getElementById('recovery');
  return screen && !screen.hidden ? screen.innerText : null;
}

function describe(message: ConsoleMessage): string {
  const { url, lineNumber } = message.location();
  return `console ${message.type()}: ${message.text()} (${url}:${lineNumber})`;
}
