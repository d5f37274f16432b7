// Starts the sandbox as a process of its own. Plain JavaScript, because the benchmark runs it without a compiler.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} Server
 * @property {string} page The address of the page, with a slash at the end.
 * @property {string} services The address of the services with CORS, with a slash at the end.
 * @property {() => Promise<void>} stop Ends it, and waits until it has ended.
 */

/**
 * Starts a sandbox on two free ports, and waits until it says where it is.
 *
 * @param {string} program
 * @param {readonly string[]} options
 * @returns {Promise<Server>}
 */
export async function startServer(program, options) {
  const server = spawn(program, ['--port', '0', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  server.stderr.setEncoding('utf8').on('data', (text) => (complaint += text));
  const ended = new Promise((resolve) => server.once('exit', resolve));
  /** @type {{ page: string, services: string }} */
  const { page, services } = await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('close', (code) => reject(new Error(`The sandbox ended with ${code}: ${complaint}`)));
    let page = '';
    createInterface(server.stdout).on('line', (line) => {
      const [what, address] = line.split(/\s+/);
      if (!address?.startsWith('http://')) return;
      const folder = address.endsWith('/') ? address : `${address}/`;
      if (what === 'Page') page = folder;
      if (what === 'Services') resolve({ page, services: folder });
    });
  });
  return {
    page,
    services,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
}
