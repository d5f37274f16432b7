// What a service says to a write is text as well: its refusals, what stands in a review, what somebody else has changed
// meanwhile, and what is found where nobody knows whether it was done.
import type { Page } from '@playwright/test';

import { expect, test } from './fixtures.ts';
import { DISHES, END, MARKS, expectFits, expectHarmless, flipped } from './hostile.ts';
import * as imports from './import-form.ts';
import { ATT, MICKEY, fieldOf, openForm, reviewOf, summaryOf } from './operator-account-form.ts';
import { create, createDialog, dialogOf, editDialog, editElsewhere, editOf, failing, failure, openFilled, outcomeOf, save } from './operator-account-sending.ts';
import type { Sandbox } from './sandbox.ts';

test.use({ sandboxOptions: ['--pace', 'none', '--customers', '6', '--services', '12', '--accounts', '12', '--task-seconds', '600'] });
test.beforeEach(({ allowConsole }) => allowConsole(/Failed to load resource|status of [45]|ERR_/));

const MARKUP = DISHES['markup and script']!.text('');
const TURNED = `${MARKS}${END}`;
/** Nothing in it to break a line at, and as long as a page shows it of a refusal. */
const LONG = 'y'.repeat(290);
const WORDS = `${MARKUP}${TURNED}${'y'.repeat(3_000)}`;
/** Fits into a name. */
const NAME = `"'><img src=x onerror=canaryRan=1>\u202E${END}`;
/** What is found of it: a page may shorten it. */
const BEGINNING = MARKUP.slice(0, 60);

/** What is here now is text, and fits; for a dialog as well, that scrolls by itself. */
async function expectText(page: Page, where: string): Promise<void> {
  await expectHarmless(page, where);
  await expectFits(page, where);
  const dialogs = page.getByRole('dialog');
  for (const dialog of await dialogs.all()) expect.soft(await dialog.evaluate((box) => box.scrollWidth - box.clientWidth), where).toBe(0);
  expect.soft(await flipped(page.locator('body')), where).toEqual([]);
}

/** Refuses the next write so. */
const refuse = (sandbox: Sandbox, method: 'POST' | 'PUT', error: string, parameters: string[]): Promise<void> =>
  failing(sandbox, method, failure('body', { status: 400, body: { error, errorParameters: parameters } }));

test('a new operator account that is refused, at its fields and as a whole', async ({ page, sandbox }) => {
  await openFilled(page, ATT, 'Lyon');
  for (const error of ['operator.account.missing.parameters', 'operator.account.missing.types', 'value.too.long']) {
    await refuse(sandbox, 'POST', error, ['password', MARKUP, TURNED, LONG]);
    await create(page);
    await expect(summaryOf(page)).toContainText(error);
    await expectText(page, error);
  }
  await refuse(sandbox, 'POST', MARKUP, [MARKUP, TURNED, LONG]);
  await create(page);
  await expect(outcomeOf(page)).toContainText(BEGINNING);
  await expectText(page, 'the outcome');
});

test('an edit that is refused, at its fields and as a whole', async ({ page, sandbox }) => {
  await openForm(page, editOf(MICKEY));
  await fieldOf(page, 'user').fill('minnie');
  for (const error of ['operator.account.invalid.constraint.parameters', 'operator.account.missing.types']) {
    await refuse(sandbox, 'PUT', error, ['user', MARKUP, TURNED, LONG]);
    await save(page);
    await expect(summaryOf(page)).toContainText(error);
    await expectText(page, error);
  }
  await refuse(sandbox, 'PUT', MARKUP, [MARKUP, TURNED, LONG]);
  await save(page);
  await expect(outcomeOf(page)).toContainText(BEGINNING);
  await expectText(page, 'the outcome');
});

test('a review, and what somebody else has changed meanwhile', async ({ page, sandbox }) => {
  const types = (value: string): object => ({ PricePlan: [value], CityCode: [value] });
  await editElsewhere(sandbox, MICKEY, { name: NAME, parameters: { user: WORDS, password: 'pwd' }, types: types(MARKUP) });
  await openForm(page, editOf(MICKEY));
  await fieldOf(page, 'Name').fill('Mine');
  await fieldOf(page, 'user').fill('minnie');
  await reviewOf(page).click();
  await expect(editDialog(page)).toContainText(BEGINNING);
  await expectText(page, 'the review');
  await page.keyboard.press('Escape');
  await editElsewhere(sandbox, MICKEY, { name: `${NAME}2`, parameters: { user: `2${WORDS}`, password: 'pwd' }, types: types(TURNED) });
  await save(page);
  const conflict = dialogOf(page, 'Changed by somebody else');
  await expect(conflict).toContainText(`2${BEGINNING}`);
  await expect(conflict).toContainText(NAME.slice(0, 30));
  await expectText(page, 'the conflict');
});

test('an edit of which nobody knows whether it was saved', async ({ page, sandbox }) => {
  await editElsewhere(sandbox, MICKEY, { name: NAME, parameters: { user: WORDS, password: 'pwd' } });
  await openForm(page, editOf(MICKEY));
  await fieldOf(page, 'Name').fill(`${NAME}2`);
  await fieldOf(page, 'user').fill(`2${WORDS}`);
  await failing(sandbox, 'PUT', failure('reset-before'));
  await save(page);
  await expect(outcomeOf(page)).toContainText('It is not known whether the changes were saved');
  await expect(fieldOf(page, 'user')).toHaveValue(new RegExp(`^2.*${'y'.repeat(3_000)}$`, 's'));
  await expectText(page, 'the outcome');
});

test('a new account of which nobody knows whether it was created', async ({ page, sandbox }) => {
  await openFilled(page, ATT, NAME);
  await reviewOf(page).click();
  await expect(createDialog(page)).toContainText(NAME.slice(0, 30));
  await expectText(page, 'the review');
  await page.keyboard.press('Escape');
  await failing(sandbox, 'POST', failure('reset-after'));
  await create(page);
  await expect(outcomeOf(page).getByRole('listitem')).toContainText(NAME.slice(0, 30));
  await expectText(page, 'what was found');
});

test('an import that is refused, in a success and without one', async ({ page, sandbox }) => {
  await imports.openImport(page);
  await imports.fillIn(page);
  for (const [status, body] of [
    [400, MARKUP],
    [400, { Message: MARKUP }],
    [200, { Message: { level: 'Error', message: MARKUP } }],
    [200, { messages: [{ level: 'Error', message: `${MARKUP.slice(0, 80)} ${TURNED}` }] }],
    [400, `${MARKUP.slice(0, 80)} ${TURNED}`],
  ] as const) {
    await imports.failing(sandbox, 'body', { status, body });
    await imports.send(page);
    await expect(imports.reviewOf(page)).toBeHidden();
    await expect(imports.outcomeOf(page)).toContainText(BEGINNING);
    await expectText(page, `${status} ${JSON.stringify(body).slice(0, 20)}`);
  }
});

test('an import of which nobody knows whether it was started', async ({ page, sandbox }) => {
  const customer = (text: string): object => ({
    ...{ UmpCustomerGuid: imports.PRO.guid, CustomerShortName: text, CustomerFullName: text, MsTenantId: text, MsDefaultDomain: text },
    SiteLocation: [{ id: text, name: text, sbcId: 1, sbcDeploymentState: text, sbcConfigurationType: text }],
  });
  const answers = (text: string) => ({ service: 'live-platform', path: imports.DETAIL, kind: 'body', status: 200, body: customer(text) }) as const;
  await sandbox.faults([answers(WORDS)]);
  await imports.openImport(page);
  await imports.fillIn(page);
  await expect(imports.pickedOf(page)).toContainText(BEGINNING);
  await expectText(page, 'the service customer');
  await imports.reviewButton(page).click();
  await expect(imports.reviewOf(page)).toBeVisible();
  await expectText(page, 'the review');
  await page.keyboard.press('Escape');
  await sandbox.faults([{ service: 'live-platform', method: 'POST', kind: 'status', status: 504, count: 1 }, answers(`2${WORDS}`)]);
  await imports.send(page);
  await expect(imports.outcomeOf(page).getByRole('table')).toContainText(`2${BEGINNING}`);
  await expectText(page, 'the evidence');
});
