// The functions of the edges where a service is at fault: what it does not answer is answered here, and in time.
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { expect, hosts, test } from './fixtures.ts';

type Answer = (request: Request) => Promise<Response>;

/** Which script, how long it waits, and how it is called. */
const edges: [string, string, number, (loaded: { default: unknown }) => Answer][] = [
  ['netlify', 'netlify/edge-functions/services.js', 38, (loaded) => loaded.default as Answer],
  ['cloudflare-pages', 'site/_worker.js', 75, (loaded) => (loaded.default as { fetch: Answer }).fetch],
];

for (const [target, script, seconds, handlerOf] of edges) {
  test(`${target}: a service that does not answer is given up`, async ({}, info) => {
    // It listens and says nothing. What it is sent is read, else it would not see the caller leave.
    const silent = createServer((socket) => socket.on('error', () => {}).resume());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const shipped = await readFile(join(hosts.shipped.folder, target, script), 'utf8');
    const wait = `const ANSWER_SECONDS = ${seconds};`;
    const upstream = `https://127.0.0.1:${hosts.shipped.services.good!.port}`;
    expect(shipped).toContain(wait);
    expect(shipped).toContain(upstream);
    const module = info.outputPath('script.mjs');
    await writeFile(module, shipped.replace(wait, 'const ANSWER_SECONDS = 1;').replaceAll(upstream, `http://127.0.0.1:${port}`));
    const answer = handlerOf((await import(pathToFileURL(module).href)) as { default: unknown });
    const call = () => answer(new Request(`https://${hosts.shipped.host}/good/api/v1/users/current`));
    const late = await call();
    expect(late.status).toBe(504);
    expect(late.headers.get('cache-control')).toBe('no-store');
    expect(late.headers.get('content-security-policy')).toContain("default-src 'none'");
    await new Promise((resolve) => silent.close(resolve));
    expect((await call()).status).toBe(502);
  });
}
