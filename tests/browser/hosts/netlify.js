// Netlify on this machine: `_headers` and `_redirects` are read and applied by Netlify's own published engines
// (@netlify/headers, @netlify/redirect-parser, netlify-redirector); the package's edge functions run in Node, which has the same
// Request, Response and fetch.
// node netlify.js PACKAGE PORT
import { existsSync, statSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';

import { HeadersHandler } from '@netlify/headers';
import { parseAllRedirects } from '@netlify/redirect-parser';
import redirector from 'netlify-redirector';

import { load, serve } from './edge.js';

const [folder = '', port = ''] = process.argv.slice(2);
const site = join(folder, 'site');
const existing = (/** @type {string} */ name) => (existsSync(join(folder, name)) ? join(folder, name) : undefined);
const configPath = existing('netlify.toml');

/** A rule that is refused must not pass by in silence. @param {...unknown} words */
const refuse = (...words) => {
  throw new Error(words.join(' '));
};
const handler = new HeadersHandler({
  projectDir: folder,
  publishDir: 'site',
  configPath,
  logger: { log: console.log, warn: refuse, error: refuse },
});

const parsed = await parseAllRedirects({
  redirectsFiles: [join(site, '_redirects')],
  netlifyConfigPath: configPath,
  minimal: false,
  configRedirects: [],
});
if (parsed.errors.length > 0) throw new Error(parsed.errors.map(({ message }) => message).join('\n'));
/** The parser and the engine call two members by different names. */
const rules = parsed.redirects.map((/** @type {any} */ { from, query, ...rule }) => ({ ...rule, origin: from, params: query }));
const matcher = rules.length > 0 ? await redirector.parseJSON(JSON.stringify(rules), {}) : { match: () => null };

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=UTF-8',
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=UTF-8',
};

const isFile = (/** @type {string} */ file) => existsSync(file) && statSync(file).isFile();

/** The file of an address. Netlify finds `/about` in about.html and `/about/` in about/index.html. @param {string} path */
function find(path) {
  const inside = [path, `${path}.html`, join(path, 'index.html')].map((name) => join(site, name));
  return inside.find((file) => file.startsWith(site) && !/\/_(?:headers|redirects)$/.test(file) && isFile(file));
}

/** @param {string} file @param {number} status */
const send = async (file, status) =>
  new Response(new Uint8Array(await readFile(file)), {
    status,
    headers: {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'cache-control': 'public,max-age=0,must-revalidate',
    },
  });

/** @returns {Promise<Response>} */
async function missing() {
  const own = join(site, '404.html');
  return isFile(own) ? send(own, 404) : new Response('Not Found', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

/** @param {Request} request @returns {Promise<Response>} */
async function plain(request) {
  const url = new URL(request.url);
  const match = matcher.match({
    scheme: 'http',
    host: url.hostname,
    path: decodeURIComponent(url.pathname),
    query: url.search.slice(1),
    headers: Object.fromEntries(request.headers),
    cookieValues: {},
    getHeader: (/** @type {string} */ name) => request.headers.get(name) ?? '',
    getCookie: () => '',
  });
  const file = find(url.pathname);
  if (file && !match?.force) return send(file, 200);
  if (!match) return missing();
  if (match.status >= 300 && match.status < 400) return new Response(null, { status: match.status, headers: { location: match.to } });
  const target = find(new URL(match.to, url).pathname);
  return target ? send(target, match.status ?? 200) : missing();
}

/** The edge functions, in the order of their names. @type {{ fits: (path: string) => boolean, answer: Function }[]} */
const functions = [];
const folderOfFunctions = existing('netlify/edge-functions');
for (const name of folderOfFunctions ? (await readdir(folderOfFunctions)).sort() : []) {
  const { default: answer, config } = await load(join(folderOfFunctions ?? '', name));
  const paths = [config.path ?? []].flat();
  const patterns = [config.pattern ?? []].flat().map((pattern) => new RegExp(pattern));
  functions.push({
    answer,
    fits: (path) =>
      patterns.some((pattern) => pattern.test(path)) ||
      paths.some((rule) => (rule.endsWith('/*') ? path.startsWith(rule.slice(0, -1)) : path === rule)),
  });
}

serve(Number(port), async (request) => {
  const { pathname } = new URL(request.url);
  for (const { fits, answer } of functions) {
    // Its headers are its own: `_headers` does not touch what a function answers.
    const answered = fits(pathname) && (await answer(request, {}));
    if (answered) return answered;
  }
  const answer = await plain(request);
  await handler.apply(request, answer);
  return answer;
});
