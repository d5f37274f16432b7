// Starts the console: loads config.json and the WebAssembly side by side, and shows a way on where either cannot start.
// A file of its own, because the page's policy allows no inline script.

// document.currentScript is null in a module.
const script = document.querySelector('script[data-wasm]');
const { base, js, wasm } = script.dataset;

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
document.getElementById('recovery-reload').addEventListener('click', () => location.reload());

// Read by src/browser/boot.rs. The promise never rejects: a failure is a value too.
globalThis.switchboard = {
  base,
  stop: (detail) => stop(null, null, detail),
  config: fetch(`${base}config.json`, { cache: 'no-cache', credentials: 'same-origin' }).then(
    async (answer) => ({ status: answer.status, text: await answer.text() }),
    (reason) => ({ status: 0, text: String(reason) }),
  ),
};

try {
  const { default: start } = await import(js);
  await start({ module_or_path: wasm });
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
