import { agePassword } from '../support/database.js';
import { addUser, fillUser, mailedLink, setPassword, signOut } from '../support/pages.js';
import { expect, freshEmail, signIn, signInAs, test } from '../support/test.js';

const PASSWORD = 'Harvest-Moon-7';

const heading = (page) => page.getByRole('heading', { level: 1 });

test('what was filled in goes on once the password was given again, and is not asked for twice', async ({ page, demo }) => {
  await signInAs(page, 'Account Owner');
  await page.goto('/users/new');
  await fillUser(page, { first: 'Ada', last: 'Ashdown', email: freshEmail('ada'), role: 'account-admin' });
  await agePassword(demo, page, 11);
  await page.getByRole('button', { name: 'Create User' }).click();
  await expect(heading(page)).toHaveText('Enter your password again');
  await expect(page.getByRole('main')).toContainText('You are not asked again for the next 10 minutes');
  // People of the demonstration have no password: the button is enough.
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('main')).toContainText('Ada Ashdown was added');
  await addUser(page, { first: 'Ben', last: 'Ashdown', email: freshEmail('ben'), role: 'account-admin' });
});

test('a file that names many people waits for the right password', async ({ page, demo }) => {
  const email = freshEmail('cara');
  await signInAs(page, 'Account Owner');
  await addUser(page, { first: 'Cara', last: 'Ashdown', email, role: 'account-admin' });
  const link = await mailedLink(page, email);
  await signOut(page);
  await setPassword(page, link, PASSWORD);
  await signIn(page, email, PASSWORD);
  await page.waitForURL('**/school');

  await agePassword(demo, page, 11);
  await page.goto('/users/export.csv');
  await expect(heading(page)).toHaveText('Enter your password again');
  await page.getByLabel('Your password').fill('Not-my-password-1');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.locator('#step_up_password-error')).toContainText('This is not your password');
  await expect(page.getByLabel('Your password')).toHaveValue('');
  await page.getByLabel('Your password').fill(PASSWORD);
  const loading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Go on' }).click({ noWaitAfter: true });
  expect((await loading).suggestedFilename()).toMatch(/^hillside-primary-school-people-.*\.csv$/);
});
