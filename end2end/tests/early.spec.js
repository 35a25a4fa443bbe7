// A slow connection: the page arrives before its scripts.
import { expect, freshEmail, signInAs, test } from '../support/test.js';
import { fillUser, taken } from '../support/pages.js';

test.skip(({ scripts }) => !scripts, 'scripts that never come are the project no-js');

test.beforeEach(async ({ page }) => signInAs(page, 'Account Admin'));

/** Opens the form with its scripts held back, and returns a function that releases them. */
async function openEarly(page) {
  let come;
  const held = new Promise((done) => (come = done));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await page.goto('/users/new', { waitUntil: 'commit' });
  return come;
}

test('what was typed before the scripts arrived is kept, and counts', async ({ page }) => {
  const come = await openEarly(page);
  const email = freshEmail('early');
  await fillUser(page, { first: 'Early', last: 'Bird', email, role: 'full-edit' });
  await page.getByText('More details').click();
  await page.getByLabel('Staff code').fill('EBD');
  await expect(page.getByRole('button', { name: 'Show what this changes' })).toBeVisible();
  come();
  await taken(page);

  await expect(page.getByLabel('First name')).toHaveValue('Early');
  await expect(page.getByLabel('Last name')).toHaveValue('Bird');
  await expect(page.getByLabel('Email address')).toHaveValue(email);
  await expect(page.getByLabel('Staff code')).toHaveValue('EBD');
  await expect(page.locator('input[name="role"]:checked')).toHaveValue('full-edit');
  await expect(page.locator('.preview')).toContainText('What Early will be able to do');
  await expect(page.locator('.preview-summary')).not.toBeEmpty();
  await expect(page.locator('.missing-fields')).toBeEmpty();
  await expect(page.locator('#email-status')).toHaveText(/^Nobody at your school uses this/);
  await page.getByRole('button', { name: 'Create User' }).click();
  await expect(page.getByRole('main')).toContainText('Early Bird was added');
});

test('a form that is sent before the scripts arrived is sent all the same', async ({ page }) => {
  const come = await openEarly(page);
  const email = freshEmail('quick');
  await fillUser(page, { first: 'Quick', last: 'Hand', email, role: 'full-edit' });
  await page.getByRole('button', { name: 'Create User' }).click({ noWaitAfter: true });
  await expect(page.getByRole('main')).toContainText('Quick Hand was added');
  come();
});
