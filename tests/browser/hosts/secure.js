// Services with TLS, each with its own certificate: they tell how often they were called.
// node secure.js FOLDER NAME:PORT...
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';

const [folder = '', ...services] = process.argv.slice(2);
for (const service of services) {
  const [name = '', port = ''] = service.split(':');
  const read = (/** @type {string} */ file) => readFileSync(join(folder, file));
  let calls = 0;
  const server = createServer({ cert: read(`${name}.pem`), key: read(`${name}.key.pem`) }, (request, answer) => {
    // Not of the services, so that no proxy lets it through.
    if (request.url !== '/calls') calls += 1;
    answer.setHeader('content-type', 'application/json');
    answer.end(JSON.stringify({ name, calls }));
  });
  server.listen(Number(port), '127.0.0.1');
}
