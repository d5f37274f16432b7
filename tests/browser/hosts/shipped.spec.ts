// The packages as they ship: nginx and Caddy with TLS, for the name of the host, and services whose certificates are checked.
import { readFileSync } from 'node:fs';
import { request as plain } from 'node:http';
import { request as secure, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';

import { expect, hosts, test } from './fixtures.ts';

const { host, certificate, servers, services } = hosts.shipped;

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

const ask = (send: typeof secure | typeof plain, options: RequestOptions): Promise<Answer> =>
  new Promise((resolve, reject) => {
    send({ hostname: '127.0.0.1', agent: false, ...options }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (text: string) => (body += text));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body })).on('error', reject);
    })
      .on('error', reject)
      .end();
  });

/** A request to the host by its name, with its certificate checked. */
const get = (port: number, path: string) =>
  ask(secure, { port, path, servername: host, ca: readFileSync(certificate), headers: { host } });

/** A request to a service itself, for which nobody stands between. */
const direct = async (name: string, path: string) => {
  const { host: own, port, certificate: file } = services[name]!;
  const servername = isIP(own) ? undefined : own;
  return JSON.parse((await ask(secure, { port, path, servername, ca: readFileSync(file) })).body) as { name: string; calls: number };
};

for (const { target, base, http, https } of servers) {
  test(`${target}: the page over TLS, under the name of the host`, async () => {
    const page = await get(https, base);
    expect(page.status).toBe(200);
    expect(page.body).toContain('<html');
    expect(page.headers).toMatchObject({ 'strict-transport-security': 'max-age=63072000; includeSubDomains', 'cache-control': 'no-cache' });
    expect((await get(https, `${base}missing.js`)).status).toBe(404);
  });

  test(`${target}: http leads to https`, async () => {
    const answer = await ask(plain, { port: http, path: `${base}customers`, headers: { host } });
    expect([301, 308]).toContain(answer.status);
    expect(answer.headers.location).toMatch(new RegExp(`^https://${host}(?::${https})?${base}customers$`));
  });

  test(`${target}: a service is called only where its certificate is right`, async () => {
    const call = '/api/v1/users/current';
    const before = await Promise.all(Object.keys(services).map((name) => direct(name, '/calls')));
    const good = await get(https, `/good${call}`);
    expect(good.status).toBe(200);
    expect(JSON.parse(good.body)).toMatchObject({ name: 'good' });
    // One for which nobody vouches, and one that is vouched for under another name.
    for (const name of ['stranger', 'misnamed']) expect((await get(https, `/${name}${call}`)).status, name).toBe(502);
    const after = await Promise.all(Object.keys(services).map((name) => direct(name, '/calls')));
    const made = after.map(({ name, calls }, index) => [name, calls - before[index]!.calls]);
    expect(Object.fromEntries(made)).toEqual({ good: 1, stranger: 0, misnamed: 0 });
  });
}
