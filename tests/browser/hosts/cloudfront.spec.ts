// The functions of CloudFront as they stand in the package, run on the events that CloudFront gives them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

import { expect, hosts, test } from './fixtures.ts';

type Headers = Record<string, { value: string }>;

interface Request {
  method: string;
  uri: string;
  querystring: Headers;
  headers: Headers;
  cookies: Headers;
}

interface Answer {
  statusCode: number;
  headers: Headers;
  body: string;
}

type Result = Partial<Request> & Partial<Answer>;

const folder = join(hosts.shipped.folder, 's3-cloudfront');
const template = JSON.parse(readFileSync(join(folder, 'template.json'), 'utf8')) as {
  Resources: Record<string, { Properties: { FunctionCode?: string } }>;
};

/** What a function answers to an event. It may not use what the runtime 2.0 lacks, so it gets nothing but the language. */
function run(name: string, event: object): Result {
  const code = template.Resources[name]!.Properties.FunctionCode!;
  const result: unknown = runInNewContext(`${code}\nhandler(event)`, { event: structuredClone(event) });
  return JSON.parse(JSON.stringify(result)) as Result;
}

const headersOf = (headers: Record<string, string>): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }]));

const request = (uri: string, headers: Record<string, string> = {}, more: Partial<Request> = {}) => ({
  version: '1.0',
  context: { eventType: 'viewer-request' },
  viewer: { ip: '198.51.100.11' },
  request: { method: 'GET', uri, querystring: {}, headers: headersOf({ host: hosts.shipped.host, ...headers }), cookies: {}, ...more },
});

const page = (...given: Parameters<typeof request>) => run('PageFunction', request(...given));
const service = (...given: Parameters<typeof request>) => run('Service1Function', request(...given));

/** An answer of a function's own has the headers of every answer. */
const expectAnswer = (answer: Result, status: number, caching: string) => {
  expect(answer.statusCode).toBe(status);
  expect(answer.headers).toMatchObject({
    'cache-control': { value: caching },
    'content-security-policy': { value: expect.stringContaining("default-src 'none'") as unknown },
    'x-content-type-options': { value: 'nosniff' },
  });
};

test('what lies outside the base leads to it', () => {
  for (const uri of ['/', '/admin']) {
    const answer = page(uri);
    expectAnswer(answer, 302, 'no-cache');
    expect(answer.headers!.location).toEqual({ value: '/admin/' });
  }
});

test('addresses of the console are answered with the page', () => {
  for (const uri of ['/admin/', '/admin/customers', '/admin/customers/1649', '/admin/sign-in/airvantage']) {
    expect(page(uri).uri, uri).toBe('/admin/index.html');
    expect(page(uri, { 'sec-fetch-mode': 'navigate' }).uri, uri).toBe('/admin/index.html');
  }
  expect(page('/admin/', { 'sec-fetch-mode': 'cors' }).uri).toBe('/admin/index.html');
  for (const mode of ['cors', 'no-cors', 'same-origin']) {
    expectAnswer(page('/admin/customers/1649', { 'sec-fetch-mode': mode }), 404, 'no-cache');
  }
});

test('files are taken as the browser takes them', () => {
  for (const [accepted, ending] of [['gzip, deflate, br', '.br'], ['gzip', '.gz'], ['identity', '']] as const) {
    expect(page('/admin/accessibility.html', { 'accept-encoding': accepted }).uri).toBe(`/admin/accessibility.html${ending}`);
    expect(page('/admin/settings', { 'accept-encoding': accepted }).uri).toBe(`/admin/index.html${ending}`);
  }
  // Too small to be packed.
  expect(page('/admin/version.json', { 'accept-encoding': 'br' }).uri).toBe('/admin/version.json');
  expect(page('/admin/accessibility.html').uri).toBe('/admin/accessibility.html');
});

test('what is neither page nor file, and what is packed, is missing', () => {
  for (const uri of ['/admin/index.html.br', '/admin/index.html.gz', '/admin/nowhere', '/admin/assets/', '/nowhere']) {
    const answer = page(uri);
    expectAnswer(answer, 404, 'no-cache');
    expect(answer.headers!['content-type']!.value).toBe('text/plain; charset=utf-8');
  }
  // S3 itself says of these that they are missing.
  for (const uri of ['/admin/missing.js', '/admin/customers/missing.css']) expect(page(uri).uri, uri).toBe(uri);
});

test('every file of the page depends on what the browser takes', () => {
  const answer = run('VaryFunction', { response: { statusCode: 200, headers: {} } });
  expect(answer.headers).toEqual({ vary: { value: 'Accept-Encoding' } });
});

test('a service is told five headers of a request, and no other', () => {
  const told = { accept: 'a', 'accept-encoding': 'br', authorization: 'Bearer x', 'content-type': 'application/json', 'user-agent': 'u' };
  const others = { cookie: 'c', origin: 'o', referer: 'r', range: 'bytes=0-1', 'x-forwarded-for': '1', 'x-http-method-override': 'PUT', 'sec-fetch-mode': 'cors' };
  const passed = service('/good/api/v1/users/current', { ...told, ...others }, { cookies: headersOf({ session: 'canary' }) });
  expect(passed.uri).toBe('/api/v1/users/current');
  expect(passed.cookies).toEqual({});
  expect(passed.headers).toEqual(headersOf({ host: hosts.shipped.host, ...told }));
});

test('what the console does not call never reaches a service', () => {
  for (const uri of ['/good/api/v1/systems', '/good/', '/good/api/v1/operators/accounts/../x', '/good/api/v1/operators/accounts/%2e%2e']) {
    expectAnswer(service(uri), 404, 'no-store');
  }
  const refused = service('/good/api/v1/operators/accounts/acd', {}, { method: 'DELETE' });
  expectAnswer(refused, 405, 'no-store');
  expect(refused.headers!.allow).toEqual({ value: 'GET, PUT' });
  const put = (length: string) => service('/good/api/v1/operators/accounts/acd', { 'content-length': length }, { method: 'PUT' });
  expectAnswer(put('1000000'), 413, 'no-store');
  expect(put('999999').uri).toBe('/api/v1/operators/accounts/acd');
});

test('the consent page is seen at its own address', () => {
  const answer = service('/good/api/oauth/authorize', {}, { querystring: headersOf({ client_id: 'a%20b', state: 'c' }) });
  expectAnswer(answer, 302, 'no-store');
  expect(answer.headers!.location!.value).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/api\/oauth\/authorize\?client_id=a%20b&state=c$/);
});
