// The least that a page can do to go from a list to a form and back without a new document: it asks the service, throws away
// what it showed, and builds the other. The yardstick of `cargo xtask bench` for what a page keeps that it should not.

const config = await (await fetch('/config.json', { cache: 'no-cache' })).json();
const { airvantage } = config.environments[0].services;
const get = async (path) => {
  const answer = await fetch(`${airvantage.baseUrl}/api/v1/operators/${path}`, {
    headers: { authorization: `Bearer ${sessionStorage.getItem('token')}` },
  });
  return (await answer.json()).items;
};

const list = async () => {
  const table = document.createElement('table');
  for (const account of await get('accounts?size=50&fields=uid,name,state')) {
    const row = table.insertRow();
    for (const value of [account.uid, account.name, account.state]) row.insertCell().textContent = value ?? '';
    row.addEventListener('click', () => show());
  }
  return table;
};

const form = async () => {
  const [connection] = await get('connections?size=1&fields=uid,name,accountParameters');
  const form = document.createElement('form');
  for (const parameter of connection.accountParameters) {
    const label = document.createElement('label');
    const input = document.createElement('input');
    input.addEventListener('input', () => label.classList.toggle('empty', !input.value));
    label.append(parameter.name, input);
    form.append(label);
  }
  return form;
};

const show = async () => {
  const page = await (location.hash === '#form' ? form() : list());
  document.getElementById('main').replaceChildren(page);
};

addEventListener('hashchange', show);
await show();
