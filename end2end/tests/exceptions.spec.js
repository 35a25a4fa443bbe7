import { openSomebody, openTab } from '../support/pages.js';
import { expect, signInAs, test } from '../support/test.js';

const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function make(page, { feature, effect, ends, reason = 'Covers for Ada' }) {
  if (feature) await page.locator('#feature').selectOption({ label: feature });
  if (effect) await page.getByRole('radio', { name: effect }).check({ force: true });
  await page.getByLabel('Last day').fill(ends ?? '');
  await page.getByLabel('Reason').fill(reason);
  await page.getByRole('button', { name: 'Make the exception' }).click();
}

test('one permission is allowed until a day, shows wherever permissions show, and is ended', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  await openSomebody(page, { role: 'partial-edit', first: 'Erin', last: 'Except' });
  const person = new URL(page.url()).pathname;
  await openTab(page, 'Roles');
  await page.getByRole('link', { name: 'Make or end exceptions' }).click();
  await expect(page.getByRole('heading', { name: 'Exceptions in force and to come' })).toBeVisible();
  await expect(page.getByText('No exceptions')).toBeVisible();

  // Missing fields are named, and the input stays.
  await page.getByRole('button', { name: 'Make the exception' }).click();
  for (const said of ['Choose one of the permissions', 'Choose whether this person', 'Enter the last day', 'Say why']) {
    await expect(page.locator('.errors')).toContainText(said);
  }
  await make(page, { feature: 'Sonar Tracker, Groups: Create groups', effect: /^Allow/, ends: day(-1) });
  await expect(page.locator('.errors')).toContainText('That day is over already');
  await expect(page.getByLabel('Reason')).toHaveValue('Covers for Ada');
  await make(page, { effect: /^Allow/, ends: day(30) });
  await expect(page.getByText(/^The exception for Erin Except is saved: /)).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: 'Create groups' });
  await expect(row).toContainText('Allowed');
  await expect(row).toContainText('Covers for Ada');

  // The person's page shows it below the roles, and in the preview with its reason.
  await page.goto(`${person}/roles`);
  await expect(page.locator('#exceptions')).toContainText('Create groups');
  await page.goto(`/roles/who?feature=sonar-tracker/groups/create-groups`);
  await expect(page.locator('#holders-count')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('By an exception 1');
  await expect(page.getByRole('row').filter({ hasText: 'Erin Except' })).toContainText('An exception for this person: until');
  await page.goto(`${person}/what-if?role=minimal-edit`);
  await expect(page.locator('.preview-product').filter({ hasText: 'Sonar Tracker' })).toContainText('an exception for this person');

  await page.goto(`${person}/exceptions`);
  await row.getByRole('button', { name: /^End/ }).click();
  await expect(page.getByText(/^The exception for .* is ended: /)).toBeVisible();
  await expect(page.getByText('No exceptions')).toBeVisible();
});

test('what Comms Hub sets per person is ticked, person by person and permission by permission', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  await openSomebody(page, { role: 'partial-edit', first: 'Sasha', last: 'Switch' });
  const person = new URL(page.url()).pathname;
  await page.goto('/roles/who?feature=comms-hub/compose-send-messages/send-sms');
  await expect(page.getByRole('row').filter({ hasText: 'Sasha Switch' })).toHaveCount(0);
  await page.goto(`${person}/exceptions`);
  const sms = page.getByLabel('Send SMS');
  await expect(sms).not.toBeChecked();
  await sms.setChecked(true, { force: true });
  await page.getByRole('button', { name: 'Save what is ticked' }).click();
  await expect(page.getByText('What Sasha Switch may do in Comms Hub is saved.')).toBeVisible();
  await expect(sms).toBeChecked();

  await page.goto('/roles/who?feature=comms-hub/compose-send-messages/send-sms');
  const holder = page.getByRole('row').filter({ hasText: 'Sasha Switch' });
  await expect(holder).toContainText('Switched on for this person');
  await holder.getByRole('link', { name: 'On or off for Sasha Switch' }).click();
  await sms.setChecked(false, { force: true });
  await page.getByRole('button', { name: 'Save what is ticked' }).click();
  await expect(page.getByText('No exceptions')).toBeVisible();
});

test('somebody whose pupils are denied meets that at once', async ({ page, anotherBrowser }) => {
  await signInAs(page, 'Account Owner');
  const teacher = await anotherBrowser();
  await signInAs(teacher, 'Full Edit');
  await teacher.goto('/pupils');
  await expect(teacher.getByRole('heading', { level: 1 })).toHaveText('Pupils');
  const seat = await teacher.locator('#live').getAttribute('data-seat');
  // Leaves a page that follows the change: it loads itself again, and would do so during the next request.
  await teacher.goto('about:blank');
  const person = `/users/${seat.split(' ')[0]}`;
  await page.goto(`${person}/exceptions`);
  await make(page, { feature: 'Sonar Tracker, Pupils: View pupils', effect: /^Deny/, ends: day(2) });
  await expect(page.getByText(/^The exception for .* is saved: /)).toBeVisible();
  // The next request is decided by the exception.
  expect((await teacher.goto('/pupils')).status()).toBe(403);
  await expect(teacher.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Pupils' })).toHaveCount(0);
  // Everything else works as before, without the pupils.
  expect((await teacher.goto('/school')).status()).toBe(200);
  await expect(teacher.getByRole('heading', { name: /children/ })).toHaveCount(0);
  await teacher.goto('about:blank');
  await page.getByRole('button', { name: /^End/ }).click();
  await expect(page.getByText(/^The exception for .* is ended: /)).toBeVisible();
  expect((await teacher.goto('/pupils')).status()).toBe(200);
});
