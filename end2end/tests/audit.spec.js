import { readFileSync } from 'node:fs';
import { addUser, signOut } from '../support/pages.js';
import { expect, freshEmail, signInAs, test } from '../support/test.js';

const rows = (page) => page.locator('[data-region="log"] tbody tr');

/** Downloads a link's file, and returns its name and text. */
async function saved(page, link) {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

test('what was done is found by name, by day and by what it was, and leads to the person', async ({ page, scripts }) => {
  await signInAs(page, 'Account Owner');
  const user = { first: 'Peregrine', last: `Auditson`, email: freshEmail('peregrine'), role: 'partial-edit' };
  await addUser(page, user);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Audit log' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Audit log');

  await page.locator('main input[name="search"]').fill(user.email);
  if (!scripts) await page.getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL('**/audit?*search=peregrine*');
  const added = rows(page).filter({ hasText: 'Added' });
  await expect(added).toHaveCount(1);
  await expect(added).toContainText('Partial Edit');
  await expect(added).toContainText('Today at');

  await page.locator('select[name="action"]').selectOption('sign in');
  if (!scripts) await page.getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL('**/audit?*action=sign*');
  await expect(page.getByRole('main')).toContainText('Nothing matches');

  await page.goto('/audit?action=create+user');
  await rows(page).filter({ hasText: 'Peregrine' }).getByRole('link', { name: /Peregrine Auditson/ }).click();
  await page.waitForURL('**/audit?*subject=*');
  await expect(page.getByRole('main')).toContainText('Only what was done to Peregrine Auditson.');
  const subject = new URL(page.url()).searchParams.get('subject');

  await page.goto('/audit?to=2001-01-01');
  await expect(page.getByLabel('To', { exact: true })).toHaveValue('2001-01-01');
  await expect(page.getByRole('main')).toContainText('Nothing matches');

  await page.goto(`/users/${subject}/history`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Peregrine Auditson');
  await expect(page.getByRole('table', { name: 'Roles' })).toContainText('Partial Edit');
  await expect(page.getByRole('table', { name: 'What was done' })).toContainText('Added');
  await signOut(page);
});

test('what the filters show is what is taken out', async ({ page }) => {
  await signInAs(page, 'Account Owner');
  await page.goto('/users?role=minimal-read-only');
  const shown = await page.locator('tbody tr').count();
  await page.getByText('Export what the list shows').click();
  const people = await saved(page, page.getByRole('link', { name: /CSV.*People and their roles/ }));
  expect(people.name).toMatch(/^hillside-primary-school-people-minimal-read-only-\d{4}-\d\d-\d\d\.csv$/);
  expect(people.text.trim().split('\r\n')).toHaveLength(shown + 1);

  await page.goto('/audit?action=export+users');
  await expect(rows(page).first()).toContainText('Minimal Read-only');
  const log = await saved(page, page.getByRole('link', { name: /CSV/ }));
  expect(log.text).toContain('List of people was exported');
  expect(log.text).not.toContain('Signed in');
  await signOut(page);
});

test('the log is for the owner, and a history for whoever may act on the person', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Audit log' })).toHaveCount(0);
  const answer = await page.goto('/audit');
  expect(answer.status()).toBe(403);
  await expect(page.getByRole('main')).toContainText("Only your school's Account Owner can do this");
  await signOut(page);
});
