// Starts the sandbox for the tests, and speaks to its control requests.
import { startServer, type Server } from './server.js';

export type Service = 'optconnect' | 'live-platform' | 'airvantage';

/** A failure that the sandbox is told to produce; `sandbox --help` lists the kinds. */
export interface Fault {
  service: Service | '*';
  method?: string;
  /** Relative to the service's base URL; `*` is one segment, `**` at the end the rest. */
  path?: string;
  kind?: string;
  status?: number;
  delay_ms?: number;
  /** How often at most. */
  count?: number;
  /** How many matching calls pass before. */
  skip?: number;
  probability?: number;
  retry_after?: number;
  member?: string;
  /** Any JSON, for the kind `body`. */
  body?: unknown;
}

/** A call that a service has had. */
export interface Call {
  service: Service;
  method: string;
  path: string;
  query: string | null;
  /** Null until it is answered. */
  status: number | null;
}

const needed = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start the tests with "cargo xtask test browser"`);
  return value;
};

export class Sandbox {
  private constructor(private readonly server: Server) {}

  /** Starts a sandbox on two free ports. */
  static async start(options: readonly string[]): Promise<Sandbox> {
    const dist = ['--dist', needed('SWITCHBOARD_DIST')];
    return new Sandbox(await startServer(needed('SWITCHBOARD_SANDBOX'), [...dist, ...options]));
  }

  /** A sandbox that somebody else has started, and ends. */
  static at({ page, services }: { page: string; services: string }): Sandbox {
    return new Sandbox({ page, services, stop: async () => {} });
  }

  /** The page, with its base path and a slash at the end. */
  get address(): string {
    return this.server.page;
  }

  /** The services with CORS, on the other port, with a slash at the end. */
  get otherAddress(): string {
    return this.server.services;
  }

  async stop(): Promise<void> {
    await this.server.stop();
  }

  /** Everything as it was at the start: data, faults, calls, tokens. */
  async reset(): Promise<void> {
    await this.control('POST', 'reset');
  }

  /** Failures from now on; an empty list ends them all. */
  async faults(faults: Fault[]): Promise<void> {
    await this.control('POST', 'faults', { faults });
  }

  /** How many calls the faults in force have struck, of those of this kind. */
  async struck(kind: string): Promise<number> {
    const answer = await this.control('GET', 'faults');
    const { faults } = (await answer.json()) as { faults: { kind: string; struck: number }[] };
    return faults.filter((fault) => fault.kind === kind).reduce((all, { struck }) => all + struck, 0);
  }

  /** The calls since the last reset, oldest first; those of one service if it is named. */
  async requests(service?: Service): Promise<Call[]> {
    const { requests } = (await (await this.control('GET', 'requests')).json()) as { requests: Call[] };
    return service ? requests.filter((call) => call.service === service) : requests;
  }

  async clearRequests(): Promise<void> {
    await this.control('DELETE', 'requests');
  }

  /** A token that every service takes for so many seconds. */
  async token(seconds: number): Promise<string> {
    const answer = (await (await this.control('POST', 'token', { seconds })).json()) as { token: string };
    return answer.token;
  }

  /** From now on import tasks, running ones included, last so long after their start; 0 ends them now. */
  async taskSeconds(seconds: number): Promise<void> {
    await this.control('POST', 'tasks', { seconds });
  }

  /** From now on no service takes this token. */
  async revoke(token: string): Promise<void> {
    await this.control('POST', 'revoke', { token });
  }

  /** The services and the control requests stay at the root whatever the base of the page. */
  private async control(method: string, what: string, body?: unknown): Promise<Response> {
    const answer = await fetch(new URL(`/sandbox/${what}`, this.address), {
      method,
      // Of its own: to reset a call, the sandbox lets go of the connections that wait for the next.
      headers: { connection: 'close', ...(body !== undefined && { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} /sandbox/${what}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}
