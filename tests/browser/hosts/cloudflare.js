// Cloudflare Pages on this machine: `_headers` and `_redirects` are read, and files served, by Cloudflare's own published code
// (@cloudflare/pages-shared); the package's worker runs in Node, which has the same Request, Response and fetch.
// node cloudflare.js PACKAGE PORT
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { build } from 'esbuild';

import { load, serve } from './edge.js';

const [folder = '', port = ''] = process.argv.slice(2);
const site = join(folder, 'site');

/** Cloudflare publishes TypeScript. */
const PARTS = `
export { parseHeaders } from '@cloudflare/pages-shared/metadata-generator/parseHeaders';
export { parseRedirects } from '@cloudflare/pages-shared/metadata-generator/parseRedirects';
export { createMetadataObject } from '@cloudflare/pages-shared/metadata-generator/createMetadataObject';
export { generateHandler } from '@cloudflare/pages-shared/asset-server/handler';
`;

const bundle = await mkdtemp(join(tmpdir(), 'switchboard-cloudflare-'));
const outfile = join(bundle, 'vendor.js');
const stdin = { contents: PARTS, resolveDir: import.meta.dirname };
await build({ stdin, bundle: true, format: 'esm', platform: 'node', outfile });
const vendor = await load(outfile);
await rm(bundle, { recursive: true });

/** @param {string} name */
const text = async (name) => (existsSync(join(site, name)) ? readFile(join(site, name), 'utf8') : '');

const headers = vendor.parseHeaders(await text('_headers'));
const redirects = vendor.parseRedirects(await text('_redirects'));
// At Cloudflare a rule that is refused is left out with a warning in the log of the upload, which nobody reads.
for (const { line, lineNumber, message } of [...headers.invalid, ...redirects.invalid]) {
  throw new Error(`line ${lineNumber}, ${line}: ${message}`);
}
const metadata = vendor.createMetadataObject({ headers, redirects, deploymentId: undefined });

/** Cloudflare's own choices, as far as files of ours go. @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'application/javascript',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** Never uploaded as files. */
const SPECIAL = /^\/(?:_headers|_redirects|_routes\.json|_worker\.js|functions\/)/;

/** @param {string} path */
const find = async (path) => {
  const file = join(site, path);
  const inside = file.startsWith(site) && !SPECIAL.test(path);
  return inside && existsSync(file) && statSync(file).isFile() ? file : null;
};

/** @param {Request} request @returns {Promise<Response>} */
const asset = (request) =>
  vendor.generateHandler({
    request,
    metadata,
    logError: console.error,
    findAssetEntryForPath: find,
    getAssetKey: (/** @type {string} */ file) => file,
    negotiateContent: () => ({ encoding: null }),
    fetchAsset: async (/** @type {string} */ file) => ({
      body: new Blob([new Uint8Array(await readFile(file))]).stream(),
      contentType: TYPES[extname(file)] ?? 'application/octet-stream',
    }),
    // As Cloudflare documents it: the nearest 404.html, and only without any the page itself.
    generateNotFoundResponse: async (
      /** @type {Request} */ missed,
      /** @type {typeof find} */ findEntry,
      /** @type {(entry: string, options: object) => Promise<Response>} */ serveEntry,
    ) => {
      let path = new URL(missed.url).pathname;
      while (path) {
        path = path.slice(0, path.lastIndexOf('/'));
        const entry = await findEntry(`${path}/404.html`);
        if (entry) return new Response((await serveEntry(entry, { preserve: false })).body, { status: 404, headers: { 'content-type': 'text/html; charset=utf-8' } });
      }
      const entry = await findEntry('/index.html');
      return entry ? serveEntry(entry, { preserve: false }) : new Response(null, { status: 404 });
    },
  });

// A worker answers for what `_routes.json` includes and does not exclude.
const worker = existsSync(join(site, '_worker.js')) ? await load(join(site, '_worker.js')) : null;
const { include, exclude } = JSON.parse((await text('_routes.json')) || '{"include":["/*"],"exclude":[]}');
/** @param {string} path @param {string[]} rules */
const fits = (path, rules) =>
  rules.some((rule) => (rule.endsWith('*') ? path.startsWith(rule.slice(0, -1)) : path === rule));

serve(Number(port), (request) => {
  const { pathname } = new URL(request.url);
  const works = worker && fits(pathname, include) && !fits(pathname, exclude);
  return works ? worker.default.fetch(request, { ASSETS: { fetch: asset } }) : asset(request);
});
