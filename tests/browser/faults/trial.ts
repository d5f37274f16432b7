// One cell of the matrix: a fault in force on one call, what the page makes of it, and the way on.
import { expect, type Locator, type Page, type Request } from '@playwright/test';

import { signInHere, type ServiceName } from '../actions.ts';
import type { Kind } from './kinds.ts';
import type { Fault, Sandbox, Service } from '../sandbox.ts';

/** A call of the console, as one of its pages makes it. */
export interface Call {
  service: Service;
  /** Its name, as the console's own journal has it. */
  call: string;
  /** Where it is made. */
  where: string;
  /** Absent for a call that reads. */
  method?: 'POST' | 'PUT';
  /** Below the service's base URL; `*` is one segment. */
  path: string;
  /** The token that it is made with; the one with all rights where absent. */
  token?: string;
  /** Faults that are in force all the time, so that the call is made at all. */
  beside?: readonly Fault[];
  /** The write whose answer is lost, so that the call is made: it takes effect. */
  lost?: { method: 'POST' | 'PUT'; path: string };
  /** So many of these calls come before the one that is meant: they are spared. */
  skip?: number;
}

export const NAMES: Record<Service, ServiceName> = {
  optconnect: 'OptConnect',
  'live-platform': 'Live Platform',
  airvantage: 'AirVantage',
};

const BASES: Record<Service, string> = {
  optconnect: '/optconnect',
  'live-platform': '/live-platform/tenantui',
  airvantage: '/airvantage',
};

/** What the page says, and how the table has it. */
export const FACES: readonly (readonly [RegExp, string])[] = [
  [/Sign in\s+to (OptConnect|Live Platform|AirVantage)/, 'sign in'],
  [/does not accept th/, 'token wrong'],
  [/(OptConnect|Live Platform|AirVantage) could not be reached/, 'not reached'],
  [/(OptConnect|Live Platform|AirVantage) took too long to answer/, 'too slow'],
  [/Not permitted/, 'not permitted'],
  [/(OptConnect|Live Platform|AirVantage) does not allow this/, 'not allowed'],
  [/(OptConnect|Live Platform|AirVantage) does not know this/, 'not known'],
  [/(OptConnect|Live Platform|AirVantage) does not offer this yet/, 'not offered'],
  [/(OptConnect|Live Platform|AirVantage) has a problem/, 'problem'],
  [/(OptConnect|Live Platform|AirVantage) refused the request/, 'refused'],
  [/(OptConnect|Live Platform|AirVantage)'s answer cannot be read/, 'not readable'],
  [/(OptConnect|Live Platform|AirVantage)'s answer is too large/, 'too large'],
];

/** A page that waits for longer than this, by its own clock, waits for ever. */
const LONGEST_WAIT = 130_000;
/** So far a page's clock is put forward at a time, in milliseconds: as long as it is told to wait. */
const STEP = 20_000;

/** The calls of a page, as the browser sees them. */
export class Traffic {
  /** Those that are not answered yet. */
  readonly open = new Set<Request>();

  constructor(page: Page) {
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (Object.values(BASES).some((base) => pathname.startsWith(`${base}/`))) this.open.add(request);
    });
    const close = (request: Request) => this.open.delete(request);
    page.on('requestfinished', close);
    page.on('requestfailed', close);
  }
}

/** Whether a request is this call. */
export function fitting({ service, path, ...call }: Call): (request: Request) => boolean {
  const method: string = call.method ?? 'GET';
  const segments = path.split('/').map((segment) => (segment === '*' ? '[^/]+' : segment.replaceAll('.', '\\.')));
  const address = new RegExp(`^${BASES[service]}${segments.join('/')}$`);
  return (request) => request.method() === method && address.test(new URL(request.url()).pathname);
}

const headingOf = (page: Page): Locator => page.getByRole('heading', { level: 1 });
const busyOf = (page: Page): Locator => page.getByRole('main').locator('[aria-busy=true], .spinner-box');

/** Expects a page on which several kinds of faults have come and gone to go on: a heading, and nothing that turns. */
export async function expectAlive(page: Page): Promise<void> {
  await expect(headingOf(page)).toBeVisible();
  await expect(busyOf(page), 'nothing turns for ever').toHaveCount(0);
}

export class Trial {
  /** Absent before the first one. */
  kind!: Kind;
  /** How often the call was made since the fault began; below zero while those that are spared are awaited. */
  tries = 0;
  /** How often the page has written to the service since then. */
  writes = 0;
  private moved = 0;
  /** The tries by when it was moved last. */
  private triedBefore = 0;
  private isOver = false;
  private readonly traffic: Traffic;
  private readonly fits: (request: Request) => boolean;

  constructor(
    readonly page: Page,
    readonly sandbox: Sandbox,
    readonly call: Call,
  ) {
    this.traffic = new Traffic(page);
    this.fits = fitting(call);
    const base = `${BASES[call.service]}/`;
    page.on('request', (request) => {
      if (this.fits(request)) this.tries += 1;
      if (request.method() !== 'GET' && new URL(request.url()).pathname.startsWith(base)) this.writes += 1;
    });
  }

  /** From now on the call meets this kind of fault. */
  async strike(kind: Kind): Promise<void> {
    this.kind = kind;
    this.moved = 0;
    this.triedBefore = 0;
    this.isOver = false;
    const { service, method = 'GET', path, beside = [], lost, skip = 0 } = this.call;
    this.tries = -skip;
    this.writes = 0;
    const struck = kind.fault ? [{ service, method, path, skip, ...kind.fault }] : [];
    const spoilt = lost ? [{ service, ...lost, kind: 'reset-after', count: 1 }] : [];
    await this.sandbox.faults([...struck, ...spoilt, ...beside]);
    if (!kind.fault) {
      let spared = 0;
      const strikes = (request: Request) => this.fits(request) && (spared += 1) > skip;
      // Every other call of the page goes on to where it was going.
      await this.page.route('**/*', (route) => (strikes(route.request()) ? route.abort('connectionrefused') : route.fallback()));
    }
  }

  /** The fault is over. */
  async end(): Promise<void> {
    this.isOver = true;
    await this.sandbox.faults([...(this.call.beside ?? [])]);
    if (!this.kind.fault) await this.page.unrouteAll();
  }

  /** Whether the page's clock was put forward. */
  get waited(): boolean {
    return this.moved > 0;
  }

  /** Lets the page's time pass, where it waits, until this is so. */
  async until(what: string, so: () => Promise<boolean>): Promise<void> {
    const step = async () => {
      if (await so()) return true;
      if ((await this.hasArrived()) && this.waits()) {
        this.triedBefore = this.tries;
        await this.page.clock.fastForward(STEP);
        this.moved += STEP;
        expect(this.moved, `${this.kind.name}: the page waits for ever`).toBeLessThan(LONGEST_WAIT);
      }
      return false;
    };
    await expect.poll(step, { message: `${this.kind.name}: ${what}`, intervals: [20, 20, 40], timeout: 30_000 }).toBe(true);
  }

  /** Whether the sandbox has the call whose answer it withholds: one that is given up before takes no effect there. */
  private async hasArrived(): Promise<boolean> {
    const { waits, fault } = this.kind;
    return waits !== 'for an answer' || this.isOver || (await this.sandbox.struck(fault!.kind!)) > 0;
  }

  /** Whether the page waits for nothing but what the fault withholds. */
  private waits(): boolean {
    const open = [...this.traffic.open];
    if (this.tries <= 0 || !this.kind.waits) return false;
    if (this.isOver && this.kind.waits === 'for an answer') return false;
    if (this.kind.waits === 'for an answer') return open.length > 0 && open.every(this.fits);
    // It has waited once it asks again: what it says then would be gone before it is seen.
    return open.length === 0 && (this.moved === 0 || this.tries === this.triedBefore);
  }

  /** Waits until nothing is on its way to a service but what a fault has withheld: the next fault must not meet it. */
  async rests(): Promise<void> {
    const isLeft = (request: Request) => this.kind.waits === 'for an answer' && this.fits(request);
    const nothing = () => [...this.traffic.open].every(isLeft);
    await expect.poll(nothing, `${this.kind.name}: nothing is on its way`).toBe(true);
  }

  /** Whether nothing is on its way to a service but what the fault withholds. */
  get isIdle(): boolean {
    const open = [...this.traffic.open];
    const isHeld = this.kind.waits === 'for an answer' && !this.isOver;
    return open.length === 0 || (isHeld && open.every(this.fits));
  }

  /** Waits until something is shown. */
  async shown(locator: Locator): Promise<void> {
    await this.until(`${locator} is shown`, async () => (await locator.count()) > 0 && (await locator.first().isVisible()));
  }

  /** What is told there to have gone wrong, if anything is. */
  async toldIn(place: Locator): Promise<string | undefined> {
    const text = (await place.allInnerTexts()).join('\n');
    return FACES.find(([words]) => words.test(text))?.[1];
  }

  /** Expects a page that goes on: a heading, and nothing that turns for ever. */
  async lives(): Promise<void> {
    await expect(headingOf(this.page), `${this.kind.name}: a heading`).toBeVisible();
    await this.until('nothing turns for ever', async () => (await busyOf(this.page).count()) === 0);
  }

  /** Signs in where the page asks for it: in place, or where its link leads to. */
  async signIn(): Promise<void> {
    const { page } = this;
    const { service, token = 'sandbox-admin' } = this.call;
    const name = NAMES[service];
    if (await page.getByRole('region', { name: `Sign in to ${name}` }).isVisible()) {
      await signInHere(page, name, token);
      return;
    }
    await page.getByRole('link', { name: `Sign in to ${name}` }).click();
    const region = page.getByRole('region', { name });
    await region.getByLabel(/^Token/).fill(token);
    await region.getByRole('checkbox', { name: 'Keep for this tab' }).check();
    await region.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(region).toContainText('Signed in');
  }
}
