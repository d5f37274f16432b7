// A server that has a version of the console, and hands out a page of a version: what the tests of both share.
import type { Page, Route } from '@playwright/test';

type HeaderChange = (value: string) => string | null;

export class Versions {
  /** How often the server was asked for its version. */
  asked = 0;
  /** How often the page was loaded. */
  loaded = 0;

  /** What answers for `version.json` instead; null for nothing at all. */
  answer: Parameters<Route['fulfill']>[0] | null | undefined;

  private readonly headers: [name: string, change: HeaderChange][] = [];

  private constructor(
    /** The version of the page that is handed out. */
    public page: string,
    /** The version that `version.json` names. */
    public server: string,
  ) {}

  /** Serves the page as that version from now on, with a server of the same version. */
  static async serve(page: Page, version = '1.0.0'): Promise<Versions> {
    const versions = new Versions(version, version);
    await page.route('**/version.json', (route) => {
      versions.asked += 1;
      if (versions.answer === null) return route.abort();
      return route.fulfill(versions.answer ?? { json: { version: versions.server } });
    });
    await page.route(
      (url) => !/\.\w+$/.test(url.pathname),
      async (route) => {
        const isLoad = route.request().resourceType() === 'document';
        // Its own address is asked for by the page, too: by the self-check.
        if (!isLoad && !new URL(route.request().url()).pathname.endsWith('/')) return route.fallback();
        if (isLoad) versions.loaded += 1;
        const response = await route.fetch();
        const headers = response.headers();
        for (const [name, change] of versions.headers) {
          const value = change(headers[name] ?? '');
          if (value === null) delete headers[name];
          else headers[name] = value;
        }
        const unnamed = (await response.text()).replace(/ data-version=("[^"]*"|[^\s>]+)/, '');
        const body = unnamed.replace('data-wasm=', `data-version="${versions.page}" data-wasm=`);
        return route.fulfill({ response, headers, body });
      },
    );
    return versions;
  }

  /** Changes a header of the page from now on; null takes it away. */
  changeHeader(name: string, change: HeaderChange): void {
    this.headers.push([name, change]);
  }
}

/** The user comes back to the tab. */
export const comeBack = (page: Page): Promise<boolean> => page.evaluate(() => window.dispatchEvent(new Event('focus')));
