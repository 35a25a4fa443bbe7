// The pages of one person: saved in two steps, undone for ten minutes, left only after a warning, and closed to those
// who may not see them.
import { expect, signInAs, test } from '../support/test.js';
import { chooseRole, openSomebody, openTab } from '../support/pages.js';

/** Chooses a role until the preview shows it: the page is hydrated by then. */
const tryRole = (page, role, said) =>
  expect(async () => {
    await chooseRole(page, role);
    await expect(page.locator('.preview-summary')).toContainText(said, { timeout: 500 });
  }).toPass();

const save = (page) => page.getByRole('button', { name: 'Save', exact: true }).click();
const main = (page) => page.getByRole('main');

test('what is typed is shown old and new, and saved once it is confirmed', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  await openSomebody(page);
  await page.getByLabel('Job title').fill('Year 4 teacher');
  await save(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check what changes for Robin Reed');
  const row = (name) => page.getByRole('row').filter({ hasText: name });
  await expect(row('Job title')).toContainText('Year 4 teacher');

  await page.getByRole('button', { name: 'Go back and change something' }).click();
  await expect(page.getByLabel('Job title')).toHaveValue('Year 4 teacher');
  await save(page);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL(/\/users\/[0-9a-f]+\?saved=1$/);
  await expect(page.locator('.notice-success')).toHaveText('The changes to Robin Reed are saved.');
  await expect(page.locator('.notice-success')).toBeFocused();
  await expect(page.getByLabel('Job title')).toHaveValue('Year 4 teacher');
});

test('a role is checked on one screen, saved, and taken back with Undo', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await signInAs(page, 'Account Admin');
  await openSomebody(page);
  await openTab(page, 'Roles');
  await chooseRole(page, 'minimal-read-only');
  await save(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check what changes for Robin Reed');
  const row = page.getByRole('row').filter({ hasText: 'Role in Sonar Tracker' });
  await expect(row).toContainText('Full Edit');
  await expect(row).toContainText('Minimal Read-only');
  await expect(page.locator('.totals')).toContainText(/^Loses \d+: Juniper MIS \d+, /);
  const confirm = page.getByRole('button', { name: 'Confirm' });
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
  await expect(confirm).toBeInViewport({ ratio: 1 });
  // It begins in words; the list of what is lost begins with what is sensitive, whatever its product.
  await expect(page.locator('#changes .in-words li')).toHaveCount(5);
  const list = page.getByRole('table', { name: 'Everything that Robin Reed gains and loses' });
  await expect(list).toBeHidden();
  await page.locator('summary', { hasText: 'Everything that Robin Reed gains and loses' }).click();
  await expect(list.getByRole('row').nth(1)).toContainText('Sensitive');
  await expect(list.getByRole('row').nth(1)).toContainText('loses');
  await confirm.click();
  await page.waitForURL(/\/roles\?saved=1&undo=[0-9a-f]+$/);
  const done = page.locator('.notice-success');
  await expect(done).toContainText('Robin Reed is now Minimal Read-only.');
  await expect(done).toBeFocused();
  const head = page.locator('[data-region="person-head"]');
  await expect(head).toContainText('Minimal Read-only');

  // It is still there after a reload, and does nothing twice.
  await page.reload();
  await done.getByRole('button', { name: 'Undo' }).click();
  await expect(done).toContainText('Undone. Robin Reed is Full Edit again.');
  await expect(done).toBeFocused();
  await expect(head).toContainText('Full Edit');
  await expect(page.locator('input[name="role"][value="full-edit"]')).toBeChecked();
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
});

test('the tabs are addresses under one head, and the head offers what is commonly done', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  await openSomebody(page);
  const person = new URL(page.url()).pathname;
  for (const [tab, below] of [['Roles', '/roles'], ['Children', '/pupils'], ['Sign-in', '/sessions'], ['History', '/history'], ['Details', '']]) {
    await openTab(page, tab);
    await expect(page).toHaveURL(new RegExp(`${person}${below}$`));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Robin Reed');
    await expect(page.locator('.person-acts').getByRole('link', { name: 'Send the invitation again' })).toBeVisible();
  }
  await expect(page.locator('.person-words')).toContainText('Once registered:');
  await page.locator('.more-menu summary').click();
  await page.locator('.more-menu').getByRole('link', { name: 'Block' }).click();
  await page.waitForURL(/access=blocked/);
  await expect(page.getByLabel('Blocked')).toBeChecked();
});

test('a role tried on the page shows what would change against the role they have', async ({ page, scripts }) => {
  test.skip(!scripts, 'without scripts Save shows it');
  await signInAs(page, 'Account Admin');
  await openSomebody(page);
  await openTab(page, 'Roles');
  await tryRole(page, 'minimal-edit', 'Minimal Edit instead of Full Edit');
  // Compared with the role they have, not the one tried before.
  await tryRole(page, 'partial-edit', 'Partial Edit instead of Full Edit');
});

test('leaving with something unsaved asks, and staying keeps it', async ({ page, scripts }) => {
  test.skip(!scripts, 'browsers ask for scripts only');
  await signInAs(page, 'Account Admin');
  await openSomebody(page);
  await openTab(page, 'Roles');
  await tryRole(page, 'partial-edit', 'Partial Edit instead of Full Edit');
  const asked = new Promise((done) => page.once('dialog', (dialog) => dialog.dismiss().then(() => done(dialog.type()))));
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'School', exact: true }).click({ noWaitAfter: true });
  expect(await asked).toBe('confirm');
  await expect(page.locator('input[name="role"][value="partial-edit"]')).toBeChecked();
  // What is sent is not lost, so there is no warning.
  await save(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check what changes for Robin Reed');
});

test('blocking says what it means for this person, and they are refused at once', async ({ page, anotherBrowser }) => {
  await signInAs(page, 'Account Owner');
  const other = await anotherBrowser();
  await signInAs(other, 'Partial Edit');
  const name = await other.locator('.menu-account b').textContent();
  await page.goto(`/users?search=${encodeURIComponent(name)}`);
  await page.getByRole('link', { name }).first().click();
  await page.getByLabel('Blocked').check({ force: true });
  await page.getByLabel('Reason').fill('Lost their tablet');
  await save(page);
  await expect(main(page)).toContainText('can no longer sign in to your school');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL(/saved=1&undo=/);
  await expect(page.locator('.notice-success')).toContainText(`${name} is blocked.`);
  await expect(main(page)).toContainText('Lost their tablet');
  await other.goto('/school');
  await expect(other).toHaveURL(/\/sign-in/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.notice-success')).toContainText(`${name} is active again.`);
  await expect(page.getByLabel('Blocked')).not.toBeChecked();
});

test('somebody deleted is restored from their page', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  await openSomebody(page, { first: 'Dee', last: 'Leeted' });
  await page.locator('.more-menu summary').click();
  await page.getByRole('link', { name: 'Delete user' }).click();
  await page.getByRole('button', { name: 'Delete user' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toContainText('Type the word delete');
  await page.getByLabel('Type the word delete').fill('delete');
  await page.getByRole('button', { name: 'Delete user' }).click();
  await page.waitForURL(/done=delete$/);
  await expect(main(page)).toContainText('Dee Leeted was deleted');
  await page.locator('p', { hasText: 'Dee Leeted was deleted' }).getByRole('link', { name: 'Restore user' }).click();
  await page.getByRole('button', { name: 'Restore user' }).click();
  await page.waitForURL(/done=restore$/);
  await expect(main(page)).toContainText('was restored');
});

test('an admin looks at the owner and changes nothing', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  await page.goto('/users?role=account-owner');
  await page.locator('tbody th a').first().click();
  await expect(main(page)).toContainText('View only');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
  await openTab(page, 'Roles');
  await expect(page.locator('.preview-product')).toHaveCount(5);
});

test('somebody else is picked by typing part of a name', async ({ page, scripts }) => {
  await signInAs(page, 'Account Admin');
  await openSomebody(page);
  await page.getByText('Pick somebody else').click();
  const field = page.getByLabel('Part of a name, an email or a code');
  await field.fill('al-rash');
  if (!scripts) await field.press('Enter');
  const found = page.locator('[data-region="finder"]').getByRole('link');
  await expect(found).toHaveCount(1);
  await found.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mohammed Al-Rashid');
});
