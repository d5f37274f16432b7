// The services through the proxy of a real server: all that the console does, and nothing else.
import { request as send } from 'node:http';

import { signIn, signInHere } from '../actions.ts';
import { PRO, fillIn, openImport, posts, send as sendImport } from '../import-form.ts';
import { stateOf } from '../imports.ts';
import { MICKEY, fieldOf, reviewOf } from '../operator-account-form.ts';
import { editDialog, editOf } from '../operator-account-sending.ts';
import { expect, hosts, test } from './fixtures.ts';

const TOKEN = { authorization: 'Bearer sandbox-admin' };

/** A request whose address goes out letter by letter: fetch would put it in order first. */
const status = (origin: string, method: string, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    send({ hostname, port, method, path, headers: TOKEN, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

/** What the echoing service has been sent. */
const received = async () => {
  // By a connection of its own: one that waits for the next call may be closed in the moment of that call.
  const answer = await fetch(new URL('received', hosts.echo), { headers: { connection: 'close' } });
  return (await answer.json()) as { method: string; url: string; headers: Record<string, string> }[];
};

test('signing in and reading', async ({ page, sandbox }) => {
  for (const service of ['OptConnect', 'Live Platform', 'AirVantage'] as const) await signIn(page, service);
  const services = new Set((await sandbox.requests()).map((call) => call.service));
  expect([...services].sort()).toEqual(['airvantage', 'live-platform', 'optconnect']);
});

test('an operator account is edited', async ({ page, sandbox }) => {
  await page.goto(editOf(MICKEY));
  await signInHere(page, 'AirVantage');
  await fieldOf(page, 'Name').fill('Renamed');
  await reviewOf(page).click();
  await editDialog(page).getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Renamed' })).toBeVisible();
  const writes = (await sandbox.requests('airvantage')).filter(({ method }) => method === 'PUT');
  expect(writes.map(({ status }) => status)).toEqual([200]);
});

test('an import is followed to its end', async ({ page, sandbox }) => {
  await sandbox.taskSeconds(600);
  await openImport(page);
  await fillIn(page);
  await sendImport(page);
  await expect(page.getByRole('heading', { level: 1, name: PRO.name })).toBeVisible();
  await expect(stateOf(page, 'Running')).toBeVisible();
  await sandbox.taskSeconds(0);
  await expect(stateOf(page, 'Succeeded')).toBeVisible({ timeout: 20_000 });
  expect(await posts(sandbox)).toHaveLength(1);
});

test('Retry-After is kept, and the page waits for it', async ({ page, sandbox, allowConsole }) => {
  allowConsole(/status of 429/);
  await signIn(page, 'OptConnect');
  await sandbox.faults([{ service: 'optconnect', path: '/v1/ocp/customers/ids', kind: 'status', status: 429, retry_after: 2, count: 1 }]);
  await sandbox.clearRequests();
  const refused = page.waitForResponse((response) => response.status() === 429);
  await page.goto('customers');
  expect((await refused).headers()['retry-after']).toBe('2');
  await expect(page.getByRole('link', { name: 'Acme ATM' })).toBeVisible();
  const asked = (await sandbox.requests('optconnect')).filter(({ path }) => path === '/v1/ocp/customers/ids');
  expect(asked.map(({ status }) => status)).toEqual([429, 200]);
});

test('no cookie, no origin and no caching passes, either way', async ({ request, origin }) => {
  await received();
  const answer = await request.get(new URL('/echo/api/v1/users/current?access_token=canary', origin).href, {
    headers: { ...TOKEN, cookie: 'session=canary', origin: 'https://elsewhere.example', referer: 'https://elsewhere.example/' },
  });
  expect(answer.status()).toBe(429);
  expect(await answer.json()).toEqual({ error: 'too.many.requests' });
  const headers = answer.headers();
  expect(headers).toMatchObject({ 'retry-after': '7', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  for (const name of ['set-cookie', 'access-control-allow-origin', 'clear-site-data', 'location', 'x-powered-by']) {
    expect(Object.keys(headers), name).not.toContain(name);
  }
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  const [call, ...more] = await received();
  expect(more).toEqual([]);
  expect(call).toMatchObject({ method: 'GET', url: '/api/v1/users/current?access_token=canary' });
  expect(call!.headers).toMatchObject({ authorization: TOKEN.authorization, host: new URL(hosts.echo).host });
});

/** What the fetch of Node, on which the workers run here, says of itself. */
const OF_NODE: Record<string, string> = { 'accept-language': '*', 'sec-fetch-mode': 'cors' };

test('a service is told five headers of a request, and no other', async ({ request, origin }) => {
  await received();
  const told = { ...TOKEN, accept: 'application/json', 'content-type': 'application/json', 'user-agent': 'told' };
  const others = [
    'accept-language', 'access-control-request-method', 'cache-control', 'cookie', 'dnt', 'forwarded', 'from', 'if-match', 'if-none-match',
    'max-forwards', 'origin', 'pragma', 'prefer', 'priority', 'range', 'referer', 'sec-fetch-mode', 'sec-ch-ua', 'via', 'x-forwarded-for',
    'x-forwarded-host', 'x-forwarded-proto', 'x-http-method-override', 'x-original-url', 'x-real-ip', 'x-rewrite-url', 'zebra',
  ];
  const headers = { ...told, ...Object.fromEntries(others.map((name) => [name, 'canary'])) };
  await request.get(new URL('/echo/api/v1/users/current', origin).href, { headers });
  const sent = (await received())[0]!.headers;
  expect(JSON.stringify(sent)).not.toContain('canary');
  expect(sent).toMatchObject(told);
  const names = Object.keys(sent).filter((name) => name !== 'connection' && sent[name] !== OF_NODE[name]);
  expect(names.sort()).toEqual(['accept', 'accept-encoding', 'authorization', 'content-type', 'host', 'user-agent']);
});

test('what the console does not call is refused before it reaches a service', async ({ sandbox, origin }) => {
  await sandbox.clearRequests();
  const refused: [string, string, number[]][] = [
    ['PATCH', '/optconnect/v1/ocp/customers/ids', [405]],
    ['DELETE', `/airvantage/api/v1/operators/accounts/${MICKEY}`, [405]],
    ['POST', '/optconnect/v1/ocp/customers/1649', [405]],
    ['TRACE', '/airvantage/api/v1/users/current', [405]],
    ['GET', '/optconnect/v1/ocp/customers', [404]],
    ['GET', '/optconnect/v1/ocp/customers/1649/enrollment_level/more', [404]],
    ['GET', '/airvantage/api/v1/systems', [404]],
    ['GET', '/airvantage/', [404]],
    ['GET', '/airvantage', [404]],
    ['GET', '/live-platform/api/v3/customer', [404]],
    // Ways around a list of paths: none may reach what is not on it.
    ['GET', '/airvantage/api/v1/users/current/../../../../sandbox/requests', [400, 404]],
    ['GET', '/airvantage/api/v1/users/..%2f..%2f..%2fsandbox%2frequests', [400, 404]],
    ['GET', '/airvantage/api/v1/operators/accounts/%2e%2e%2f%2e%2e%2fsystems', [400, 404]],
    ['GET', '/airvantage/api/v1/operators/accounts/a%00b', [400, 404]],
    ['GET', '/airvantage/api/v1/users/current%0d%0ax-injected:1', [400, 404]],
  ];
  for (const [method, path, allowed] of refused) {
    expect(allowed, `${method} ${path}`).toContain(await status(origin, method, path));
  }
  expect(await sandbox.requests()).toEqual([]);
});

test('a request of unlikely length is refused', async ({ request, origin }) => {
  await received();
  const answer = await request.post(new URL('/echo/api/v1/operators/accounts', origin).href, {
    headers: { ...TOKEN, 'content-type': 'application/json' },
    data: JSON.stringify({ name: 'x'.repeat(1_200_000) }),
  });
  expect(answer.status()).toBe(413);
});
