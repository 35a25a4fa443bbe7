// Comparing roles: the choice is applied at once, is part of the address, and appears in files and in print.
import { readFile } from 'node:fs/promises';
import { expect, signInAs, test } from '../support/test.js';

const main = (page) => page.getByRole('main');
const rows = (page) => page.locator('tr[data-have]:visible');
// Rows far out of view are not laid out, and have no inner text.
const names = async (page) => (await rows(page).locator('th a').allTextContents()).map((name) => name.trim());

/** Leaves only these roles ticked. */
async function compare(page, labels) {
  for (const box of await page.getByRole('group', { name: 'Roles to compare' }).getByRole('checkbox').all()) {
    await box.setChecked(labels.includes(await box.evaluate((input) => input.labels[0].innerText.trim())));
  }
}

/** Submits the form, which is needed without scripts. */
const ask = async (page, scripts) => {
  if (!scripts) await page.getByRole('button', { name: 'Compare' }).click();
};

test('a visitor of the demonstration compares two roles, and the link shows somebody else the same', async ({ page, anotherBrowser, scripts }) => {
  await page.goto('/roles');
  await expect(rows(page)).toHaveCount(169);
  await compare(page, ['Partial Edit', 'Minimal Edit']);
  await page.getByLabel('Differences only').check();
  await ask(page, scripts);
  await page.waitForURL(/only=differences/);
  const count = await rows(page).count();
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(169);
  await expect(page.locator('#compared-count')).toHaveText(`${count} of 169 permissions`);
  // The two roles are identical in Sonar Tracker.
  await expect(page.locator('tbody[data-area^="sonar-tracker/"] tr[data-have]:visible')).toHaveCount(0);
  await expect(page.locator('#comparison').getByRole('columnheader').filter({ visible: true })).toHaveCount(3);

  const elsewhere = await anotherBrowser();
  await elsewhere.goto(page.url());
  expect(await names(elsewhere)).toEqual(await names(page));
  await expect(elsewhere.locator('#compared-count')).toHaveText(`${count} of 169 permissions`);
});

test('a search, a product and folded areas leave what was asked for', async ({ page, scripts }) => {
  await signInAs(page, 'Full Read-only');
  await page.goto('/roles');
  await page.getByLabel('Permission, area or product').fill('EXPORT data');
  await ask(page, scripts);
  await page.waitForURL(/search=/);
  expect((await names(page)).every((name) => /export|data/i.test(name))).toBe(true);
  await page.getByLabel('Permission, area or product').fill('');
  await page.getByLabel('Product', { exact: true }).selectOption('portal');
  await ask(page, scripts);
  await page.waitForURL(/product=portal/);
  await expect(rows(page)).toHaveCount(13);
  const area = page.locator('tbody[data-area^="portal/"]').first();
  const inside = await area.locator('tr[data-have]').count();
  await area.locator('[data-fold]').click();
  await expect(rows(page)).toHaveCount(13 - inside);
  await expect(area.locator('[data-fold]')).toHaveAttribute('aria-expanded', 'false');
  await expect(page).toHaveURL(/fold=portal/);
  await page.reload();
  await expect(rows(page)).toHaveCount(13 - inside);
  await page.getByRole('link', { name: 'Start again' }).click();
  await expect(rows(page)).toHaveCount(169);
});

test('a row says why for the roles that are compared, and keeps what was asked for', async ({ page, scripts }) => {
  await signInAs(page, 'Partial Edit');
  await page.goto('/roles?role=full-edit&role=partial-edit&role=minimal-read-only');
  await page.getByLabel('Differences only').check();
  await ask(page, scripts);
  await page.waitForURL(/only=differences/);
  const before = await names(page);
  const row = rows(page).nth(1);
  // From any of its cells where scripts run.
  await (scripts ? row.locator('td:visible').last() : row.getByRole('link')).click();
  await page.waitForURL(/why=/);
  const reasons = page.locator('.row-detail .reasons li');
  await expect(reasons).toHaveCount(3);
  for (const reason of await reasons.all()) await expect(reason).toHaveText(/\w+ \w+ \w+/);
  await expect(page.locator('.row-detail')).toContainText('Source');
  expect(await names(page)).toEqual(before);
  await row.getByRole('link').click();
  await expect(reasons).toHaveCount(0);
  expect(await names(page)).toEqual(before);
});

test('a file holds what is shown', async ({ page, scripts }) => {
  await page.goto('/roles');
  await compare(page, ['Account Owner', 'Full Edit']);
  await page.getByLabel('Differences only').check();
  await ask(page, scripts);
  await page.waitForURL(/only=differences/);
  const shown = await names(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  const lines = text.trim().split('\r\n');
  expect(lines[0]).toMatch(/Kind,Account Owner,Full Edit$/);
  expect(lines.length - 1).toBe(shown.length);
  for (const [place, name] of shown.entries()) expect(lines[place + 1]).toContain(name);
});

test('a role the school made stands beside the one it was made from, in a link and in a file', async ({ page, scripts }) => {
  await page.goto('/roles');
  const made = page.locator('#made');
  await made.getByText('Learning mentor', { exact: true }).first().click();
  const set = await made.locator('details', { hasText: 'Learning mentor' }).getByRole('listitem').count();
  expect(set).toBeGreaterThan(0);
  await made.getByRole('link', { name: 'Compare Learning mentor with' }).click();
  await page.waitForURL(/only=differences/);
  const heads = page.locator('#comparison').getByRole('columnheader').filter({ visible: true });
  await expect(heads).toHaveCount(3);
  await expect(heads.last()).toContainText('Learning mentor');
  // The changed permissions are the difference, and are labelled so.
  await expect(rows(page)).toHaveCount(set);
  for (const row of await rows(page).all()) await expect(row.locator('td:visible').last()).toContainText('changed by your school');
  await rows(page).first().getByRole('link').click();
  await expect(page.locator('.row-detail .reasons li').last()).toContainText('Your school set');

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n');
  expect(lines[0]).toMatch(/,Learning mentor$/);
  expect(lines.length - 1).toBe(set);

  // Beside the eight it would be a ninth, which is too many; once one of them is left out it is drawn.
  await page.goto('/roles');
  const mentor = page.getByRole('checkbox', { name: 'Learning mentor' });
  await mentor.check();
  await ask(page, scripts);
  await expect(main(page)).toContainText('Choose at most eight roles at once.');
  await page.goto('/roles');
  await compare(page, ['Account Owner', 'Full Edit']);
  await mentor.check();
  await ask(page, scripts);
  await expect(heads).toHaveCount(4);
  await expect(heads.filter({ hasText: 'Learning mentor' })).toHaveCount(1);
  expect(new URL(page.url()).searchParams.getAll('role')).toHaveLength(3);
  await mentor.uncheck();
  await ask(page, scripts);
  await expect(heads).toHaveCount(3);
  await mentor.check();
  await page.getByLabel('Differences only').check();
  await ask(page, scripts);
  await expect(heads).toHaveCount(4);
  await expect(page.locator('#compared-count')).toHaveText(`${await rows(page).count()} of 169 permissions`);
});

test('an address with roles nobody knows says so, and so does one role alone', async ({ page, scripts }) => {
  await page.goto('/roles?role=full-edit&role=king&role=partial-edit&why=nonsense/of/it');
  await expect(main(page)).toContainText('does not know');
  await expect(page.locator('#comparison').getByRole('columnheader').filter({ visible: true })).toHaveCount(3);
  await compare(page, ['Full Edit']);
  await ask(page, scripts);
  await expect(main(page)).toContainText(/[Cc]hoose at least two roles to compare/);
  // The rows stay, or all of them are shown.
  expect(await rows(page).count()).toBe(169);
});

test('eight roles fit on a sheet of paper', async ({ page, scripts }) => {
  test.skip(!scripts, 'paper is the same without scripts');
  await page.goto('/roles');
  await page.emulateMedia({ media: 'print' });
  // A4 landscape without its margins: 277 mm.
  await page.setViewportSize({ width: 1047, height: 718 });
  const table = page.locator('#comparison table');
  expect(await table.evaluate((table) => table.scrollWidth)).toBeLessThanOrEqual(1047);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1047);
  await expect(page.locator('#comparison').getByRole('columnheader').filter({ visible: true })).toHaveCount(9);
  await expect(page.locator('#comparison-form')).toBeHidden();
});

test('an admin sees who can do something, through which role, and what another role would change', async ({ page, scripts }) => {
  await signInAs(page, 'Account Admin');
  await page.goto('/roles?product=portal');
  await rows(page).first().getByRole('link').click();
  await page.getByRole('link', { name: /^Who (can do|is held back by) this\?/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who can do something');
  const table = page.getByRole('table', { name: 'Who has it' });
  await expect(table.getByRole('row').filter({ hasText: 'Margaret Ashworth' })).toContainText('Account Owner');
  const before = await page.locator('#holders-count').innerText();
  await page.getByLabel('Permission', { exact: true }).selectOption({ label: 'Sonar Tracker, School: Export data' });
  if (!scripts) await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.locator('#holders-count')).not.toHaveText(before);
  await expect(page.locator('#holders-count')).toContainText('Export data');

  // The reverse: a person, and another role.
  await table.getByRole('row').filter({ hasText: 'Full Edit' }).getByRole('link').first().click();
  await page.getByRole('link', { name: 'What if they had another role?' }).click();
  await page.getByLabel('Role', { exact: true }).selectOption('minimal-read-only');
  if (!scripts) await page.getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL(/role=minimal-read-only/);
  await expect(page.locator('.preview-summary')).toContainText('loses');
  // Nothing was changed.
  await page.goto(page.url().replace(/\/what-if.*/, ''));
  await expect(page.locator('[data-region="person-head"]')).toContainText('Full Edit');
});

test('somebody without the right is told why', async ({ page }) => {
  await signInAs(page, 'Full Edit');
  await page.goto('/roles?product=portal');
  await rows(page).first().getByRole('link').click();
  await expect(page.locator('.row-detail .reasons li')).toHaveCount(8);
  await expect(page.getByRole('link', { name: /^Who / })).toHaveCount(0);
  expect((await page.goto('/roles/who')).status()).toBe(403);
  await expect(main(page)).toContainText('Account Owner');
});

test('roles are shown to an audience one at a time, with keys and by hand', async ({ page, scripts }) => {
  await page.goto('/roles/present');
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveText('Minimal Read-only');
  await page.getByRole('link', { name: 'Above: Partial Read-only' }).click();
  await expect(title).toHaveText('Partial Read-only');
  await page.goto('/roles/present?role=partial-edit');
  await expect(page.locator('.presentation-summary')).toContainText('over Minimal Edit');
  const gains = await page.locator('.presentation-lines li').count();
  expect(gains).toBeGreaterThan(0);
  if (scripts) {
    // The next role up, whichever the school has; the page is hydrated once a key leads there.
    const next = (await page.getByRole('link', { name: /^Above/ }).innerText()).replace(/^Above: /, '');
    await expect(async () => {
      await page.keyboard.press('ArrowRight');
      await expect(title).toHaveText(next, { timeout: 1000 });
    }).toPass();
    await page.keyboard.press('PageUp');
    await expect(title).toHaveText('Partial Edit');
    await expect(page.locator('.presentation-lines li')).toHaveCount(gains);
  }
  // A role copied from another comes after it, and is compared with it.
  await page.goto('/roles');
  const mentor = await page.getByRole('checkbox', { name: 'Learning mentor' }).getAttribute('value');
  await page.goto(`/roles/present?role=${mentor.split('.')[0]}`);
  const level = await title.innerText();
  await page.getByRole('link', { name: 'Above: Learning mentor' }).click();
  await expect(title).toHaveText('Learning mentor');
  await expect(main(page)).toContainText(`Your school made it from ${level}.`);
  await expect(page.locator('.presentation-summary')).toContainText(level);
  await page.goto('/roles/present?role=account-owner');
  await expect(page.getByRole('link', { name: /^Above/ })).toHaveCount(0);
});
