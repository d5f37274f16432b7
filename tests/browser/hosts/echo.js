// A service that tells what it was sent, and answers with what must not reach the page: cookies, CORS, its own caching.
// Plain JavaScript: the tests and the deployment check speak to it through the servers.
import { createServer } from 'node:http';

/** @type {{ method: string, url: string, headers: import('node:http').IncomingHttpHeaders }[]} */
let received = [];

const server = createServer((request, answer) => {
  // Not of the services, so that a proxy which lets it through shows.
  if (request.url === '/received') {
    answer.setHeader('content-type', 'application/json');
    answer.end(JSON.stringify(received));
    received = [];
    return;
  }
  received.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
  request.resume();
  answer.writeHead(429, {
    'content-type': 'application/json',
    'retry-after': '7',
    'set-cookie': ['session=canary; Path=/', 'other=canary; Path=/; HttpOnly'],
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=3600',
    'content-security-policy': "default-src *",
    'clear-site-data': '"*"',
    'x-powered-by': 'canary',
    location: 'http://127.0.0.1:1/elsewhere',
  });
  answer.end(JSON.stringify({ error: 'too.many.requests' }));
});

server.listen(Number(process.argv[2]), '127.0.0.1');
