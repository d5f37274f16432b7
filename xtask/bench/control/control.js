// The least that a page can do to list customers: the yardstick of `cargo xtask bench`. It makes the calls of the
// console's list and draws the same rows, with no framework, no cache, no retry and no rule besides.

const ROW = 32;
const SPARE = 6;

const [scroller, table, rows, count, filter, loadAll] = ['scroller', 'table', 'rows', 'count', 'filter', 'load-all'].map(
  (id) => document.getElementById(id),
);
const customers = new Map(); // id -> { id, text, cells } once it is loaded
const asked = new Set();
const queue = [];
let ids = [];
let shown = [];
let running = 0;
let parallel = 6;
let base = '';
let drawing = false;

const get = async (path) => {
  const answer = await fetch(base + path, { headers: { authorization: `Bearer ${sessionStorage.getItem('token')}` } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
};

const ask = (wanted, first) => {
  const fresh = wanted.filter((id) => !asked.has(id));
  fresh.forEach((id) => asked.add(id));
  if (first) queue.unshift(...fresh);
  else queue.push(...fresh);
  while (running < parallel && queue.length > 0) void load(queue.shift());
};

const load = async (id) => {
  running += 1;
  try {
    const { customer, ocpenrollmentlast: level } = await get(`/v1/ocp/customers/${id}/customer_profile`);
    const cells = [String(id), String(customer.nsid), customer.name, level ?? ''];
    customers.set(id, { cells, text: cells.join('\n').toLowerCase() });
  } catch (reason) {
    customers.set(id, { cells: [String(id), '', String(reason), ''], text: '' });
  }
  running -= 1;
  if (filter.value) select();
  draw();
  ask([], false);
};

const select = () => {
  const wanted = filter.value.trim().toLowerCase();
  shown = wanted ? ids.filter((id) => customers.get(id)?.text.includes(wanted)) : ids;
};

const inView = () => {
  const first = Math.max(0, Math.floor(scroller.scrollTop / ROW) - SPARE);
  return [first, shown.slice(first, first + Math.ceil(scroller.clientHeight / ROW) + 2 * SPARE)];
};

const draw = () => {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    const [first, visible] = inView();
    while (rows.children.length < visible.length + 2) rows.append(emptyRow());
    while (rows.children.length > visible.length + 2) rows.lastChild.remove();
    const spacer = (row, height) => {
      row.hidden = height <= 0;
      row.setAttribute('aria-hidden', 'true');
      row.style.height = `${height}px`;
    };
    spacer(rows.firstChild, first * ROW);
    spacer(rows.lastChild, (shown.length - first - visible.length) * ROW);
    visible.forEach((id, index) => fill(rows.children[index + 1], first + index, id));
    table.setAttribute('aria-rowcount', shown.length + 1);
    count.textContent = `${shown.length} of ${ids.length}, ${customers.size} loaded`;
    ask(visible, true);
  });
};

const emptyRow = () => {
  const row = document.createElement('tr');
  for (let index = 0; index < 4; index += 1) row.append(document.createElement('td'));
  return row;
};

const fill = (row, index, id) => {
  row.hidden = false;
  row.removeAttribute('aria-hidden');
  row.style.height = '';
  row.setAttribute('aria-rowindex', index + 2);
  const cells = customers.get(id)?.cells ?? [String(id), '', '', ''];
  cells.forEach((text, column) => {
    if (row.children[column].textContent !== text) row.children[column].textContent = text;
  });
};

scroller.addEventListener('scroll', draw, { passive: true });
filter.addEventListener('input', () => {
  select();
  draw();
});
loadAll.addEventListener('click', () => ask(ids, false));

const config = await (await fetch('/config.json', { cache: 'no-cache' })).json();
const { optconnect } = config.environments[0].services;
base = optconnect.baseUrl;
parallel = optconnect.pace.parallel;
ids = (await get('/v1/ocp/customers/ids')).ocpCustomerIds;
select();
draw();
