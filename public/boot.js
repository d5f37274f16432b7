// Starts the console: loads config.json and the WebAssembly side by side, and shows a way on where either cannot start.
// A file of its own, because the page's policy allows no inline script.

// document.currentScript is null in a module.
const script = document.querySelector('script[data-wasm]');
const { base, icons, js, parts, wasm, wasmIntegrity, version } = script.dataset;

// First of all, because it takes longest. A failure is told below, where the answer is awaited.
const answer = fetch(wasm, { integrity: wasmIntegrity, credentials: 'same-origin' });
answer.catch(() => {});

// Text only: what failed may come from outside. The first word stands: what follows a panic is its echo.
const stop = (title, text, detail) => {
  if (!document.getElementById('recovery').hidden) return;
  const put = (id, value) => { document.getElementById(id).textContent = value; };
  if (title) put('recovery-title', title);
  if (text) put('recovery-text', text);
  put('recovery-detail', detail ?? '');
  document.getElementById('recovery').hidden = false;
  document.getElementById('app').hidden = true;
};
// An exception that has gone through the WebAssembly has left it in the middle of something, as a panic does.
addEventListener('error', ({ error }) => {
  if (/wasm/.test(error?.stack ?? '')) stop(null, null, String(error));
});
// What does not fit its checksum may be a copy that the browser would keep for a year: it is fetched anew before the page is.
document.getElementById('recovery-reload').addEventListener('click', async () => {
  const files = [...document.querySelectorAll('script[src]')].map(({ src }) => src);
  await Promise.allSettled([wasm, ...files].map((file) => fetch(file, { cache: 'reload' })));
  location.reload();
});

// A file beside the page as the server has it now. The promise never rejects: a failure is a value too, and so is a server that
// does not answer within this time, in milliseconds.
const LONGEST = 30_000;
const load = async (name) => {
  try {
    const answer = await fetch(base + name, { cache: 'no-cache', credentials: 'same-origin', signal: AbortSignal.timeout?.(LONGEST) });
    return { status: answer.status, text: await answer.text(), header: (header) => answer.headers.get(header) };
  } catch (reason) {
    return { status: 0, text: String(reason) };
  }
};

// Read by src/browser/boot.rs.
globalThis.switchboard = {
  base,
  icons,
  version,
  load,
  stop: (detail) => stop(null, null, detail),
  config: load('config.json'),
};

// The part of the console that stands at the address, as src/app/lazy.rs names it: the first pattern that fits. It comes beside
// the WebAssembly, which would ask for it later.
const PARTS = [
  [/^$/, 'overview'],
  [/^customers\b/, 'customers'],
  [/^imports\/new\b/, 'import_new'],
  [/^imports\/bulk\b/, 'import_bulk'],
  [/^imports\b/, 'imports'],
  [/^operator-accounts\/bulk\b/, 'accounts_bulk'],
  [/^operator-accounts\/(new|[^/]+\/edit)\b/, 'account_form'],
  [/^operator-accounts\/./, 'account'],
  [/^operator-accounts\b/, 'accounts'],
  [/^settings\b/, 'settings'],
];

try {
  const { begin } = await import(parts);
  const here = location.pathname.slice(base.length);
  begin(PARTS.find(([pattern]) => pattern.test(here))?.[1]);
  const { default: start } = await import(js);
  await start({ module_or_path: answer });
} catch (reason) {
  const old = typeof WebAssembly === 'undefined';
  stop(
    'Switchboard could not start',
    old
      ? 'This browser has no WebAssembly, or its policy forbids it. Use a current Chromium, Firefox or Safari.'
      : 'A part of the page could not be loaded. Check the connection, then reload. If it stays, a new version may be on its way to this server: try again in a minute.',
    String(reason),
  );
}
