import { expect, freshEmail, signInAs, test } from '../support/test.js';
import { fillUser, openForm, signOut } from '../support/pages.js';

test('what is missing is said, in a summary that leads to the fields, and what was typed is kept', async ({ page, scripts }) => {
  await signInAs(page, 'Account Admin');
  await openForm(page, scripts);
  await page.getByLabel('First name').fill("D'Arcy");
  await page.getByLabel('Email address').fill('not-an-address');
  await page.getByRole('button', { name: 'Create User' }).click();

  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
  await expect(summary).toBeVisible();
  await expect(page).toHaveTitle(/^Error: /);
  await expect(summary.getByRole('link')).toHaveText([
    'Enter a last name',
    'Enter an email address in the right format, like name@school.org',
    'Choose a role',
  ]);
  if (scripts) await expect(summary).toBeFocused();
  await expect(page.getByLabel('First name')).toHaveValue("D'Arcy");
  await expect(page.getByLabel('Email address')).toHaveValue('not-an-address');
  await expect(page.getByLabel('Last name')).toHaveAttribute('aria-invalid', 'true');

  await summary.getByRole('link', { name: 'Enter a last name' }).click();
  await expect(page.getByLabel('Last name')).toBeFocused();
});

test('names of real people are kept as they are written', async ({ page }) => {
  await signInAs(page, 'Account Owner');
  for (const [first, last] of [
    ['X', 'Ng'],
    ['Anne-Marie', "O'Brien"],
    ['小明', '王'],
    ['محمد', 'الأحمد'],
    ['<b>Bold</b>', '<script>alert(1)</script>'],
  ]) {
    const email = freshEmail('name');
    await page.goto('/users/new');
    await fillUser(page, { first, last, email, role: 'full-read-only' });
    await page.getByRole('button', { name: 'Create User' }).click();
    await expect(page.getByRole('main')).toContainText(`${first} ${last} was added`);
    await page.getByRole('link', { name: 'Back to Users' }).click();
    await expect(page.getByRole('row').filter({ hasText: email })).toContainText(`${first} ${last}`);
  }
});

test('an address somebody here already has is refused beside its field', async ({ page }) => {
  const email = freshEmail('twice');
  await signInAs(page, 'Account Admin');
  for (const written of [email, email.toUpperCase()]) {
    await page.goto('/users/new');
    await fillUser(page, { first: 'Ada', last: 'Twice', email: written, role: 'full-edit' });
    await page.getByRole('button', { name: 'Create User' }).click();
    if (written === email) await expect(page.getByRole('main')).toContainText('was added');
  }
  await expect(page.getByRole('main')).toContainText('Somebody at your school already has this email address');
  await expect(page.getByLabel('Email address')).toHaveAttribute('aria-invalid', 'true');
});

test('roles one may not give can be seen, not chosen, and say why', async ({ page }) => {
  await signInAs(page, 'Account Admin');
  await page.goto('/users/new');
  for (const role of ['account-owner', 'account-admin']) await expect(page.locator(`input[name="role"][value="${role}"]`)).toBeDisabled();
  await expect(page.getByRole('main')).toContainText('Only the Account Owner can give Account Admin');
  await signOut(page);
  await signInAs(page, 'Account Owner');
  await page.goto('/users/new');
  await expect(page.locator('input[name="role"][value="account-admin"]')).toBeEnabled();
  await expect(page.locator('input[name="role"][value="account-owner"]')).toBeDisabled();
});

test('people who may not add users see why', async ({ page }) => {
  for (const role of ['Full Edit', 'Minimal Read-only']) {
    await signInAs(page, role);
    await expect(page.locator('#users-widget')).toHaveCount(0);
    for (const path of ['/users', '/users/new', '/settings']) {
      const answer = await page.goto(path);
      expect(answer.status(), path).toBe(403);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('You cannot do this');
      await expect(page.getByRole('main')).toContainText("Only your school's Account Owner and Account Admins can do this");
    }
    await signOut(page);
  }
});

test('more than a form can hold is refused before it is read', async ({ page, demo }) => {
  await signInAs(page, 'Account Admin');
  const answer = await page.request.post('/users/new', { form: { first_name: 'x'.repeat(1_100_000) }, headers: { origin: demo.base } });
  expect(answer.status()).toBe(413);
  expect(await answer.text()).toContain('<h1');
});
