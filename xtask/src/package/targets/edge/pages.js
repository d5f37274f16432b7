
// Files, pages, and what is neither: that is missing, and never answered with the page.
const page = async (request, assets) => {
  const url = new URL(request.url);
  const { pathname } = url;
  if (!['GET', 'HEAD'].includes(request.method)) return text(405, { allow: 'GET, HEAD' });
  const redirect = REDIRECTS[pathname];
  if (redirect) return text(302, { location: redirect });
  const inside = NAVIGATIONS.test(pathname);
  // A browser says what it asks for. The page is for the window; a script or a call would take it for an answer.
  if (inside && (request.headers.get('sec-fetch-mode') ?? 'navigate') !== 'navigate') return missing();
  const navigates = inside || pathname === BASE || pathname === `${BASE}index.html`;
  const isText = TEXTS.includes(pathname);
  const segment = pathname.slice(pathname.lastIndexOf('/') + 1);
  if (!navigates && !isText && (!segment.includes('.') || /\.(?:br|gz|html)$/.test(segment) || segment.startsWith('_'))) return missing();
  // Pages knows the page by its folder, and other HTML without its ending: to the name with it, it answers with a redirect.
  const address = navigates ? new URL(BASE, url) : isText ? new URL(pathname.slice(0, -'.html'.length), url) : url;
  const found = await assets.fetch(new Request(address, request));
  // For what it does not have Pages would answer with the page.
  const isPage = (found.headers.get('content-type') ?? '').startsWith('text/html');
  if (found.status === 404 || (isPage && !navigates && !isText)) return missing();
  const answer = new Response(found.body, found);
  for (const [name, value] of Object.entries(HEADERS)) answer.headers.set(name, value);
  answer.headers.set('cache-control', !navigates && HASHED.test(pathname) ? FOR_EVER : REVALIDATE);
  answer.headers.delete('access-control-allow-origin');
  return answer;
};
const missing = () => text(404, { 'cache-control': REVALIDATE });

export default {
  async fetch(request, env) {
    return (await service(request)) ?? page(request, env.ASSETS);
  },
};
