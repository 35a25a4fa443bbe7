import { expect, freshEmail, signInAs, test } from '../support/test.js';
import { fillUser, openForm } from '../support/pages.js';

test('what was typed when a session ended is offered after signing in again', async ({ page, context, scripts }) => {
  const email = freshEmail('kept');
  await signInAs(page, 'Account Admin');
  await openForm(page, scripts);
  await fillUser(page, { first: 'Kept', last: 'Words', email, role: 'full-edit' });

  // The same session signs out in another window.
  const cookies = await context.cookies();
  const answer = await page.request.post('/sign-out', { form: {}, maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  await context.addCookies(cookies);

  await page.getByRole('button', { name: 'Create User' }).click();
  await expect(page.getByRole('main')).toContainText('What you typed is kept');

  await signInAs(page, 'Account Admin');
  await page.goto('/users/new');
  await expect(page.getByLabel('Email address')).toHaveValue(email);
  await expect(page.getByLabel('First name')).toHaveValue('Kept');
  await page.getByRole('button', { name: 'Create User' }).click();
  await expect(page.getByRole('main')).toContainText('Kept Words was added');
});

test('a page that needs somebody signed in leads there and back', async ({ page }) => {
  await page.goto('/users?sort=email');
  await page.waitForURL('**/sign-in?next=*');
  await expect(page.locator('input[name="next"]')).toHaveValue('/users?sort=email');
});

test('a wrong password says so without saying which half was wrong', async ({ page }) => {
  for (const email of ['nobody@hillside.example', 'also-nobody@hillside.example']) {
    await page.goto('/sign-in');
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password').fill('Wrong-Horse-1');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('Email or password is not right');
    await expect(page.getByLabel('Email address')).toHaveValue(email);
  }
});
