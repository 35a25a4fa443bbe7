import { expect, signInAs, test } from '../support/test.js';
import { chooseRole, openForm, signOut } from '../support/pages.js';

const FEATURE = 'sonar-tracker/observations/create-observations';

test('the Account Owner saves what the school is called and uses, for everybody', async ({ page, anotherBrowser, scripts }) => {
  await signInAs(page, 'Account Owner');
  const elsewhere = await anotherBrowser();
  await signInAs(elsewhere, 'Full Edit');

  await page.goto('/settings');
  const [name, contact] = [page.getByLabel('School name'), page.getByLabel('Help contact')];
  const before = [await name.inputValue(), await contact.inputValue()];
  const save = async (school, help, portal) => {
    await name.fill(school);
    await contact.fill(help);
    await page.getByLabel('Portal', { exact: true }).setChecked(portal, { force: true });
    await page.getByRole('button', { name: 'Save settings' }).click();
    await expect(page.getByText(/^The settings of .* are saved\./)).toBeVisible();
  };
  await save("St Brigid's & All Saints", 'Ask Ngozi, room 3', false);
  if (!scripts) await elsewhere.goto('/school');
  await expect(elsewhere.getByRole('banner')).toContainText("St Brigid's & All Saints");
  await elsewhere.goto('/help');
  await expect(elsewhere.getByRole('main')).toContainText('Ask Ngozi, room 3');
  // A product that is not used is not shown to anyone.
  await elsewhere.goto('/permissions');
  await expect(elsewhere.locator('.preview-product')).toHaveCount(4);
  await expect(elsewhere.locator('.preview')).not.toContainText('Portal');

  await page.goto('/settings');
  await save(before[0], before[1], true);
  await page.goto('/permissions');
  await expect(page.locator('.preview-product')).toHaveCount(5);
});

test('reminders are off until the school wants them', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  await page.goto('/settings');
  const reminds = page.getByLabel('Remind people before their invitation expires');
  for (const wanted of [true, false]) {
    await expect(reminds).toBeChecked({ checked: !wanted });
    await reminds.setChecked(wanted);
    await page.getByRole('button', { name: 'Save settings' }).click();
    await expect(page.getByText(/^The settings of .* are saved\./)).toBeVisible();
    await page.goto('/settings');
    await expect(reminds).toBeChecked({ checked: wanted });
  }
});

test('a school must have a name', async ({ page }) => {
  await signInAs(page, 'Account Owner');
  await page.goto('/settings');
  await page.getByLabel('School name').fill('  ');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' }).getByRole('link')).toHaveCount(1);
  await expect(page.getByLabel('School name')).toHaveAttribute('aria-invalid', 'true');
  await expect(page).toHaveTitle(/^Error: /);
});

test('the Account Owner confirms a cell, and everybody sees on what it rests', async ({ page, anotherBrowser, scripts }) => {
  await signInAs(page, 'Account Owner');
  await page.goto('/settings');
  const row = page.locator(`tr[id="${FEATURE}"]`);
  const answer = page.locator('select[name="cell-full-edit"]');
  const say = async (value) => {
    await answer.selectOption(value);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('is saved.')).toBeVisible();
  };
  const signs = () => row.locator('td [role=img]').evaluateAll((signs) => signs.map((sign) => sign.getAttribute('aria-label')));
  const asItWas = await signs();
  await row.getByRole('link').click();
  await expect(row.getByRole('link')).toHaveAttribute('aria-expanded', 'true');
  const original = await answer.inputValue();
  await say('denied');
  const confirmed = await signs();
  const changed = confirmed.filter((text, place) => text !== asItWas[place]);
  expect(changed).toHaveLength(1);
  expect(changed[0]).toContain('your school confirmed it as denied');

  // The confirmation applies from now on, in the preview too.
  const admin = await anotherBrowser();
  await signInAs(admin, 'Account Admin');
  await openForm(admin, scripts);
  await chooseRole(admin, 'full-edit');
  if (!scripts) await admin.getByRole('button', { name: 'Show what this changes' }).click();
  const line = admin.locator('.preview .line').filter({ hasText: 'Create observations' });
  await expect(line).toContainText('confirmed by your school');
  await expect(line).toHaveClass(/cannot/);

  // An admin sees it, with the reason why they may not confirm it.
  await admin.goto(`/settings?feature=${FEATURE}`);
  await expect(admin.getByRole('main')).toContainText('You can see these, but not confirm them');
  await expect(admin.getByRole('main')).toContainText("Only your school's Account Owner can");
  await expect(admin.getByRole('button', { name: 'Save changes' })).toHaveCount(0);

  await say(original);
  await expect.poll(signs).toEqual(asItWas);
});

test('what a role can do is told for all eight, with the reason for every row', async ({ page, scripts }) => {
  await signInAs(page, 'Full Read-only');
  await page.goto('/roles/guide');
  for (const role of ['Account Owner', 'Account Admin', 'Full Edit', 'Partial Edit', 'Minimal Edit', 'Full Read-only', 'Partial Read-only', 'Minimal Read-only']) {
    await expect(page.locator('#meaning')).toContainText(role);
  }
  await page.goto('/roles');
  for (const [product, rows] of [
    ['Juniper MIS', 78],
    ['Sonar Tracker', 31],
  ]) {
    await page.getByLabel('Product', { exact: true }).selectOption({ label: product });
    if (!scripts) await page.getByRole('button', { name: 'Compare' }).click();
    await expect(page.locator('tr.permission:visible')).toHaveCount(rows);
  }
  const row = page.locator(`tr[id="${FEATURE}"]`);
  await row.getByRole('link').click();
  await page.waitForURL(/why=/);
  const reasons = page.locator('.row-detail .reasons li');
  await expect(reasons).toHaveCount(8);
  for (const reason of await reasons.all()) await expect(reason).toHaveText(/\w+ \w+ \w+/);
  await row.getByRole('link').click();
  await expect(reasons).toHaveCount(0);
  await signOut(page);
});
