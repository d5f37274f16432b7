// The least that a page can do to show a described form: a label, a hint and an input for each parameter, and a check of the
// one that is typed into. The yardstick of `cargo xtask bench` for the form with 500 parameters.

const CONNECTION = '77d1f0b2c9a84e3f8a5e6b7c8d9e0f12';
const FIELDS = 'uid,name,accountParameters,customizableTypes';

const config = await (await fetch('/config.json', { cache: 'no-cache' })).json();
const { airvantage } = config.environments[0].services;
const answer = await fetch(`${airvantage.baseUrl}/api/v1/operators/connections?uid=${CONNECTION}&fields=${FIELDS}`, {
  headers: { authorization: `Bearer ${sessionStorage.getItem('token')}` },
});
const [connection] = (await answer.json()).items;

const problem = ({ type, optional, constraints }, value) => {
  const text = value.trim();
  if (!text) return optional ? '' : 'Enter a value';
  if (['int', 'long'].includes(type) && !/^-?\d+$/.test(text)) return 'Enter a whole number';
  if (constraints?.maxLength && text.length > constraints.maxLength) return `At most ${constraints.maxLength} characters`;
  return '';
};

const field = (parameter) => {
  const box = document.createElement('div');
  const label = document.createElement('label');
  const hint = document.createElement('p');
  const error = document.createElement('p');
  const input = document.createElement('input');
  input.type = 'text';
  input.id = parameter.name;
  label.htmlFor = parameter.name;
  label.textContent = `${parameter.name} (${parameter.optional ? 'optional' : 'required'})`;
  hint.textContent = parameter.type;
  error.hidden = true;
  input.addEventListener('input', () => {
    error.textContent = problem(parameter, input.value);
    error.hidden = !error.textContent;
  });
  box.append(label, hint, input, error);
  return box;
};

document.getElementById('form').append(...connection.accountParameters.map(field));
