// Starts the sandbox for the tests, and speaks to its control requests.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type Service = 'optconnect' | 'live-platform' | 'airvantage';

/** A failure that the sandbox is told to produce; the kinds stand in its README and in `sandbox --help`. */
export interface Fault {
  service: Service | '*';
  method?: string;
  /** Relative to the service's base URL; `*` is one segment, `**` at the end the rest. */
  path?: string;
  kind?: string;
  status?: number;
  delay_ms?: number;
  count?: number;
  probability?: number;
  [setting: string]: unknown;
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
  private constructor(
    private readonly process: ChildProcess,
    /** The page, with its base path and a slash at the end. */
    readonly address: string,
    /** The services with CORS, on the other port. */
    readonly otherAddress: string,
  ) {}

  /** Starts a sandbox on two free ports, and waits until it says where it is. */
  static async start(options: readonly string[]): Promise<Sandbox> {
    const dist = needed('SWITCHBOARD_DIST');
    const server = spawn(needed('SWITCHBOARD_SANDBOX'), ['--port', '0', '--dist', dist, ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaint = '';
    server.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    const addresses = await new Promise<[string, string]>((resolve, reject) => {
      server.once('error', reject);
      server.once('exit', (code) => reject(new Error(`The sandbox ended with ${code}: ${complaint}`)));
      let page: string | undefined;
      createInterface(server.stdout).on('line', (line) => {
        const [what, address] = line.split(/\s+/);
        if (!address?.startsWith('http://')) return;
        if (what === 'Page') page = address;
        if (what === 'Services' && page) resolve([page, address]);
      });
    });
    const [page, services] = addresses.map((address) => (address.endsWith('/') ? address : `${address}/`));
    return new Sandbox(server, page!, services!);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
  }

  /** Everything as it was at the start: data, faults, calls, tokens. */
  async reset(): Promise<void> {
    await this.control('POST', 'reset');
  }

  /** Failures from now on; an empty list ends them all. */
  async faults(faults: Fault[]): Promise<void> {
    await this.control('POST', 'faults', { faults });
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

  /** From now on no service takes this token. */
  async revoke(token: string): Promise<void> {
    await this.control('POST', 'revoke', { token });
  }

  /** The services and the control requests stay at the root whatever the base of the page. */
  private async control(method: string, what: string, body?: unknown): Promise<Response> {
    const answer = await fetch(new URL(`/sandbox/${what}`, this.address), {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} /sandbox/${what}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}
