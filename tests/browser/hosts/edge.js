// What the vendors' networks do around their rules, as a server on this machine: HTTP in and out, and compression.
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buffer } from 'node:stream/consumers';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Types that the networks compress by themselves; what they do not know the kind of stays as it is. */
const COMPRESSED = /^(?:text\/|application\/(?:javascript|json|wasm)|image\/svg)/;

/**
 * @param {Response} answer
 * @param {string} accepted
 * @returns {Promise<Buffer>}
 */
async function body(answer, accepted) {
  const bytes = Buffer.from(await answer.arrayBuffer());
  const kind = answer.headers.get('content-type') ?? '';
  if (answer.headers.has('content-encoding') || bytes.length < 1024 || !COMPRESSED.test(kind)) return bytes;
  answer.headers.append('vary', 'accept-encoding');
  if (/\bbr\b/.test(accepted)) {
    answer.headers.set('content-encoding', 'br');
    // Quick rather than small.
    return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
  }
  if (/\bgzip\b/.test(accepted)) {
    answer.headers.set('content-encoding', 'gzip');
    return gzipSync(bytes);
  }
  return bytes;
}

/**
 * Loads a script of a package as a module, which Node tells by the ending of its name.
 *
 * @param {string} script
 */
export async function load(script) {
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-edge-'));
  const module = join(folder, 'script.mjs');
  await copyFile(script, module);
  const loaded = await import(pathToFileURL(module).href);
  await rm(folder, { recursive: true });
  return loaded;
}

/**
 * What the network hands on; nothing for TRACE and the like, which the engine itself refuses.
 *
 * @param {string} url
 * @param {RequestInit} init
 */
function requestOf(url, init) {
  try {
    return new Request(url, init);
  } catch {
    return null;
  }
}

/**
 * Serves answers on 127.0.0.1.
 *
 * @param {number} port
 * @param {(request: Request) => Promise<Response>} answerTo
 */
export function serve(port, answerTo) {
  const server = createServer(async (incoming, outgoing) => {
    try {
      const { method = 'GET', url = '/', headers } = incoming;
      const sent = method === 'GET' || method === 'HEAD' ? null : await buffer(incoming);
      const request = requestOf(`http://127.0.0.1:${port}${url}`, {
        method,
        headers: /** @type {Record<string, string>} */ (headers),
        body: sent && new Uint8Array(sent),
      });
      if (!request) {
        outgoing.writeHead(405, { 'content-type': 'text/plain' });
        outgoing.end('no network passes this on\n');
        return;
      }
      const answer = await answerTo(request);
      // A handler may return an answer whose headers cannot be changed.
      const own = new Response(answer.body, { status: answer.status, headers: answer.headers });
      const bytes = await body(own, headers['accept-encoding'] ?? '');
      outgoing.writeHead(own.status, Object.fromEntries(own.headers));
      outgoing.end(method === 'HEAD' ? undefined : bytes);
    } catch (reason) {
      console.error(reason);
      outgoing.writeHead(500, { 'content-type': 'text/plain' });
      outgoing.end(String(reason));
    }
  });
  server.listen(port, '127.0.0.1');
}
