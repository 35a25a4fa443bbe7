// The pages about roles. Comparing: the choice is applied at once, is part of the address, and appears in files and in
// print. Presenting: a stage of its own.
import { readFile } from 'node:fs/promises';
import { expect, signInAs, test } from '../support/test.js';

const main = (page) => page.getByRole('main');
const rows = (page) => page.locator('tr.permission:visible');
const only = (page) => page.getByLabel('Differences only');
// Rows far out of view are not laid out, and have no inner text.
const names = async (page) => (await rows(page).locator('th a').allTextContents()).map((name) => name.trim());

/** Leaves only these roles ticked. */
async function compare(page, labels, scripts) {
  const boxes = page.getByRole('group', { name: 'Roles to compare' });
  const ticked = boxes.getByRole('checkbox', { checked: true });
  while ((await ticked.count()) > 0) await ticked.first().uncheck();
  for (const label of labels) {
    await boxes.getByRole('checkbox', { name: label, exact: true }).check();
    // Each tick leads to an address.
    if (scripts) await page.waitForURL((url) => labels.slice(0, labels.indexOf(label) + 1).length === url.searchParams.getAll('role').length);
  }
}

/** Submits the form, which is needed without scripts. */
const ask = async (page, scripts) => {
  if (!scripts) await page.getByRole('button', { name: 'Compare' }).click();
};

test('a visitor of the demonstration compares two roles in two clicks, and the link shows somebody else the same', async ({ page, anotherBrowser, scripts }) => {
  await page.goto('/roles');
  await expect(page.locator('#compared-count')).toHaveText('169 of 169 permissions');
  await expect(page.locator('#comparison .product').first()).toContainText('Sensitive');
  await page.getByRole('checkbox', { name: 'Partial Edit', exact: true }).check();
  if (scripts) await expect(main(page)).toContainText('Choose at least two roles to compare.');
  await page.getByRole('checkbox', { name: 'Minimal Edit', exact: true }).check();
  await ask(page, scripts);
  await expect(page.locator('.pair-sentence')).toHaveText(/^Partial Edit also has \d+, Minimal Edit nothing more\.$/);
  await expect(rows(page)).toHaveCount(169);
  // It begins with what differs, and the sensitive first.
  await expect(page.locator('#comparison .product').first()).toContainText('What differs');
  await expect(rows(page).first()).toContainText(/Sensitive|Powerful/);
  await only(page).check();
  await ask(page, scripts);
  await page.waitForURL(/only=differences/);
  const count = await rows(page).count();
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(169);
  await expect(page.locator('#compared-count')).toHaveText(`${count} of 169 permissions`);
  // The two roles are identical in Sonar Tracker.
  await expect(page.locator('tr.permission[id^="sonar-tracker/"]:visible')).toHaveCount(0);
  await expect(page.locator('#comparison').getByRole('columnheader').filter({ visible: true })).toHaveCount(3);

  const elsewhere = await anotherBrowser();
  await elsewhere.goto(page.url());
  expect(await names(elsewhere)).toEqual(await names(page));
  await expect(elsewhere.locator('#compared-count')).toHaveText(`${count} of 169 permissions`);
  // Back takes back the last tick, and the form says so.
  if (scripts) {
    await page.goBack();
    await expect(page.getByRole('checkbox', { name: 'Minimal Edit', exact: true })).not.toBeChecked();
    await expect(page.getByRole('checkbox', { name: 'Partial Edit', exact: true })).toBeChecked();
  }
});

test('what matters most comes first, and a product opens and closes', async ({ page, scripts }) => {
  await signInAs(page, 'Full Read-only');
  await page.goto('/roles');
  const first = await rows(page).count();
  expect(first).toBeLessThan(60);
  const fold = page.locator('[id="fold-portal"]');
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await fold.click();
  await page.waitForURL(/open=portal/);
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  const more = Number(await page.locator('[id="portal"] b').innerText());
  await expect(rows(page)).toHaveCount(first + more);
  if (scripts) await expect(fold).toBeFocused();
  await page.reload();
  await expect(rows(page)).toHaveCount(first + more);
  await fold.click();
  await expect(rows(page)).toHaveCount(first);
  await page.getByRole('link', { name: 'Open every product' }).click();
  await expect(rows(page)).toHaveCount(169);
  await page.getByRole('link', { name: 'Start again' }).click();
  await expect(rows(page)).toHaveCount(first);
});

test('a search and a product leave what was asked for', async ({ page, scripts }) => {
  await page.goto('/roles');
  await page.getByLabel('Permission, area or product').fill('EXPORT data');
  await ask(page, scripts);
  await page.waitForURL(/search=/);
  await expect(page.locator('#compared-count')).not.toHaveText(/^169 of/);
  expect((await names(page)).every((name) => /export|data/i.test(name))).toBe(true);
  await page.getByLabel('Permission, area or product').fill('');
  await page.getByLabel('Product', { exact: true }).selectOption('portal');
  await ask(page, scripts);
  await page.waitForURL(/product=portal/);
  await expect(rows(page)).toHaveCount(13);
});

test('the tabs lead to the pages about roles', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  await page.goto('/roles');
  const tabs = page.getByRole('navigation', { name: 'Roles' });
  for (const [name, heading] of [
    ['Guide', 'Guide to the roles'],
    ['Who can', 'Who can do something'],
    ['Manage', 'Your school’s roles'],
    ['Compare', 'Compare roles'],
  ]) {
    await tabs.getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(new RegExp(heading.replace('’', '.')));
    await expect(tabs.locator('[aria-current="page"]')).toHaveText(name);
  }
});

test('a row says why for the roles that are compared, and keeps what was asked for', async ({ page, scripts }) => {
  await signInAs(page, 'Partial Edit');
  await page.goto('/roles?role=full-edit&role=partial-edit&role=minimal-read-only');
  await only(page).check();
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
  await expect.poll(() => names(page)).toEqual(before);
  await row.getByRole('link').click();
  await expect(reasons).toHaveCount(0);
  await expect.poll(() => names(page)).toEqual(before);
});

test('a file holds what is shown', async ({ page, scripts }) => {
  await page.goto('/roles');
  await compare(page, ['Account Owner', 'Full Edit'], scripts);
  await ask(page, scripts);
  await only(page).check();
  await ask(page, scripts);
  await page.waitForURL(/only=differences/);
  const shown = await names(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  const lines = text.trim().split('\r\n');
  expect(lines[0]).toMatch(/Kind,Account Owner,Full Edit$/);
  expect(lines.length - 1).toBe(shown.length);
  // A file is in published order, with nothing first.
  for (const name of shown) expect(text).toContain(name);
});

test('a role the school made stands beside the one it was made from, in a link and in a file', async ({ page, scripts }) => {
  await page.goto('/roles/guide');
  const made = page.locator('#made');
  await made.getByText('Learning mentor', { exact: true }).first().click();
  const set = await made.locator('details', { hasText: 'Learning mentor' }).locator('.plain-list li').count();
  expect(set).toBeGreaterThan(0);
  await made.getByRole('link', { name: 'Compare Learning mentor with' }).click();
  await page.waitForURL(/only=differences/);
  const heads = page.locator('#comparison').getByRole('columnheader').filter({ visible: true });
  await expect(heads).toHaveCount(3);
  await expect(heads.last()).toContainText('Learning mentor');
  // The changed permissions are the difference, and are labelled so.
  await expect(rows(page)).toHaveCount(set);
  for (const row of await rows(page).all()) await expect(row.locator('td:visible').last().getByRole('img')).toHaveAccessibleName(/changed by your school/);
  await rows(page).first().getByRole('link').click();
  await expect(page.locator('.row-detail .reasons li').last()).toContainText('Your school set');

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n');
  expect(lines[0]).toMatch(/,Learning mentor$/);
  expect(lines.length - 1).toBe(set);

  // Nine at once are too many.
  const mentor = await page.getByRole('checkbox', { name: 'Learning mentor' }).getAttribute('value');
  const eight = ['account-owner', 'account-admin', 'full-edit', 'partial-edit', 'minimal-edit', 'full-read-only', 'partial-read-only', 'minimal-read-only'];
  await page.goto(`/roles?${[...eight, mentor].map((role) => `role=${role}`).join('&')}`);
  await expect(main(page)).toContainText('Choose at most eight roles at once.');
  await page.goto('/roles');
  await compare(page, ['Account Owner', 'Full Edit', 'Learning mentor'], scripts);
  await ask(page, scripts);
  await expect(heads).toHaveCount(4);
  await expect(heads.filter({ hasText: 'Learning mentor' })).toHaveCount(1);
  expect(new URL(page.url()).searchParams.getAll('role')).toHaveLength(3);
  await only(page).check();
  await ask(page, scripts);
  await page.waitForURL(/only=differences/);
  await expect(page.locator('#compared-count')).toHaveText(`${await rows(page).count()} of 169 permissions`);
});

test('an address with roles nobody knows says so, and so does one role alone', async ({ page, scripts }) => {
  await page.goto('/roles?role=full-edit&role=king&role=partial-edit&why=nonsense/of/it');
  await expect(main(page)).toContainText('does not know');
  await expect(page.locator('#comparison').getByRole('columnheader').filter({ visible: true })).toHaveCount(3);
  await compare(page, ['Full Edit'], scripts);
  await ask(page, scripts);
  await expect(main(page)).toContainText('Choose at least two roles to compare.');
  await expect(page.locator('#comparison').getByRole('columnheader').filter({ visible: true })).toHaveCount(9);
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
  await page.locator('#find').fill('Export data');
  if (!scripts) await main(page).getByRole('button', { name: 'Find' }).first().click();
  await main(page).getByRole('link', { name: /^Export data/ }).click();
  await expect(page.locator('#holders-count')).not.toHaveText(before);
  await expect(page.locator('#holders-count')).toContainText('Export data');

  // The reverse: a person, and another role.
  await table.getByRole('row').filter({ hasText: 'Full Edit' }).getByRole('link').first().click();
  await page.getByRole('link', { name: 'Try another role' }).click();
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

test('roles are presented on a stage, slide by slide, with keys and by hand', async ({ page, scripts }) => {
  await page.goto('/roles/present');
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveText('Minimal Read-only');
  // Neither banner nor menus.
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('contentinfo')).toBeHidden();
  await page.getByRole('link', { name: 'Above: Partial Read-only' }).click();
  await expect(title).toHaveText('Partial Read-only');

  await page.goto('/roles/present?role=full-edit');
  await expect(page.locator('.stage-squares i')).toHaveCount(169);
  const [, gains] = (await page.locator('.stage-adds').innerText()).match(/gains (\d+) over Partial Edit/);
  await expect(page.locator('.stage-squares .gained')).toHaveCount(Number(gains));
  const total = Number(await page.locator('.stage-total b').innerText());
  await expect(page.locator('.stage-squares .lit')).toHaveCount(total);
  // Everything that is gained is on a slide.
  let items = 0;
  while (items < Number(gains)) {
    await page.locator('#presented-next').click();
    await expect(page.locator('.stage-adds small')).toContainText(`${items + 1}–`);
    items += await page.locator('.stage-items li').count();
  }
  expect(items).toBe(Number(gains));
  await page.locator('#presented-next').click();
  // Another test may have made a role of Full Edit, which then comes next.
  await expect(title).not.toHaveText('Full Edit');
  const above = await title.innerText();
  if (scripts) {
    // The page is awake once a key leads back.
    await expect(async () => {
      await page.keyboard.press('ArrowLeft');
      await expect(title).toHaveText('Full Edit', { timeout: 1000 });
    }).toPass();
    await page.keyboard.press('ArrowUp');
    await expect(title).toHaveText(above);
    await page.keyboard.press('PageDown');
    await expect(page.locator('.stage-items li').first()).toBeVisible();
  }
  // A role copied from another comes after it, and is compared with it.
  await page.goto('/roles');
  const mentor = await page.getByRole('checkbox', { name: 'Learning mentor' }).getAttribute('value');
  await page.goto(`/roles/present?role=${mentor.split('.')[0]}`);
  const level = await title.innerText();
  await page.getByRole('link', { name: 'Above: Learning mentor' }).click();
  await expect(title).toHaveText('Learning mentor');
  await expect(main(page)).toContainText(`Your school made it from ${level}.`);
  await expect(page.locator('.stage-adds')).toContainText(level);
  await page.goto('/roles/present?role=account-owner');
  await expect(page.getByRole('link', { name: /^Above/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'A teacher | a governor' }).click();
  await expect(title).toHaveText('A teacher | a governor');
  await expect(page.getByRole('row', { name: /^Pupil [0-9A-Z]{4} Not shown$/ })).toHaveCount(8);
  await page.getByRole('link', { name: 'Back to the roles' }).click();
  await page.getByRole('link', { name: 'Close' }).click();
  await expect(title).toHaveText('Guide to the roles');
  await expect(page.getByRole('banner')).toBeVisible();
});

test('the presenter’s notes and the stage follow each other', async ({ page, context, scripts }) => {
  await page.goto('/roles/present?role=full-edit');
  if (scripts) await expect(page.getByRole('button', { name: 'Full screen' })).toBeVisible();
  const opened = context.waitForEvent('page');
  await page.getByRole('link', { name: 'Presenter’s notes' }).click();
  const notes = await opened;
  await expect(notes.getByRole('heading', { level: 2 })).toHaveText('Full Edit');
  if (!scripts) return;
  const title = page.getByRole('heading', { level: 1 });
  await expect(async () => {
    await page.locator('#presented-above').click();
    await page.locator('#presented-below').click();
    await page.locator('#presented-above').click();
    await expect(notes.getByRole('heading', { level: 2 })).toHaveText('Account Admin', { timeout: 1000 });
  }).toPass();
  await notes.getByRole('link', { name: 'Next', exact: true }).click();
  await expect(page.locator('.stage-items')).toBeVisible();
  await expect(title).toHaveText('Account Admin');
});
