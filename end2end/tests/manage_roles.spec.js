import { openSomebody } from '../support/pages.js';
import { expect, signInAs, test } from '../support/test.js';

const NOTES = 'juniper-mis/pupils/pupils-notes';
const CONSENTS = 'juniper-mis/pupils/pupils-consents';
const PUPILS = 'sonar-tracker/pupils/view-pupils';

/** A unique name for a role. */
const fresh = (name) => `${name} ${Math.random().toString(36).slice(2, 8)}`;

async function make(page, name, like) {
  await page.goto('/roles/manage');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Begin with').selectOption(like);
  await page.getByRole('button', { name: 'Make the role' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Change ${name}`);
}

/** Sets a permission on the open role's page; its product may be folded. */
async function set(page, code, setting) {
  const field = page.locator(`[id="${code}"]`);
  const fold = page.locator('details', { has: field }).first();
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').first().click();
  await field.selectOption(setting);
}

async function confirm(page) {
  await page.getByRole('button', { name: 'See what changes' }).click();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText(/ is saved\. It applies straight away/)).toBeVisible();
}

test('a role is made, changed after seeing whom it reaches, given, met, and deleted', async ({ page, scripts }) => {
  await signInAs(page, 'Account Admin');
  const name = fresh('Pastoral lead');
  await page.goto('/roles/manage');
  await page.getByRole('button', { name: 'Make the role' }).click();
  for (const said of ['Enter a name for the role', 'Choose the role to begin with']) {
    await expect(page.locator('.errors')).toContainText(said);
  }
  await make(page, name, 'partial-edit');
  const role = new URL(page.url()).pathname;

  // The new role can be chosen like any other, and the preview follows it.
  await openSomebody(page, { role: role.split('/').at(-1), first: 'Petra', last: 'Pastoral' });
  const person = new URL(page.url()).pathname;
  await expect(page.getByRole('main')).toContainText(name);

  // The list of people can be filtered by it.
  await page.goto('/users');
  await page.getByLabel('Role', { exact: true }).selectOption({ label: name });
  if (!scripts) await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('main')).toContainText('Petra Pastoral');

  await page.goto(role);
  await set(page, NOTES, 'allow');
  await set(page, CONSENTS, 'not-set');
  await page.getByRole('button', { name: 'See what changes' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Check what changes in ${name}`);
  const changes = page.locator('#changes');
  await expect(changes.getByRole('row').filter({ hasText: 'Pupils - Notes' })).toContainText('Allow');
  const reach = page.locator('#reach');
  await expect(reach).toContainText('It changes what 1 person can do.');
  await expect(reach).toContainText('Petra Pastoral: gains 1, loses 1');
  // It begins in words.
  await expect(changes.locator('.in-words li')).toHaveCount(5);
  await expect(changes.locator('.totals')).toHaveText(['Loses 1: Juniper MIS 1.', 'Gains 1: Juniper MIS 1.']);
  // Going back keeps the choices, and shows what is saved.
  await page.getByRole('button', { name: 'Go back and change something' }).click();
  await expect(page.locator(`[id="${NOTES}"]`)).toHaveValue('allow');
  await expect(page.locator('.role-line').filter({ has: page.locator(`[id="${NOTES}"]`) })).toContainText('Saved so far: As Partial Edit');
  await confirm(page);

  // The change appears wherever permissions are shown, with its reason.
  await page.goto(`/roles/who?feature=${NOTES}`);
  const holder = page.getByRole('row').filter({ hasText: 'Petra Pastoral' });
  await expect(holder).toContainText(`Your school set “Allow” for ${name}`);
  await page.goto(`${person}/roles`);
  await expect(page.locator('.preview-product').filter({ hasText: 'Juniper MIS' })).toContainText('set in this role');
  await page.goto(`${person}/what-if?role=partial-edit`);
  await expect(page.locator('.preview-summary')).toContainText(`Partial Edit instead of ${name}: gains 1, loses 1`);
  // Trying leads on to the form, with the role chosen.
  await page.getByRole('link', { name: 'Choose Partial Edit for Petra' }).click();
  await page.waitForURL(`**${person}/roles?role=partial-edit`);
  await expect(page.locator('input[name="role"][value="partial-edit"]')).toBeChecked();

  await page.goto(role);
  await page.getByLabel('Its people get').selectOption('minimal-edit');
  await page.getByRole('button', { name: 'Delete the role' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Delete ${name}?`);
  await expect(page.locator('#reach')).toContainText('Petra Pastoral');
  await page.getByRole('button', { name: 'Delete the role' }).click();
  await expect(page.getByText('The role is deleted')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(0);
  expect((await page.goto(role)).status()).toBe(404);
  // A link that compares the role names it, and shows the others.
  await page.goto(`/roles?role=full-edit&role=partial-edit&role=${role.split('/').at(-1)}`);
  await expect(page.getByRole('main')).toContainText('does not know');
  await expect(page.locator('#comparison').getByRole('columnheader').filter({ visible: true })).toHaveCount(3);
  await page.goto(`${person}/history`);
  await expect(page.getByRole('main')).toContainText(name);
  await expect(page.getByRole('main')).toContainText('Minimal Edit');
});

test('each role of the school has a code of its own, made from its name', async ({ page }) => {
  await signInAs(page, 'Account Owner');
  const names = [fresh('Reading lead'), fresh('Reading lead')];
  for (const name of names) await make(page, name, 'partial-edit');
  await page.goto('/roles/manage');
  const code = (name) => page.getByRole('row').filter({ hasText: name }).locator('.short');
  const codes = [await code(names[0]).innerText(), await code(names[1]).innerText()];
  for (const one of codes) expect(one.trim()).toMatch(/^RL\S*\*$/);
  expect(codes[0]).not.toBe(codes[1]);
  // The same code beside the name in the comparison, also on paper.
  const both = await page.getByRole('row').filter({ hasText: names[0] }).getByRole('link', { name: 'Change' }).getAttribute('href');
  await page.goto(`/roles?role=partial-edit&role=${both.split('/').at(-1)}`);
  const head = page.locator('#comparison thead abbr.school-own');
  await expect(head).toHaveText(codes[0].trim());
  await page.emulateMedia({ media: 'print' });
  await expect(head).toBeVisible();
});

test('a standard role is changed, marked where roles are compared, met at once, and put back', async ({ page, anotherBrowser }) => {
  await signInAs(page, 'Account Owner');
  const reader = await anotherBrowser();
  await signInAs(reader, 'Full Read-only');
  expect((await reader.goto('/pupils')).status()).toBe(200);
  // Leaves a page that follows the change: it loads itself again, and would do so during the next request.
  await reader.goto('about:blank');
  await page.goto('/roles/manage/full-read-only');
  await set(page, PUPILS, 'deny');
  await confirm(page);
  // The next request of a person with the role is decided by the change.
  expect((await reader.goto('/pupils')).status()).toBe(403);
  await reader.goto('about:blank');
  await page.goto(`/roles?why=${PUPILS}`);
  await expect(page.locator(`[id="${PUPILS}"]`).getByRole('img', { name: 'changed by your school, denied' })).toHaveCount(1);
  await expect(page.getByRole('main')).toContainText('Your school has changed Full Read-only: “Deny” here');

  await page.goto('/roles/manage/full-read-only');
  await page.getByRole('button', { name: 'See what putting it back changes' }).click();
  await expect(page.locator('#changes').getByRole('row').filter({ hasText: 'View pupils' })).toContainText('As published');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText(/ is saved\. It applies straight away/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Put it back' })).toHaveCount(0);
  expect((await reader.goto('/pupils')).status()).toBe(200);
});

test('two admins who change a role at once lose nothing', async ({ page, anotherBrowser }) => {
  await signInAs(page, 'Account Admin');
  const name = fresh('Cover teacher');
  await make(page, name, 'full-edit');
  const role = new URL(page.url()).pathname;
  const owner = await anotherBrowser();
  await signInAs(owner, 'Account Owner');
  await owner.goto(role);
  await set(owner, CONSENTS, 'deny');
  await set(page, NOTES, 'deny');
  await confirm(owner);
  await page.getByRole('button', { name: 'See what changes' }).click();
  await expect(page.getByText('changed this role')).toBeVisible();
  // The choices are kept, and what the other admin saved is shown beside them.
  await expect(page.locator(`[id="${NOTES}"]`)).toHaveValue('deny');
  const consents = page.locator('.role-line').filter({ has: page.locator(`[id="${CONSENTS}"]`) });
  await expect(consents).toContainText('Saved so far: Deny');
  await set(page, CONSENTS, 'deny');
  await confirm(page);
  await expect(page.locator(`[id="${NOTES}"]`)).toHaveValue('deny');
  await expect(page.locator(`[id="${CONSENTS}"]`)).toHaveValue('deny');
});

test('whoever may not change a role is told why', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  expect((await page.goto('/roles/manage/account-admin')).status()).toBe(403);
  await expect(page.getByRole('main')).toContainText('only somebody above that role can change it');
  expect((await page.goto('/roles/manage/headteacher')).status()).toBe(404);
  expect((await page.goto('/roles/manage/full-edit.5f0c7a3e9b1d4c2f8a6e0d1b2c3f4a5b')).status()).toBe(404);
  await signInAs(page, 'Full Edit');
  expect((await page.goto('/roles/manage')).status()).toBe(403);
  expect((await page.goto('/roles/manage/minimal-edit')).status()).toBe(403);
});

test('a permission is set with the keyboard alone', async ({ page }) => {
  await signInAs(page, 'Account Owner');
  const name = fresh('Site editor');
  await make(page, name, 'minimal-edit');
  const fold = page.locator('details.fold').filter({ hasText: 'Juniper Websites' }).first();
  await fold.locator('summary').first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const field = page.locator('select:focus');
  await expect(field).toHaveCount(1);
  const code = await field.getAttribute('id');
  expect(code).toMatch(/^juniper-websites\//);
  await page.keyboard.type('Allow');
  await expect(page.locator(`[id="${code}"]`)).toHaveValue('allow');
  await page.getByRole('button', { name: 'See what changes' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Check what changes in ${name}`);
  await expect(page.locator('#changes').getByRole('row')).toHaveCount(2);
  await expect(page.locator('#reach')).toContainText('Nobody holds this role');
});

test('a permission is found among all of them, and what was chosen stays chosen', async ({ page, scripts }) => {
  test.skip(!scripts, 'without scripts the browser searches the page itself');
  await signInAs(page, 'Account Admin');
  await page.goto('/roles/manage/minimal-read-only');
  await expect(page.getByRole('search', { name: 'Permissions of this role' })).toBeVisible();
  const lines = page.locator('.role-line:visible');
  const find = page.getByLabel('Find a permission');
  await find.fill('pupils NOTES juniper');
  await expect(lines).toHaveCount(1);
  await expect(page.locator('#found-count')).toHaveText('1 of 169 permissions');
  await page.locator(`[id="${NOTES}"]`).selectOption('allow');
  await find.fill('no such thing');
  await expect(lines).toHaveCount(0);
  await expect(page.locator('#found-count')).toHaveText('0 of 169 permissions');
  await find.fill('');
  await page.getByLabel('Only what is set').check();
  await expect(lines).toHaveCount(1);
  await page.getByRole('button', { name: 'See what changes' }).click();
  await expect(page.locator('#changes').getByRole('row').filter({ hasText: 'Pupils - Notes' })).toContainText('Allow');
});
