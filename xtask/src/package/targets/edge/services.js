// The reverse proxy of the services: only what the console calls, no cookie either way, nothing kept.
const text = (status, headers = {}) =>
  new Response(status === 404 ? 'Not found\n' : `${status}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...HEADERS, ...headers },
  });

// The answer of a service, or nothing where the address belongs to none.
const service = async (request) => {
  const { pathname, search } = new URL(request.url);
  const proxy = PROXIES.find(({ path }) => pathname.startsWith(`${path}/`));
  if (!proxy) return undefined;
  const call = pathname.slice(proxy.path.length);
  // The consent page lives on the service's own cookies, so it is seen at its own address.
  if (proxy.consent && call === CONSENT) return text(302, { location: proxy.consent + search });
  const known = proxy.calls.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(call));
  if (!known) return text(404);
  if (!known.methods.includes(request.method)) return text(405, { allow: known.methods.join(', ') });
  if (Number(request.headers.get('content-length')) >= LONGEST_REQUEST) return text(413);
  const body = request.method === 'GET' ? undefined : await request.arrayBuffer();
  if (body && body.byteLength >= LONGEST_REQUEST) return text(413);
  const headers = new Headers();
  for (const name of REQUEST_HEADERS) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  try {
    const signal = AbortSignal.timeout(ANSWER_SECONDS * 1000);
    const upstream = await fetch(proxy.upstream + call + search, {
      method: request.method, headers, body, signal, redirect: 'manual',
    });
    const answer = { 'cache-control': 'no-store', ...HEADERS };
    for (const name of ANSWER_HEADERS) {
      const value = upstream.headers.get(name);
      if (value !== null) answer[name] = value;
    }
    return new Response(upstream.body, { status: upstream.status, headers: answer });
  } catch (reason) {
    // What went wrong may name the address, and the address may hold a token: it is told to nobody.
    return text(reason?.name === 'TimeoutError' ? 504 : 502);
  }
};
